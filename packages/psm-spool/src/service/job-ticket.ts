/** What the spooler itself carries out of a job's ticket. Pure. */
import { instantOf, PapiError, type Attributes } from '@platen/papi'
import { holdKeywords, holdOf } from '../hold-until.js'
import type { Hold } from '../job-state-machine.js'
import { canNumberUp } from '../pages/impose-pages.js'
import { asksNumberUp } from '../pages/number-up.js'
import { pageRangesOf } from '../pages/page-ranges.js'
import { hasSelectablePages } from '../pages/select-pages.js'
import { ticketDefaults, type TicketDefaults } from '../ticket-fields.js'
import type { Spool } from '../spool.js'
import { ticketToJson } from '../ticket-json.js'

/** A ticket's part in the job's row. */
export interface JobTicket {
  readonly ticket: string
  readonly defaults: TicketDefaults
  readonly hold?: Hold
}

/** What `job-hold-until` means here. */
export type HoldRules = Pick<Spool, 'calendar' | 'periods'>

/**
 * Reads a ticket. What it does not say is as the printer's `-default` attributes say (RFC 8011 section 5.2).
 *
 * @throws PapiError `attributes-or-values-not-supported` for a `job-hold-until` that is not known, or page ranges that do not ascend
 */
export function jobTicket(ticket: Attributes, capabilities: Attributes, now: number, rules: HoldRules): JobTicket {
  pageRangesOf(ticket)
  const until = untilOf(ticket) ?? capabilities.string('job-hold-until-default')
  const hold = until === undefined ? undefined : holdRequest(until, now, rules)
  return { ticket: ticketToJson(ticket), defaults: ticketDefaults(capabilities), ...(hold === undefined ? {} : { hold }) }
}

/** Until when a ticket asks to hold: the instant of `job-hold-until-time`, else the keyword of `job-hold-until`. */
export function untilOf(ticket: Attributes): string | number | undefined {
  const time = ticket.value('job-hold-until-time')
  return time?.kind === 'dateTime' ? instantOf(time) : ticket.string('job-hold-until')
}

/**
 * The hold until an instant, or that a `job-hold-until` keyword asks for now; `undefined` if the job need not be held.
 *
 * @throws PapiError `attributes-or-values-not-supported`
 */
export function holdRequest(until: string | number, now: number, { calendar, periods }: HoldRules): Hold | undefined {
  if (typeof until === 'number') return until <= now ? undefined : { until: `@${until}`, releaseAt: until }
  const hold = holdOf(until, now, calendar, periods)
  if (hold === undefined) throw new PapiError('attributes-or-values-not-supported', `job-hold-until "${until}" is not supported; it may be ${holdKeywords(periods).join(', ')}`)
  if (hold === 'not') return undefined
  return { until, releaseAt: hold === 'until-released' ? null : hold }
}

/**
 * Refuses a document with which not all of its job's ticket can be carried out, if the job was made with fidelity. Else it is printed
 * without: clients such as lp ask every job for all that a printer does by default (RFC 8011 section 4.2.1.1).
 *
 * @throws PapiError `conflicting-attributes`
 */
export function requireFidelity(ticket: Attributes, format: string): void {
  if (ticket.boolean('ipp-attribute-fidelity') === true) requirePages(ticket, format)
}

/** @throws PapiError `conflicting-attributes` for a ticket that asks for something about the pages of a document whose pages are not known */
export function requirePages(ticket: Attributes, format: string): void {
  if (pageRangesOf(ticket) !== undefined && !hasSelectablePages(format)) {
    throw new PapiError('conflicting-attributes', `pages cannot be selected in ${format}; print the whole document, or send it as PDF`)
  }
  if (asksNumberUp(ticket) && !canNumberUp(format)) {
    throw new PapiError('conflicting-attributes', `pages of ${format} cannot be put onto sheets several at a time (number-up); print one on a side, or send it as PDF`)
  }
}

/** @throws PapiError `document-format-not-supported` */
export function requireFormat(printer: string, formats: readonly string[], format: string): void {
  const [type = ''] = format.split(';')
  const plain = type.trim().toLowerCase()
  if (formats.some((one) => one.toLowerCase() === plain)) return
  throw new PapiError('document-format-not-supported', `printer "${printer}" does not take ${format}; it takes ${formats.join(', ')}`)
}
