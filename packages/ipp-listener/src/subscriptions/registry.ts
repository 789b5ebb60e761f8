/** The subscriptions of a listener: makes, finds, ends them, gives them events, and lets clients wait. The clock is passed in. */
import { PapiError, type Log, type PrintEvent, type SystemEvent } from '@platen/papi'
import { EventNaming, type NamedEvent } from './event-names.js'
import { kept, readKept, restored, type SubscriptionKeeper } from './keeper.js'
import { Saving } from './saving.js'
import { defaultSubscriptionSettings, grantedLease, type SubscriptionSettings } from './settings.js'
import { Subscription, type Notification, type SubscriptionRequest } from './subscription.js'

/** What the registry needs of the world. */
export interface RegistryContext {
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Calls back after that many milliseconds, unless the result is called before. */
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** Where subscriptions to printers and to the system are kept. Default: nowhere, they end with the process. */
  readonly keeper?: SubscriptionKeeper | undefined
  /** Where it is told that they cannot be kept. */
  readonly log?: Pick<Log, 'error'>
}

/** Which subscriptions a listing wants. */
export type SubscriptionFilter = { readonly job: number } | { readonly printer: string | undefined } | { readonly system: true }

/** Events kept so that a job's subscription that is made right after the job begins with the job's creation. */
const recentEvents = 500

/** Sequence numbers that are reserved for a subscription at a time: after a crash as many may be skipped. */
const reservedNumbers = 10_000

/** Subscriptions and their events, in memory. Those of printers and of the system are kept over a restart, without their events; a job's are not. */
export class SubscriptionRegistry {
  readonly settings: Required<SubscriptionSettings>
  readonly #context: RegistryContext
  readonly #subscriptions = new Map<number, Subscription>()
  readonly #naming = new EventNaming()
  readonly #recent: { readonly event: NamedEvent; readonly at: number }[] = []
  readonly #waiting = new Set<() => void>()
  readonly #saving: Saving | undefined
  #nextId: number
  #isClosed = false
  #isFinished = false
  #isFailing = false

  constructor(settings: SubscriptionSettings, context: RegistryContext) {
    this.settings = { ...defaultSubscriptionSettings, ...settings }
    this.#context = context
    // From the time of day, so that ids of before a restart do not come again (RFC 3995 section 5.4.1).
    this.#nextId = 1 + (Math.floor(context.clock() / 1000) % 0x3fff_ffff)
    const { keeper } = context
    this.#saving = keeper && new Saving(() => this.#write(keeper, reservedNumbers))
    if (keeper !== undefined) this.#restore(keeper)
  }

  /**
   * Resolves when the subscriptions are kept as they are now.
   *
   * @throws PapiError `temporary-error`
   */
  async keep(): Promise<void> {
    try {
      await this.#saving?.save()
    } catch (error) {
      throw new PapiError('temporary-error', `the print server cannot write down its subscriptions: ${sentenceOf(error)}; try again later`, { cause: error })
    }
  }

