/** Names of events: what occurs, what a client subscribes to, and which covers which (RFC 3995 section 5.3.3). */
import { JobState, PrinterState } from '@platen/ipp-core'
import type { Job, PrintEvent, Printer, SystemDescription, SystemEvent } from '@platen/papi'

/** An event of a job, by its IPP name. */
export type JobEventName = 'job-created' | 'job-state-changed' | 'job-stopped' | 'job-completed' | 'job-progress' | 'job-config-changed'
/** An event of a printer, by its IPP name. */
export type PrinterEventName = 'printer-state-changed' | 'printer-stopped' | 'printer-config-changed' | 'printer-created' | 'printer-deleted'
/** An event of the system, by its IPP name (PWG 5100.22). */
export type SystemEventName = 'system-config-changed'
/** What occurs. */
export type EventName = JobEventName | PrinterEventName | SystemEventName

/** What a client may subscribe to: an event, or CUPS's name of one or of many. */
export type SubscribedEvent = EventName | 'all' | 'printer-added' | 'printer-changed' | 'printer-modified' | 'server-started' | 'server-restarted' | 'server-stopped' | 'server-audit'

/** An event with its IPP name and the object as it was right after. */
export type NamedEvent =
  | { readonly about: 'system'; readonly name: SystemEventName; readonly time: number; readonly system: SystemDescription }
  | {
      readonly about: 'job'
      readonly name: JobEventName
      readonly time: number
      readonly job: Job
      /** The printer that it has just left. */
      readonly movedFrom?: string
    }
  | {
      readonly about: 'printer'
      readonly name: PrinterEventName
      readonly time: number
      readonly printer: Printer
      /** The job that the printer was printing. */
      readonly active: Job | undefined
    }

const jobStates: readonly EventName[] = ['job-state-changed', 'job-created', 'job-completed', 'job-stopped']
const printerStates: readonly EventName[] = ['printer-state-changed', 'printer-stopped']
const every: readonly EventName[] = [...jobStates, 'job-progress', 'job-config-changed', ...printerStates, 'printer-config-changed', 'printer-created', 'printer-deleted']

/**
 * What a client may subscribe to, and the events that it covers: `notify-events-supported`. A value covers its sub-values
 * (RFC 3995 section 5.3.3.4). The second half are CUPS's names: its tools know no others for some of these events.
 */
const covered: Readonly<Record<SubscribedEvent, readonly EventName[]>> = {
  'job-state-changed': jobStates,
  'job-created': ['job-created'],
  'job-completed': ['job-completed'],
  'job-stopped': ['job-stopped'],
  'job-progress': ['job-progress'],
  'job-config-changed': ['job-config-changed'],
  'printer-state-changed': printerStates,
  'printer-stopped': ['printer-stopped'],
  'printer-config-changed': ['printer-config-changed'],
  'printer-created': ['printer-created'],
  'printer-deleted': ['printer-deleted'],
  'system-config-changed': ['system-config-changed'],
  all: every,
  'printer-added': ['printer-created'],
  'printer-changed': [...printerStates, 'printer-config-changed'],
  'printer-modified': ['printer-config-changed'],
  // Accepted because CUPS's clients ask for them beside others. A subscription does not outlive the server, so there is nothing to tell.
  'server-started': [],
  'server-restarted': [],
  'server-stopped': [],
  'server-audit': [],
}

const subscribable: readonly SubscribedEvent[] = Object.keys(covered) as SubscribedEvent[]
const isOfSystem = (event: SubscribedEvent): boolean => event.startsWith('system-')

/** Every value of `notify-events` for printers and jobs. */
export const subscribedEvents: readonly SubscribedEvent[] = subscribable.filter((event) => !isOfSystem(event))

/** Those for the system: its own, and those of all its printers and their jobs by their registered names (PWG 5100.22). */
export const subscribedEventsOfSystem: readonly SubscribedEvent[] = subscribable.filter((event) => isOfSystem(event) || every.includes(event as EventName))

