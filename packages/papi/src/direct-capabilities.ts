/** What a print service without a memory adds to a queue's capabilities: what its device has the printer do. */
import { Attributes, attribute, integer, keyword, range } from '@platen/ipp-core'
import type { Device } from './device.js'

/** The most copies that are told to a printer. */
const mostCopies = 999

/** The document goes through once: there are copies only if the device has the printer make them, page by page (RFC 8011 section 5.2.4). */
export function directCapabilities(capabilities: Attributes, { carriesOut }: Device): Attributes {
  if (carriesOut?.('copies', integer(mostCopies)) !== true || capabilities.has('copies-supported')) return capabilities
  const uncollated = keyword('separate-documents-uncollated-copies')
  return new Attributes([
    ...capabilities,
    ...Attributes.of(
      attribute('copies-default', integer(1)),
      attribute('copies-supported', range(1, mostCopies)),
      attribute('multiple-document-handling-default', uncollated),
      attribute('multiple-document-handling-supported', uncollated),
    ),
  ])
}
