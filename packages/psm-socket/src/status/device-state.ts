/**
 * The one state of a printer, from all that was learned of it. Pure: time comes with what is observed.
 *
 * The rules:
 * 1. A reason belongs to the source that gave it, and is over when that source's next good observation lacks it.
 * 2. What was said unasked counts for a limited time, for nobody may say that it is over; after its connection has closed,
 *    for a shorter one.
 * 3. What was asked counts until the next answer; without one, for a limited time: then it is not known any more.
 * 4. Sources are merged: nothing twice, the more specific stands for the less.
 * 5. No answer means not known, not down. A printer is unreachable when several attempts failed over some time: one that
 *    sleeps does not flap.
 */
import { reasonKeywords, type Condition, type PrinterActivity } from './condition.js'
import { mergeConditions } from './merge.js'
import type { Alert, Observation, ObservationSource } from './observation.js'
import { markersOf, type InputTray, type Markers, type Supply } from './supplies.js'

/** The times of the rules, in milliseconds. */
export interface StateRules {
  /** How long what was said unasked counts. */
  readonly unsolicited: number
  /** How long it counts after its connection has closed. */
  readonly closed: number
  /** How long an answer counts when no other comes. */
  readonly answer: number
  /** So many attempts in a row must have failed, over at least that time. */
  readonly unreachable: { readonly attempts: number; readonly time: number }
}

/** A quarter of an hour for what was said unasked, ten minutes for an answer; three failures over two minutes. */
export const defaultStateRules: StateRules = {
  unsolicited: 900_000,
  closed: 60_000,
  answer: 600_000,
  unreachable: { attempts: 3, time: 120_000 },
}

/** The state of a printer, in IPP's terms. */
export interface DeviceState {
  /** `idle`, `processing`, `stopped`; `undefined` if nobody told lately. */
  readonly activity: PrinterActivity | undefined
  /** `printer-state-reasons` with severities, the worst first; empty when all is well. */
  readonly reasons: readonly string[]
  /** `printer-state-message`: the worst in one sentence. */
  readonly message: string
  readonly conditions: readonly Condition[]
  /** `job-state-reasons` of the job that is being printed: why it stands still. */
  readonly jobReasons: readonly string[]
  /** `printer-alert` and `printer-alert-description`; over with the observation that had them. */
  readonly alerts: readonly Alert[]
  /** `printer-supply` and `printer-supply-description`; `marker-*`. Supplies, trays and pages stay as they were told last. */
  readonly supplies: readonly Supply[]
  readonly markers: Markers
  readonly trays: readonly InputTray[]
  /** Impressions in the printer's life, as last told. */
  readonly pages: number | undefined
  readonly reachable: 'yes' | 'no' | 'unknown'
}

interface Known {
  conditions: readonly Condition[]
  activity: PrinterActivity | undefined
  message: string
  alerts: readonly Alert[]
  at: number
  expires: number
}

/** Conditions that are named in the message. */
const named = 3

/** Keeps what was learned of one printer. */
export class DeviceStateModel {
  readonly #rules: StateRules
  readonly #known = new Map<ObservationSource, Known>()
  #supplies: readonly Supply[] = []
  #trays: readonly InputTray[] = []
  #pages: number | undefined
  #lastGood = -Infinity
  #failures: { readonly first: number; readonly last: number; readonly count: number; readonly why: string } | undefined

  constructor(rules: StateRules = defaultStateRules) {
    this.#rules = rules
  }

