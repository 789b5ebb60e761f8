/** Puts a job's PJL around its document, on its way to the printer. */
import type { Delivery } from '@platen/papi'
import { exitLanguage, pjlHeader, pjlTrailer, type PjlJob } from './job-language.js'

/** A document that brings PJL of its own, as printer drivers write it, goes as it is: jobs cannot be put into one another. */
export async function* withJobLanguage({ data, job, ticket }: Delivery): AsyncGenerator<Uint8Array> {
  const about: PjlJob = { name: job.documentName === '' ? job.name : job.documentName, user: job.user, format: job.format, ticket }
  let begun: 'no' | 'own' | 'ours' = 'no'
  // As many octets as tell whether the document begins with the exit sequence.
  let first = new Uint8Array(0)
  for await (const chunk of data) {
    if (begun !== 'no') {
      yield chunk
      continue
    }
    first = Buffer.concat([first, chunk])
    if (first.length < exitLanguage.length && exitLanguage.startsWith(latin1(first))) continue
    begun = latin1(first.subarray(0, exitLanguage.length)) === exitLanguage ? 'own' : 'ours'
    if (begun === 'ours') yield Buffer.from(pjlHeader(about), 'latin1')
    yield first
  }
  if (begun === 'ours') {
    yield Buffer.from(pjlTrailer(about), 'latin1')
    return
  }
  // It ended within what may have been the exit sequence.
  if (begun === 'no' && first.length > 0) yield* [Buffer.from(pjlHeader(about), 'latin1'), first, Buffer.from(pjlTrailer(about), 'latin1')]
}

const latin1 = (octets: Uint8Array): string => Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1')
