/** What the spooler itself can do for any printer, added to what the configuration says of it. */
import { Attributes, attribute, boolean, integer, joinedExceptions, keyword, passThroughExceptions, range, type Device } from '@platen/papi'
import { holdKeywords } from './hold-until.js'
import type { QueueSettings } from './module-options.js'
import { mostCopies, uncollated } from './device-ticket.js'
import { formatsWithoutPages, hasSelectablePages } from './pages/select-pages.js'
import { defaultPriority } from './service/job-ticket.js'

/** A printer's capabilities with the spooler's: what the configuration says stands. */
export function withSpoolerCapabilities(configured: Attributes, formats: readonly string[], settings: QueueSettings, { carriesOut }: Device): Attributes {
  const [first = 'no-hold', ...more] = holdKeywords
  const own = Attributes.of(
    attribute('copies-default', integer(1)),
    attribute('copies-supported', range(1, mostCopies)),
    attribute('job-hold-until-default', keyword('no-hold')),
    attribute('job-hold-until-supported', keyword(first), ...more.map((one) => keyword(one))),
    attribute('job-priority-default', integer(defaultPriority)),
    attribute('job-priority-supported', integer(100)),
    // The documents of a job are sent one after another, and then all of them again for the next copy.
    attribute('multiple-document-handling-default', keyword('separate-documents-collated-copies')),
    // Copies page by page are the printer's, if it can be told.
    attribute('multiple-document-handling-supported', keyword('separate-documents-collated-copies'), ...(carriesOut?.('copies', integer(mostCopies)) === true ? [keyword(uncollated)] : [])),
    attribute('multiple-operation-time-out-action', keyword(settings.timeOutAction)),
    attribute('page-ranges-supported', boolean(formats.some(hasSelectablePages))),
  )
  return new Attributes([...configured, ...own.filter((one) => !configured.has(one.name))])
}

/** What holds for documents of one format only: pages cannot be selected in every format, and not every document says how it is printed. */
export function formatExceptions(capabilities: Attributes, formats: readonly string[], device: Device): ReadonlyMap<string, Attributes> {
  return joinedExceptions(passThroughExceptions(capabilities, formats, device.carriesOut), pageExceptions(formats))
}

function pageExceptions(formats: readonly string[]): ReadonlyMap<string, Attributes> {
  if (!formats.some(hasSelectablePages)) return new Map()
  return new Map(formatsWithoutPages(formats).map((format) => [format, Attributes.of(attribute('page-ranges-supported', boolean(false)))]))
}
