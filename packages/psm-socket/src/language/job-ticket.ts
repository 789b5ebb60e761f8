/** Which Job Template attributes PJL can tell a printer, and a job's ticket in its terms. Pure. */
import type { Attributes, Value } from '@platen/papi'
import { toldSource, type PjlTicket } from './pjl-ticket.js'

/** The most copies that PJL can ask for. */
const mostCopies = 999

/** `units` of a resolution in dots per inch (RFC 8010 section 3.9). */
const perInch = 3

const isSides = (value: string): value is NonNullable<PjlTicket['sides']> => value === 'one-sided' || value === 'two-sided-long-edge' || value === 'two-sided-short-edge'

/** Whether a value of an attribute can be told to the printer. `media-source` is a member of media-col; `auto` there is the printer's own choice. */
export function pjlCarriesOut(name: string, value: Value): boolean {
  switch (name) {
    case 'sides':
      return value.kind === 'string' && isSides(value.value)
    case 'copies':
      return value.kind === 'integer' && value.value >= 1 && value.value <= mostCopies
    case 'media-source':
      return value.kind === 'string' && (value.value === 'auto' || toldSource(value.value) !== undefined)
    case 'printer-resolution':
      return resolutionOf(value) !== undefined
    default:
      return false
  }
}

/** What a job asks of the printer. Copies are of each page: whoever wants them collated sends the document again. */
export function pjlTicketOf(ticket: Attributes | undefined): PjlTicket {
  if (ticket === undefined) return {}
  const sides = ticket.string('sides')
  const copies = ticket.integer('copies') ?? 1
  const mediaCol = ticket.value('media-col')
  const members = mediaCol?.kind === 'collection' ? mediaCol.members : undefined
  const mediaSource = members?.string('media-source')
  const media = ticket.string('media') ?? members?.string('media-size-name')
  const resolution = resolutionOf(ticket.value('printer-resolution'))
  return {
    ...(sides !== undefined && isSides(sides) ? { sides } : {}),
    ...(copies > 1 ? { copies: { count: copies, by: 'COPIES' as const } } : {}),
    ...(mediaSource === undefined ? {} : { mediaSource }),
    ...(media === undefined ? {} : { media }),
    ...(resolution === undefined ? {} : { resolution }),
  }
}

/** PJL's resolution is one number, in dots per inch. */
function resolutionOf(value: Value | undefined): number | undefined {
  return value?.kind === 'resolution' && value.units === perInch && value.crossFeed === value.feed ? value.feed : undefined
}
