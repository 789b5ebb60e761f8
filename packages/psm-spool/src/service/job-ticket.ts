/** What the spooler itself carries out of a job's ticket. Pure. */
import { PapiError, type Attributes } from '@platen/papi'
import { holdKeywords, holdOf, type Calendar } from '../hold-until.js'
import { pageRangesOf } from '../pages/page-ranges.js'
import { hasSelectablePages } from '../pages/select-pages.js'
import { ticketToJson } from '../ticket-json.js'

/** `job-priority` where none is given (RFC 8011 section 5.2.1). */
export const defaultPriority = 50

/** A hold as the writer takes it. */
export interface HoldRequest {
  readonly until: string
  readonly releaseAt: number | null
}

/** A ticket's part in the job's row. */
export interface JobTicket {
  readonly ticket: string
  readonly priority: number
  readonly hold?: HoldRequest
}

/**
 * Reads a ticket. What it does not say is as the printer's `-default` attributes say (RFC 8011 section 5.2).
 *
 * @throws PapiError `attributes-or-values-not-supported` for a `job-hold-until` that is not known, or page ranges that do not ascend
 */
export function jobTicket(ticket: Attributes, capabilities: Attributes, now: number, calendar: Calendar): JobTicket {
  pageRangesOf(ticket)
  const hold = holdRequest(ticket.string('job-hold-until') ?? capabilities.string('job-hold-until-default') ?? 'no-hold', now, calendar)
  return { ticket: ticketToJson(ticket), priority: priorityOf(ticket) ?? capabilities.integer('job-priority-default') ?? defaultPriority, ...(hold === undefined ? {} : { hold }) }
}

/** `job-priority`, kept within 1 to 100. */
export function priorityOf(ticket: Attributes): number | undefined {
  const priority = ticket.integer('job-priority')
  return priority === undefined ? undefined : Math.min(Math.max(priority, 1), 100)
}

/** What a `job-hold-until` keyword asks for now; `undefined` if the job need not be held. */
export function holdRequest(keyword: string, now: number, calendar: Calendar): HoldRequest | undefined {
  const hold = holdOf(keyword, now, calendar)
  if (hold === undefined) throw new PapiError('attributes-or-values-not-supported', `job-hold-until "${keyword}" is not supported; it may be ${holdKeywords.join(', ')}`)
  if (hold === 'not') return undefined
  return { until: keyword, releaseAt: hold === 'until-released' ? null : hold }
}

/** @throws PapiError `conflicting-attributes` for a ticket that asks for some pages of a document whose pages are not known */
export function requirePages(ticket: Attributes, format: string): void {
  if (pageRangesOf(ticket) === undefined || hasSelectablePages(format)) return
  throw new PapiError('conflicting-attributes', `pages cannot be selected in ${format}; print the whole document, or send it as PDF`)
}

/** @throws PapiError `document-format-not-supported` */
export function requireFormat(printer: string, formats: readonly string[], format: string): void {
  const [type = ''] = format.split(';')
  const plain = type.trim().toLowerCase()
  if (formats.some((one) => one.toLowerCase() === plain)) return
  throw new PapiError('document-format-not-supported', `printer "${printer}" does not take ${format}; it takes ${formats.join(', ')}`)
}
