/** What is kept of subscriptions to printers and to the system, so that their leases outlive the process (RFC 3995 section 5.4.3). */
import { Subscription, type SubscriptionBounds } from './subscription.js'
import { isSubscribedEvent } from './event-names.js'

/** A subscription as it is kept: plain data, so that it can stand in a file. Times are milliseconds since 1970. */
export interface KeptSubscription {
  readonly id: number
  readonly subscriber: string
  readonly host: string
  /** `null` for all printers, and for the system. */
  readonly printer: string | null
  readonly isOfSystem: boolean
  readonly events: readonly string[]
  readonly attributes: readonly string[]
  /** Base64; `null` if there is none. */
  readonly userData: string | null
  readonly charset: string
  readonly naturalLanguage: string
  readonly timeInterval: number
  readonly leaseDuration: number
  readonly expiresAt: number
  /** Sequence numbers up to this one may have been given out. */
  readonly sequence: number
}

/** All that is kept. */
export interface KeptSubscriptions {
  /** The form of this; another form is another number. */
  readonly version: 1
  /** The id that was given out last. */
  readonly lastId: number
  readonly subscriptions: readonly KeptSubscription[]
}

/** Where subscriptions are kept. */
export interface SubscriptionKeeper {
  /** What was saved last; `undefined` at the first start. */
  load(): unknown
  /** Resolves when all of it is on the disk; a crash before leaves the last one whole. It is not called again before that. */
  save(state: KeptSubscriptions): void | Promise<void>
}

/** A subscription as it is kept. @param sequence - the highest number that it may give out before it is kept again */
export function kept(subscription: Subscription, sequence: number): KeptSubscription {
  const { id, subscriber, host, printer = null, isOfSystem, leaseDuration, expiresAt, template } = subscription
  const { events, attributes, userData, charset, naturalLanguage, timeInterval } = template
  return { id, subscriber, host, printer, isOfSystem, events, attributes, userData: userData === undefined ? null : Buffer.from(userData).toString('base64'), charset, naturalLanguage, timeInterval, leaseDuration, expiresAt, sequence }
}

/** A subscription that was kept. Its events are gone; its sequence numbers go on behind all that may have been given out, so that its owner sees the gap. */
export function restored(one: KeptSubscription, bounds: SubscriptionBounds): Subscription {
  const { id, subscriber, host, printer, isOfSystem, userData, leaseDuration, expiresAt, sequence, attributes, charset, naturalLanguage, timeInterval } = one
  // A later version may have told of more.
  const events = one.events.filter((event) => isSubscribedEvent(event, isOfSystem))
  const template = { events, attributes, userData: userData === null ? undefined : new Uint8Array(Buffer.from(userData, 'base64')), charset, naturalLanguage, timeInterval, leaseDuration }
  const subject = isOfSystem ? ({ kind: 'system' } as const) : ({ kind: 'printer', printer: printer ?? undefined } as const)
  const subscription = new Subscription(id, { template, subscriber, host, subject }, bounds, sequence)
  subscription.leaseDuration = leaseDuration
  subscription.expiresAt = expiresAt
  return subscription
}

/** Checks what was loaded. @throws Error if it is of another version */
export function readKept(loaded: unknown): KeptSubscriptions | undefined {
  if (loaded === undefined) return undefined
  const version: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'version') : undefined
  if (version !== 1) throw new Error(`the subscriptions were kept by another version (form ${String(version)}, this one knows 1)`)
  return loaded as KeptSubscriptions
}