  /** Whether there is room for one more subscription. @param wanted - further ones of the same request */
  hasRoom(host: string, job?: number, wanted = 0): boolean {
    this.#sweep()
    const all = [...this.#subscriptions.values()]
    const { subscriptions, subscriptionsOfHost, subscriptionsOfJob } = this.settings
    const ofHost = all.filter((one) => one.host === host).length
    const ofJob = job === undefined ? 0 : all.filter((one) => one.jobId === job).length
    return all.length + wanted < subscriptions && ofHost + wanted < subscriptionsOfHost && (job === undefined || ofJob + wanted < subscriptionsOfJob)
  }

  /** Makes a subscription; `undefined` if there is no room for it. */
  subscribe(request: SubscriptionRequest): Subscription | undefined {
    const { subject, host, template } = request
    if (!this.hasRoom(host, subject.kind === 'job' ? subject.job.id : undefined)) return undefined
    const now = this.#context.clock()
    const { events, eventLife } = this.settings
    const subscription = new Subscription(this.#nextId++, request, { events, eventLife: eventLife * 1000 })
    if (this.#saving !== undefined && subject.kind !== 'job') subscription.reserved = 0
    this.#subscriptions.set(subscription.id, subscription)
    if (subject.kind !== 'job') this.renew(subscription, template.leaseDuration)
    else {
      if (subject.fromCreation) this.#replay(subscription, subject.job.id)
      this.#limitLife(subscription, now)
    }
    return subscription
  }

  /** A subscription that has not ended its time. */
  find(id: number): Subscription | undefined {
    this.#sweep()
    return this.#subscriptions.get(id)
  }

  /** Those of a job, of the system, or of a printer, or those of all printers if it names none; the oldest first (RFC 3995 section 11.2.5). */
  list(filter: SubscriptionFilter): readonly Subscription[] {
    this.#sweep()
    return [...this.#subscriptions.values()].filter((one) => {
      if ('job' in filter) return one.jobId === filter.job
      if ('system' in filter) return one.isOfSystem
      return one.jobId === undefined && !one.isOfSystem && (filter.printer === undefined || one.printer === undefined || one.printer === filter.printer)
    })
  }

  /** The time, milliseconds since 1970. */
  get now(): number {
    return this.#context.clock()
  }

  /** What a subscription holds from a sequence number on, the oldest first. */
  notifications(subscription: Subscription, from: number): readonly Notification[] {
    return subscription.notifications(from, this.now)
  }

  /** Gives a subscription a new lease. @returns the seconds granted */
  renew(subscription: Subscription, seconds: number | undefined): number {
    subscription.leaseDuration = grantedLease(this.settings, seconds)
    subscription.expiresAt = this.#context.clock() + subscription.leaseDuration * 1000
    return subscription.leaseDuration
  }

  /** Deletes a subscription; who waits for its events is told. */
  cancel(subscription: Subscription): void {
    this.#subscriptions.delete(subscription.id)
    subscription.end()
  }

  /** Gives an event to every subscription that it matches. */
  publish(printEvent: PrintEvent | SystemEvent): void {
    const now = this.#context.clock()
    this.#sweep()
    const event = this.#naming.name(printEvent)
    // Progress would crowd out what a new subscription begins with.
    if (event.name !== 'job-progress') this.#recent.push({ event, at: now })
    if (this.#recent.length > recentEvents) this.#recent.shift()
    let isShort = false
    for (const subscription of this.#subscriptions.values()) {
      subscription.offer(event, now)
      this.#limitLife(subscription, now)
      // Infinite where nothing is kept.
      isShort ||= subscription.reserved - subscription.sequence < reservedNumbers / 2
    }
    // While there are some left, so that no event waits for the disk.
    if (isShort) this.#reserve()
  }

  /**
   * Waits until there is something to tell: `isReady` is asked now and at each change. Waits no longer than the settings
   * allow or any of the leases last, and not at all if too many wait already.
   */
  async wait(subscriptions: readonly Subscription[], isReady: () => boolean, signal: AbortSignal | undefined): Promise<void> {
    if (this.#isClosed || signal?.aborted === true || isReady() || this.#waiting.size >= this.settings.waiting) return
    const done = Promise.withResolvers<undefined>()
    const end = (): void => done.resolve(undefined)
    const look = (): void => {
      if (isReady()) end()
    }
    const soonest = Math.min(...subscriptions.map((one) => one.expiresAt)) - this.#context.clock()
    const cancelTimer = this.#context.after(Math.max(0, Math.min(this.settings.longestWait * 1000, soonest)), end)
    const unwatch = subscriptions.map((one) => one.watch(look))
    signal?.addEventListener('abort', end, { once: true })
    this.#waiting.add(end)
    try {
      await done.promise
      this.#sweep()
    } finally {
      this.#waiting.delete(end)
      signal?.removeEventListener('abort', end)
      for (const stop of unwatch) stop()
      cancelTimer()
    }
  }

  /** Lets nobody wait any more. */
  close(): void {
    this.#isClosed = true
    for (const end of this.#waiting) end()
  }

  /** When the last event is published: writes down the exact sequence numbers, so that nothing is skipped after a clean stop. */
  async finish(): Promise<void> {
    const { keeper } = this.#context
    if (keeper === undefined || this.#isFinished) return
    this.#isFinished = true
    await this.#saving?.save().catch(() => undefined)
    try {
      await this.#write(keeper, 0)
    } catch (error) {
      this.#context.log?.error(`the subscriptions are not written down as they ended: ${sentenceOf(error)}`)
    }
  }

  #kept(): Subscription[] {
    return [...this.#subscriptions.values()].filter((one) => one.jobId === undefined)
  }

  async #write(keeper: SubscriptionKeeper, ahead: number): Promise<void> {
    const reserved = this.#kept().map((one) => ({ one, upTo: one.sequence + ahead }))
    await keeper.save({ version: 1, lastId: this.#nextId - 1, subscriptions: reserved.map(({ one, upTo }) => kept(one, upTo)) })
    for (const { one, upTo } of reserved) one.reserved = upTo
  }

  #restore(keeper: SubscriptionKeeper): void {
    const { events, eventLife } = this.settings
    try {
      const state = readKept(keeper.load())
      if (state === undefined) return
      this.#nextId = Math.max(this.#nextId, state.lastId + 1)
      for (const one of state.subscriptions) {
        const subscription = restored(one, { events, eventLife: eventLife * 1000 })
        subscription.reserved = subscription.sequence
        this.#subscriptions.set(one.id, subscription)
      }
      this.#reserve()
    } catch (error) {
      // Clients subscribe anew when theirs are gone: that is no reason not to print.
      this.#context.log?.error(`the subscriptions of before are lost: ${sentenceOf(error)}`)
    }
  }

  /** Reserves the next sequence numbers. */
  #reserve(): void {
    this.#saving?.save().then(
      () => {
        this.#isFailing = false
      },
      (error: unknown) => {
        if (!this.#isFailing) this.#context.log?.error(`the subscriptions cannot be written down; events wait until they can: ${sentenceOf(error)}`)
        this.#isFailing = true
      },
    )
  }

  /** What happened to a job and its printer since the job was made and before it had this subscription. */
  #replay(subscription: Subscription, job: number): void {
    const first = this.#recent.findIndex(({ event }) => event.name === 'job-created' && event.job.id === job)
    if (first < 0) return
    for (const { event, at } of this.#recent.slice(first)) subscription.offer(event, at)
  }

  /** A job's subscription has no lease: it lives with its job, and an event life longer so that the end can be fetched. */
  #limitLife(subscription: Subscription, now: number): void {
    if (subscription.jobId === undefined) return
    const { eventLife, longestLease } = this.settings
    // A job of which nothing is heard any more must not keep its subscriptions for ever.
    if (!subscription.isOver) subscription.expiresAt = now + longestLease * 1000
    else if (subscription.expiresAt > now + eventLife * 1000) subscription.expiresAt = now + eventLife * 1000
  }

  #sweep(): void {
    const now = this.#context.clock()
    for (const subscription of this.#subscriptions.values()) if (subscription.expiresAt <= now) this.cancel(subscription)
    const expired = now - this.settings.eventLife * 1000
    while ((this.#recent[0]?.at ?? now) < expired) this.#recent.shift()
  }
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
