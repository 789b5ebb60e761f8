/** What a printer needs to hear when a job is broken off in its middle, so that the next one starts clean. */
import { pjlTrailer, universalExit, type PjlTicket } from './pjl-ticket.js'
import { isPostScript, languageOfFormat, startOf } from './sniff.js'
import type { EndOfJob } from './wrap.js'

/** A job that is broken off. */
export interface BrokenJob {
  readonly endOfJob: EndOfJob
  readonly format: string
  /** The first octets of the document. */
  readonly start: Uint8Array
  readonly ticket?: PjlTicket
}

/**
 * The octets that reset the printer; none where there is no language to reset.
 *
 * PostScript is interrupted by Ctrl-C, which throws away the rest of the job, up to Ctrl-D. PJL and PCL are left by the
 * universal exit; a job that PJL has opened is closed by name.
 */
export function resetOf({ endOfJob, format, start, ticket = {} }: BrokenJob): Uint8Array {
  return new TextEncoder().encode(resetText(endOfJob, format, start, ticket))
}

function resetText(endOfJob: EndOfJob, format: string, start: Uint8Array, ticket: PjlTicket): string {
  if (endOfJob === 'pjl') return pjlTrailer(ticket)
  const begins = startOf(start)
  // It brought its own PJL, and with it a language that may be any: the universal exit leaves them all.
  if (begins === 'pjl') return universalExit
  if (endOfJob !== 'none' || isPostScript(format, begins)) return '\u0003\u0004'
  // Plain text may go to a printer that knows no language, and would print the exit.
  const language = format.startsWith('text/') ? undefined : languageOfFormat(format)
  return begins === 'pcl' || begins === 'pclxl' || language === 'PCL' || language === 'PCLXL' ? universalExit : ''
}
