/** What bounds subscriptions: leases, counts, how long events are kept. */

/** Bounds on subscriptions. Each has a default. */
export interface SubscriptionSettings {
  /** Seconds that an event can be fetched after it occurred: `ippget-event-life` (RFC 3996 section 8.1), 15 or more. Default 300. */
  readonly eventLife?: number
  /** Seconds of a lease where the client asks for none: `notify-lease-duration-default`. Default 86400, a day. */
  readonly defaultLease?: number
  /** The longest lease, seconds, granted also to who asks for one without end. Default 2592000, thirty days. */
  readonly longestLease?: number
  /** Seconds after which a client is told to poll again: `notify-get-interval`. Default 30. */
  readonly getInterval?: number
  /** The longest that a Get-Notifications with notify-wait is held, seconds. Default 60. */
  readonly longestWait?: number
  /** How many requests may be held at once; further ones are answered at once. Default 500. */
  readonly waiting?: number
  /** Events kept for one subscription; the oldest go first. Default 100. */
  readonly events?: number
  /** Subscriptions in all. Default 1000. */
  readonly subscriptions?: number
  /** Subscriptions made from one address. Default 250. */
  readonly subscriptionsOfHost?: number
  /** Subscriptions of one job. Default 20. */
  readonly subscriptionsOfJob?: number
}

/** The bounds where none are given. */
export const defaultSubscriptionSettings: Required<SubscriptionSettings> = {
  eventLife: 300,
  defaultLease: 86_400,
  longestLease: 2_592_000,
  getInterval: 30,
  longestWait: 60,
  waiting: 500,
  events: 100,
  subscriptions: 1000,
  subscriptionsOfHost: 250,
  subscriptionsOfJob: 20,
}

/** Values of `notify-events` that are looked at: `notify-max-events-supported` (RFC 3995 section 5.3.3.3). */
export const mostSubscribedEvents = 100

/** The seconds of lease that are granted. 0 asks for a lease without end, of which the longest is the nearest (RFC 3995 section 5.3.8). */
export function grantedLease({ defaultLease, longestLease }: Required<SubscriptionSettings>, asked: number | undefined): number {
  if (asked === undefined || asked < 0) return Math.min(defaultLease, longestLease)
  return asked === 0 ? longestLease : Math.min(asked, longestLease)
}