  /** Something was learned. */
  observe(one: Observation): void {
    // Of a source, an older word does not count after a newer one.
    const before = this.#known.get(one.source)
    if (before !== undefined && one.at < before.at) return
    this.#reached(one.at)
    const expires = one.at + (one.unsolicited === true ? this.#rules.unsolicited : this.#rules.answer)
    if (one.conditions !== undefined) {
      this.#known.set(one.source, { conditions: one.conditions, activity: one.activity, message: one.message ?? '', alerts: one.alerts ?? [], at: one.at, expires })
    } else if (one.activity !== undefined || one.message !== undefined || one.alerts !== undefined) {
      const valid = before !== undefined && before.expires > one.at ? before : undefined
      this.#known.set(one.source, {
        conditions: valid?.conditions ?? [],
        activity: one.activity ?? valid?.activity,
        message: one.message ?? valid?.message ?? '',
        alerts: one.alerts ?? valid?.alerts ?? [],
        at: one.at,
        // What was known is not made to last longer by a word about something else.
        expires: valid !== undefined && valid.conditions.length > 0 ? valid.expires : expires,
      })
    }
    if (one.supplies !== undefined) this.#supplies = one.supplies
    if (one.trays !== undefined) this.#trays = one.trays
    if (one.pages !== undefined) this.#pages = one.pages
  }

  /** An attempt to reach the printer: a connection that was made, or refused (it is there), or came to nothing. */
  attempted(at: number, reached: boolean, why = ''): void {
    if (reached) this.#reached(at)
    else if (at >= this.#lastGood) this.#failures = { first: this.#failures?.first ?? at, last: at, count: (this.#failures?.count ?? 0) + 1, why }
  }

  /** The connection over which a source spoke unasked has closed: it cannot take anything back. */
  closed(source: ObservationSource, at: number): void {
    const known = this.#known.get(source)
    if (known !== undefined) known.expires = Math.min(known.expires, at + this.#rules.closed)
  }

  /** The printer has gone on: what had stopped it is over, though this source does not say so. Warnings stay. */
  wentOn(source: ObservationSource): void {
    const known = this.#known.get(source)
    if (known === undefined || !known.conditions.some(({ severity }) => severity === 'error')) return
    this.#known.set(source, { ...known, conditions: known.conditions.filter(({ severity }) => severity !== 'error'), activity: undefined, message: '' })
  }

  /** The state at a moment. */
  state(now: number): DeviceState {
    const fresh = [...this.#known.values()].filter(({ expires }) => expires > now).sort((a, b) => b.at - a.at)
    const reachable = this.#reachable(now)
    const conditions = mergeConditions([
      ...fresh.flatMap((one) => one.conditions),
      ...(reachable === 'no' ? [{ reason: 'offline', severity: 'warning', message: `it cannot be reached since ${new Date(this.#failures?.first ?? now).toISOString()}${this.#why()}` } as const] : []),
    ])
    const stopped = conditions.some(({ severity }) => severity === 'error')
    const activity = stopped ? 'stopped' : fresh.find((one) => one.activity !== undefined)?.activity
    return {
      activity,
      reasons: reasonKeywords(conditions),
      message: messageOf(conditions) || (fresh.find(({ message }) => message !== '')?.message ?? ''),
      conditions,
      jobReasons: activity === 'stopped' ? ['printer-stopped', ...(conditions.some(lacksMedia) ? ['resources-are-not-ready'] : [])] : [],
      alerts: fresh.flatMap((one) => one.alerts),
      supplies: this.#supplies,
      markers: markersOf(this.#supplies),
      trays: this.#trays,
      pages: this.#pages,
      reachable,
    }
  }

  /** When the state changes by itself, if nothing more is learned; `undefined` if it does not. */
  nextChange(now: number): number | undefined {
    const times = [...this.#known.values()].map(({ expires }) => expires).filter((time) => time > now)
    return times.length === 0 ? undefined : Math.min(...times)
  }

  #reached(at: number): void {
    this.#lastGood = Math.max(this.#lastGood, at)
    if (this.#failures !== undefined && at >= this.#failures.last) this.#failures = undefined
  }

  #reachable(now: number): DeviceState['reachable'] {
    const { attempts, time } = this.#rules.unreachable
    if (this.#failures !== undefined && this.#failures.count >= attempts && this.#failures.last - this.#failures.first >= time) return 'no'
    return now - this.#lastGood < this.#rules.answer ? 'yes' : 'unknown'
  }

  #why(): string {
    const why = this.#failures?.why ?? ''
    return why === '' ? '' : `: ${why}`
  }
}

const lacksMedia = ({ reason, severity }: Condition): boolean => severity === 'error' && /^(media-(empty|needed)|input-)/.test(reason)

/** The worst conditions in words; those for information only if there is nothing else. */
function messageOf(conditions: readonly Condition[]): string {
  const serious = conditions.filter(({ severity }) => severity !== 'report')
  const told = [...new Set((serious.length > 0 ? serious : conditions).map(({ message }) => message))]
  const more = told.length - named
  return told.slice(0, named).join('; ') + (more > 0 ? `; and ${more} more` : '')
}
