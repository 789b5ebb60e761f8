/** What notifications can carry beyond the fixed content: `notify-attributes-supported` (RFC 3995 section 5.3.4). */

/** Attributes of the job that an event, or its subscription, is about. */
export const notifyJobAttributes: ReadonlySet<string> = new Set([
  'date-time-at-completed', 'date-time-at-creation', 'date-time-at-processing', 'job-k-octets', 'job-k-octets-processed', 'job-media-sheets-completed', 'job-originating-user-name', 'job-printer-uri',
  'job-state-message', 'job-uri', 'job-uuid', 'number-of-documents', 'time-at-completed', 'time-at-creation', 'time-at-processing',
])

/** Attributes of the subscription. */
export const notifySubscriptionAttributes: ReadonlySet<string> = new Set(['notify-job-id', 'notify-lease-duration', 'notify-lease-expiration-time', 'notify-subscriber-user-name'])

/** Both. There are none of the printer: its whole description is not at hand for an event of a job, and the rule is all or nothing. */
export const notifyAttributes: ReadonlySet<string> = new Set([...notifyJobAttributes, ...notifySubscriptionAttributes])
