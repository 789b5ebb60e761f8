/** What the spooler itself can do for any printer, added to what the configuration says of it. */
import { Attributes, attribute, integer, keyword, range } from '@platen/papi'
import { holdKeywords } from './hold-until.js'
import type { QueueSettings } from './module-options.js'
import { mostCopies } from './print-job.js'
import { defaultPriority } from './service/job-ticket.js'

/** A printer's capabilities with the spooler's: what the configuration says stands. */
export function withSpoolerCapabilities(configured: Attributes, settings: QueueSettings): Attributes {
  const [first = 'no-hold', ...more] = holdKeywords
  const own = Attributes.of(
    attribute('copies-default', integer(1)),
    attribute('copies-supported', range(1, mostCopies)),
    attribute('job-hold-until-default', keyword('no-hold')),
    attribute('job-hold-until-supported', keyword(first), ...more.map((one) => keyword(one))),
    attribute('job-priority-default', integer(defaultPriority)),
    attribute('job-priority-supported', integer(100)),
    attribute('multiple-operation-time-out-action', keyword(settings.timeOutAction)),
  )
  return new Attributes([...configured, ...own.filter((one) => !configured.has(one.name))])
}