/** `notify-events-default`: CUPS's. */
export const defaultEvents: readonly SubscribedEvent[] = ['job-completed']

/** Whether a keyword can be subscribed to. @param ofSystem - by a subscription to the system */
export const isSubscribedEvent = (keyword: string, ofSystem: boolean): keyword is SubscribedEvent => (ofSystem ? subscribedEventsOfSystem : subscribedEvents).some((event) => event === keyword)

/** CUPS's names of many events of several kinds: CUPS tells the event itself in their place, and clients rely on it. */
const collective: ReadonlySet<SubscribedEvent> = new Set(['all', 'printer-changed'])

/**
 * The value among those subscribed to that an event matches: itself, else one that covers it (RFC 3995 section 5.3.3.5).
 *
 * @returns the value for `notify-subscribed-event`; `undefined` if the event is none that was subscribed to
 */
export function matching(subscribed: readonly SubscribedEvent[], name: EventName): SubscribedEvent | undefined {
  const covering = subscribed.filter((one) => covered[one].includes(name))
  if (covering.some((one) => one === name)) return name
  const first = covering.find((one) => !collective.has(one)) ?? covering[0]
  return first !== undefined && collective.has(first) ? name : first
}

/** Names events. Only who remembers what was before can tell that a printer or job has stopped. */
export class EventNaming {
  readonly #stoppedPrinters = new Set<string>()
  readonly #stoppedJobs = new Set<number>()
  /** The job each printer is printing. */
  readonly #active = new Map<string, Job>()

  /** The event by its IPP name. To be called once for each, in order. */
  name(event: PrintEvent | SystemEvent): NamedEvent {
    const { time } = event
    switch (event.type) {
      case 'system-config-changed':
        return { about: 'system', name: event.type, time, system: event.system }
      case 'printer-state-changed': {
        const { printer } = event
        const stopped = changes(this.#stoppedPrinters, printer.name, printer.state === PrinterState.stopped)
        return { about: 'printer', name: stopped ? 'printer-stopped' : 'printer-state-changed', time, printer, active: this.#active.get(printer.name) }
      }
      case 'printer-config-changed':
      case 'printer-created':
      case 'printer-deleted': {
        const { type, printer } = event
        const active = this.#active.get(printer.name)
        if (type === 'printer-deleted') {
          this.#stoppedPrinters.delete(printer.name)
          this.#active.delete(printer.name)
        }
        return { about: 'printer', name: type, time, printer, active }
      }
      case 'job-state-changed': {
        const { job } = event
        this.#follow(job)
        const stopped = changes(this.#stoppedJobs, job.id, job.state === JobState.processingStopped)
        return { about: 'job', name: stopped ? 'job-stopped' : 'job-state-changed', time, job, ...moveOf(event) }
      }
      case 'job-created':
      case 'job-completed':
      case 'job-progress':
      case 'job-config-changed': {
        const { type, job } = event
        this.#follow(job)
        if (type === 'job-completed') this.#stoppedJobs.delete(job.id)
        return { about: 'job', name: type, time, job, ...moveOf(event) }
      }
    }
  }

  #follow(job: Job): void {
    // A job may have been moved.
    for (const [printer, active] of this.#active) if (active.id === job.id) this.#active.delete(printer)
    if (job.state === JobState.processing || job.state === JobState.processingStopped) this.#active.set(job.printer, job)
  }
}

const moveOf = ({ movedFrom }: { readonly movedFrom?: string }): { readonly movedFrom?: string } => (movedFrom === undefined ? {} : { movedFrom })

/** Keeps the members of a set, and tells whether one has just become one. */
function changes<T>(members: Set<T>, one: T, isMember: boolean): boolean {
  const was = members.has(one)
  if (isMember) members.add(one)
  else members.delete(one)
  return isMember && !was
}
