/** A stored document as it is sent: the pages of it that its job asks for, as many on a side as it asks for. */
import { PapiError } from '@platen/papi'
import { imposePages } from './pages/impose-pages.js'
import { numberUpOf, type NumberUp } from './pages/number-up.js'
import { pageRangesOf, type PageRanges } from './pages/page-ranges.js'
import type { PageSource } from './pages/page-source.js'
import { hasSelectablePages, selectPages } from './pages/select-pages.js'
import type { Piece } from './piece.js'
import type { Queue, Spool } from './spool.js'
import type { DocumentRow, JobRow } from './store/rows.js'
import { ticketFromJson } from './ticket-json.js'

/** A document. @param part - which of the job's copies and documents, from 0 */
export function documentPiece(spool: Spool, { capabilities, device }: Queue, job: JobRow, document: DocumentRow, part: number): Piece {
  const ticket = ticketFromJson(job.ticket)
  // What cannot be done with its format is left out: the client was told, or the document was refused.
  const ranges = hasSelectablePages(document.format) ? pageRangesOf(ticket) : undefined
  const numberUp = numberUpOf(ticket, capabilities, document.format)
  // Most jobs print all of it as it is.
  const octets = (): AsyncIterable<Uint8Array> => (ranges === undefined && numberUp === undefined ? octetsOf(spool, document, device.releasesPieces) : changed(spool, document, ranges, numberUp))
  return { part, document: document.number, name: document.name, format: document.format, octets }
}

async function* changed(spool: Spool, document: DocumentRow, ranges: PageRanges | undefined, numberUp: NumberUp | undefined): AsyncGenerator<Uint8Array> {
  const all = (): AsyncIterable<Uint8Array> => octetsOf(spool, document)
  if (document.file !== null) {
    await using file = await spool.documents.open(document.file)
    yield* pagesOf(document.format, { size: document.octets, read: (offset, length) => file.read(offset, length), all }, ranges, numberUp)
    return
  }
  const content = await whole(all())
  yield* pagesOf(document.format, { size: content.length, read: (offset, length) => Promise.resolve(content.subarray(offset, offset + length)), all }, ranges, numberUp)
}

function pagesOf(format: string, source: PageSource, ranges: PageRanges | undefined, numberUp: NumberUp | undefined): AsyncIterable<Uint8Array> {
  if (numberUp !== undefined) return imposePages(format, source, numberUp, ranges)
  return ranges === undefined ? source.all() : selectPages(format, source, ranges)
}

/** A document that is kept in its row: small. */
async function whole(octets: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of octets) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * The octets of a document as it came.
 *
 * @param reuse - for a reader that is done with each piece when it asks for the next
 * @throws PapiError `gone`
 */
export async function* octetsOf({ reader, documents }: Spool, document: DocumentRow, reuse?: boolean): AsyncGenerator<Uint8Array> {
  if (document.file !== null) {
    yield* documents.read(document.file, reuse)
    return
  }
  const content = reader.content(document.job, document.number)
  if (content === undefined) throw new PapiError('gone', `document ${document.number} of job ${document.job} is no longer kept`)
  if (content.length > 0) yield content
}
