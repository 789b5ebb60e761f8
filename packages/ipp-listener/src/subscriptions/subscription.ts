/** The Subscription object: what was subscribed to, and the notifications that wait to be fetched (RFC 3995 section 5). */
import { isTerminal } from '@platen/ipp-core'
import type { Job } from '@platen/papi'
import { matching, type NamedEvent, type SubscribedEvent } from './event-names.js'

/** What a client asked for in a subscription-attributes group, checked (RFC 3995 section 5.3). */
export interface SubscriptionTemplate {
  /** `notify-events`; never empty. */
  readonly events: readonly SubscribedEvent[]
  /** `notify-attributes`: what else notifications are to carry. */
  readonly attributes: readonly string[]
  /** `notify-user-data`: given back in each notification. */
  readonly userData: Uint8Array | undefined
  /** `notify-charset`. */
  readonly charset: string
  /** `notify-natural-language`. */
  readonly naturalLanguage: string
  /** `notify-lease-duration`, as asked for. */
  readonly leaseDuration: number | undefined
  /** `notify-time-interval`: at least that many seconds between notifications of job-progress. */
  readonly timeInterval: number
}

/** Whose events: a job's, from now on or from its creation on, or a printer's, or all printers', or the system's and all that is in it. */
export type Subject = { readonly kind: 'job'; readonly job: Job; readonly fromCreation: boolean } | { readonly kind: 'printer'; readonly printer: string | undefined } | { readonly kind: 'system' }

/** Who subscribes, and to what. */
export interface SubscriptionRequest {
  readonly template: SubscriptionTemplate
  /** The user. */
  readonly subscriber: string
  /** The address the request came from. */
  readonly host: string
  readonly subject: Subject
}

/** An event on its way to a subscriber. */
export interface Notification {
  /** `notify-sequence-number`. */
  readonly sequence: number
  readonly event: NamedEvent
  /** `notify-subscribed-event`. */
  readonly subscribed: SubscribedEvent
  /** The job of the subscription, or of the event, as it was; `undefined` for an event of a printer that printed none. */
  readonly job: Job | undefined
  /** When it was made, by the registry's clock. */
  readonly at: number
}

/** `notify-sequence-number` wraps to 0 after the largest integer (RFC 3995 section 5.4.2). */
const largest = 0x7fff_ffff

/** What a subscription is bound by. */
export interface SubscriptionBounds {
  /** Notifications kept. */
  readonly events: number
  /** How long they are kept, milliseconds. */
  readonly eventLife: number
}

/** A subscription. Times are milliseconds since 1970. */
export class Subscription {
  /** `notify-subscription-id`. */
  readonly id: number
  readonly template: SubscriptionTemplate
  /** `notify-subscriber-user-name`. */
  readonly subscriber: string
  /** The address it was made from. */
  readonly host: string
  /** `notify-job-id`; `undefined` for a Per-Printer Subscription. */
  readonly jobId: number | undefined
  /** Whether it is to the system (PWG 5100.22). */
  readonly isOfSystem: boolean
  /** Seconds of lease granted last; 0 for a Per-Job Subscription, which has none. */
  leaseDuration = 0
  /** When it is deleted: at the end of its lease, or an event life after its job's end. */
  expiresAt: number = Number.POSITIVE_INFINITY
  #reserved: number = Number.POSITIVE_INFINITY
  readonly #bounds: SubscriptionBounds
  readonly #notifications: Notification[] = []
  readonly #watchers = new Set<() => void>()
  #printer: string | undefined
  #job: Job | undefined
  #isOver: boolean
  #sequence: number
  #progressAt = Number.NEGATIVE_INFINITY

  /** @param sequence - the sequence number that may have been given out last. Default 0: none */
  constructor(id: number, { template, subscriber, host, subject }: SubscriptionRequest, bounds: SubscriptionBounds, sequence = 0) {
    this.id = id
    this.#sequence = sequence
    this.template = template
    this.subscriber = subscriber
    this.host = host
    this.#bounds = bounds
    if (subject.kind === 'job') {
      this.jobId = subject.job.id
      this.#job = subject.job
      this.#printer = subject.job.printer
    } else {
      this.jobId = undefined
      this.#printer = subject.kind === 'printer' ? subject.printer : undefined
    }
    this.isOfSystem = subject.kind === 'system'
    this.#isOver = this.#job !== undefined && isTerminal(this.#job.state)
  }

  /** The printer, of a job's subscription where the job is now; `undefined` for all printers. */
  get printer(): string | undefined {
    return this.#printer
  }

  /** The job of a Per-Job Subscription, as it was last seen. */
  get job(): Job | undefined {
    return this.#job
  }

  /** Whether no notification will be added: its job has ended, or it was deleted. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** `notify-sequence-number`: the last one given out, 0 before the first. */
  get sequence(): number {
    return this.#sequence
  }

  /**
   * The highest sequence number that may be told: what is above it waits until it is written down that it was reserved, for after
   * a crash it must not be given out again. Infinite where nothing outlives the process.
   */
  get reserved(): number {
    return this.#reserved
  }

  set reserved(upTo: number) {
    this.#reserved = upTo
    this.#tell()
  }

  /** Takes an event, if it is one that was subscribed to (RFC 3995 section 5.3.3.5). */
  offer(event: NamedEvent, now: number): void {
    if (!this.#concerns(event)) return
    // Restart-Job keeps the job's subscriptions (RFC 3995 section 11.2.1): one that runs again goes on.
    if (event.about === 'job' && this.jobId !== undefined) {
      this.#job = event.job
      this.#printer = event.job.printer
      this.#isOver = isTerminal(event.job.state)
    }
    const subscribed = matching(this.template.events, event.name)
    if (subscribed !== undefined && this.#isDue(event, now)) {
      this.#sequence = this.#sequence === largest ? 0 : this.#sequence + 1
      this.#notifications.push({ sequence: this.#sequence, event, subscribed, job: event.about === 'job' ? event.job : event.about === 'printer' ? (this.#job ?? event.active) : undefined, at: now })
      if (this.#notifications.length > this.#bounds.events) this.#notifications.shift()
    }
    this.#tell()
  }

  /** Notifications from a sequence number on whose life has not ended, the oldest first. */
  notifications(from: number, now: number): readonly Notification[] {
    while ((this.#notifications[0]?.at ?? now) + this.#bounds.eventLife < now) this.#notifications.shift()
    return this.#notifications.filter((one) => one.sequence >= from && one.sequence <= this.#reserved)
  }

  /** Ends it: what it holds is gone (RFC 3996 section 8.1). */
  end(): void {
    this.#isOver = true
    this.#notifications.length = 0
    this.#tell()
  }

  /** Calls back at each change, until the result is called. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => void this.#watchers.delete(changed)
  }

  /** Whether an event is of its job or printer. A job that has ended has no more events of its printer (RFC 3995 section 5.3.3.5.1). */
  #concerns(event: NamedEvent): boolean {
    if (event.about === 'system') return this.isOfSystem
    if (event.about === 'printer') return !this.#isOver && (this.#printer === undefined || event.printer.name === this.#printer)
    if (this.jobId !== undefined) return event.job.id === this.jobId
    return this.#printer === undefined || event.job.printer === this.#printer
  }

  /** RFC 3995 section 5.3.9: what is left out is not counted. */
  #isDue({ name }: NamedEvent, now: number): boolean {
    if (name !== 'job-progress') return true
    if (now - this.#progressAt < this.template.timeInterval * 1000) return false
    this.#progressAt = now
    return true
  }

  #tell(): void {
    for (const changed of this.#watchers) changed()
  }
}
