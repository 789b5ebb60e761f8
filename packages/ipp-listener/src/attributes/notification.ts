/** An event as a subscriber gets it (RFC 3995 section 9.1, RFC 3996 section 5.2). */
import {
  Attributes, attribute, boolean, charset, dateTime, enumeration, integer, jobStateName, keyword, name, naturalLanguage, octetString, printerStateName, text, uri, type Attribute,
} from '@platen/ipp-core'
import type { Job, Printer } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'
import type { NamedEvent } from '../subscriptions/event-names.js'
import { notifyJobAttributes } from '../subscriptions/notify-attributes.js'
import type { Notification, Subscription } from '../subscriptions/subscription.js'
import { jobAttributes } from './job.js'
import { subscriptionAttributes, systemUri } from './subscription.js'

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** The event-notification group of an event. Values are those right after it, whenever it is fetched (RFC 3995 section 9). */
export function notificationAttributes({ sequence, event, subscribed, job }: Notification, subscription: Subscription, uris: AnswerUris): Attributes {
  const { id, template } = subscription
  return new Attributes([
    ...Attributes.of(
      attribute('notify-subscription-id', integer(id)),
      ...about(event, subscription, uris),
      attribute('notify-subscribed-event', keyword(subscribed)),
      // The event itself, where notify-subscribed-event is a name that covers it: the name CUPS's ipptool file looks for.
      attribute('notify-event', keyword(event.name)),
      attribute(event.about === 'system' ? 'system-up-time' : 'printer-up-time', integer(seconds(event.time))),
      attribute(event.about === 'system' ? 'system-current-time' : 'printer-current-time', dateTime(event.time)),
      attribute('notify-sequence-number', integer(sequence)),
      attribute('notify-charset', charset(template.charset)),
      attribute('notify-natural-language', naturalLanguage(template.naturalLanguage)),
      attribute('notify-user-data', octetString(template.userData ?? new Uint8Array())),
      attribute('notify-text', text(sentence(event))),
    ),
    ...content(event, uris),
    ...asked(template.attributes, job, subscription, uris, event.time),
  ])
}

/** What the event is of (PWG 5100.22 has the system for events that are of no printer). */
function about(event: NamedEvent, { jobId, printer: subscribed }: Subscription, uris: AnswerUris): Attributes {
  if (event.about === 'system') return Attributes.of(attribute('notify-system-uri', uri(systemUri(uris))))
  // To who listens to the printer that a job has left, that one is what the event is of.
  const left = event.about === 'job' && jobId === undefined && subscribed !== undefined && subscribed === event.movedFrom
  const printer = event.about === 'job' ? (left ? subscribed : event.job.printer) : event.printer.name
  // Of job events too: a subscriber to all printers learns from it where the job is.
  return Attributes.of(attribute('notify-printer-uri', uri(uris.printer(printer))), attribute('printer-name', name(printer)))
}

function content(event: NamedEvent, uris: AnswerUris): Attributes {
  switch (event.about) {
    case 'job':
      return new Attributes([...jobContent(event.job, event.name), ...(event.movedFrom === undefined ? [] : moveContent(event.job, event.movedFrom, uris))])
    case 'printer':
      return printerContent(event.printer)
    case 'system':
      return Attributes.of(attribute('system-uuid', uri(event.system.uuid)), attribute('system-name', name(event.system.name)), attribute('system-config-changes', integer(event.system.configChanges)))
  }
}

/** RFC 3996 tables 4 and 5. */
function jobContent(job: Job, event: NamedEvent['name']): Attributes {
  return Attributes.of(
    attribute('job-id', integer(job.id)),
    attribute('job-name', name(job.name)),
    attribute('job-state', enumeration(job.state)),
    reasons('job-state-reasons', job.stateReasons),
    event === 'job-progress' || event === 'job-completed' ? attribute('job-impressions-completed', integer(job.impressionsCompleted)) : undefined,
  )
}

/** Where a job is that was moved, and where it was: more than the standard asks for. */
const moveContent = ({ printer }: Job, from: string, uris: AnswerUris): Attributes => Attributes.of(attribute('job-printer-uri', uri(uris.printer(printer))), attribute('platen-job-moved-from', name(from)))

/** RFC 3996 table 6. */
function printerContent(printer: Printer): Attributes {
  return Attributes.of(
    attribute('printer-state', enumeration(printer.state)),
    reasons('printer-state-reasons', printer.stateReasons),
    attribute('printer-is-accepting-jobs', boolean(printer.isAcceptingJobs)),
  )
}

/** The attributes named by `notify-attributes` (RFC 3995 section 5.3.4). */
function asked(names: readonly string[], job: Job | undefined, subscription: Subscription, uris: AnswerUris, now: number): Attribute[] {
  if (names.length === 0) return []
  const ofJob = job === undefined ? [] : [...jobAttributes(job, { uris, now })].filter((one) => notifyJobAttributes.has(one.name))
  const all = [...ofJob, ...subscriptionAttributes(subscription, { uris, now, isPrivy: true })]
  return all.filter((one) => names.includes(one.name))
}

function reasons(named: string, [first = 'none', ...more]: readonly string[]): Attribute {
  return attribute(named, keyword(first), ...more.map(keyword))
}

/** `notify-text`: the printer, the job, what happened (RFC 3995 section 9.2). */
function sentence(event: NamedEvent): string {
  if (event.about === 'system') return `The configuration of "${event.system.name}" was changed`
  if (event.about === 'job') {
    const { id, name: title, printer, state, stateMessage } = event.job
    if (event.movedFrom !== undefined) return `Job ${id} "${title}" was moved from printer "${event.movedFrom}" to printer "${printer}": ${jobStateName(state)}${stateMessage === '' ? '' : `; ${stateMessage}`}`
    const what = event.name === 'job-created' ? 'created' : event.name === 'job-config-changed' ? 'changed' : jobStateName(state)
    return `Job ${id} "${title}" on printer "${printer}": ${what}${stateMessage === '' ? '' : `; ${stateMessage}`}`
  }
  const { name: title, state, stateMessage, isAcceptingJobs } = event.printer
  switch (event.name) {
    case 'printer-created':
      return `Printer "${title}" was added`
    case 'printer-deleted':
      return `Printer "${title}" was removed`
    case 'printer-config-changed':
      return `Printer "${title}" was changed`
    case 'printer-state-changed':
    case 'printer-stopped':
      return `Printer "${title}": ${printerStateName(state)}${isAcceptingJobs ? '' : ', takes no jobs'}${stateMessage === '' ? '' : `; ${stateMessage}`}`
  }
}
