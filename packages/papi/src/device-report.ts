/** What a device says of itself: its state in the words of IPP, and what it holds. */

/** What a device does. `idle`: it would take a job now. `stopped`: it needs a person. */
export type DeviceActivity = 'idle' | 'processing' | 'stopped'

/** One alert (PWG 5100.9 section 5.2). */
export interface DeviceAlert {
  /** A value of `printer-alert`: `code=coverOpen;severity=critical;group=cover`. */
  readonly alert: string
  /** The value of `printer-alert-description` beside it; may be empty. */
  readonly description: string
}

/** A supply, as PWG 5100.13 has it, and as CUPS's `marker-*` do. */
export interface DeviceSupply {
  /** A value of `printer-supply` (PWG 5100.13): `type=toner;maxcapacity=100;level=42;class=supplyThatIsConsumed;unit=percent;colorantname=black;`. */
  readonly supply: string
  /** What people call it: `printer-supply-description`, `marker-names`. */
  readonly name: string
  /** `marker-types`: `toner-cartridge`, `waste-toner`. */
  readonly type: string
  /** `marker-colors`: `#00FFFF`, or `none`. */
  readonly color: string
  /** `marker-levels`: percent; -1 without bound, -2 unknown, -3 some. Of a receptacle: how full it is. */
  readonly level: number
  /** `marker-low-levels`: at or below that percentage a supply that is used up is low. */
  readonly lowLevel: number
  /** `marker-high-levels`: at or above that percentage a receptacle is nearly full. */
  readonly highLevel: number
}

/** A paper source. */
export interface DeviceTray {
  /** A value of `printer-input-tray` (PWG 5100.13): `type=sheetFeedAutoRemovableTray;mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=100;status=0;name=Tray 1;`. */
  readonly tray: string
  /** What people call it. */
  readonly name: string
}

/** What a device holds, and what troubles it: known of those only that tell. What is left out is not known. */
export interface DeviceFacts {
  /** All its alerts now: one that is not among them is over. */
  readonly alerts?: readonly DeviceAlert[]
  readonly supplies?: readonly DeviceSupply[]
  readonly trays?: readonly DeviceTray[]
  /** Impressions in its life. */
  readonly pages?: number
}

/** What a device says while it works, or when asked. */
export interface DeviceReport extends DeviceFacts {
  /** `printer-state-reasons` keywords with severity suffixes (RFC 8011 section 5.4.12), the worst first; empty when all is well. One with `-error` stops it. */
  readonly reasons: readonly string[]
  /** One sentence for people. */
  readonly message: string
  /** Left out: it does not tell. */
  readonly activity?: DeviceActivity
  /** During a delivery: `job-state-reasons` that the job has from its device, `resources-are-not-ready` say. */
  readonly jobReasons?: readonly string[]
  /** During a delivery: impressions of its document the device says it has made. */
  readonly impressions?: number
  /**
   * For the administrator's log: a way to ask it that cannot be used as its options say, where others answered. With no secret
   * in it. Left out: there is nothing to complain of.
   */
  readonly complaint?: string
  /**
   * When this counts no more if nothing newer is said, milliseconds since 1970: nobody takes back what a printer said on a
   * connection that has closed. Left out: it counts until the next report.
   */
  readonly until?: number
}

/** Whether the device stands still until a person helps. */
export const saysStopped = ({ reasons, activity }: Pick<DeviceReport, 'reasons' | 'activity'>): boolean => activity === 'stopped' || reasons.some((reason) => reason.endsWith('-error'))

/**
 * What is known of a device after a report. What it holds stays true until it is told otherwise; alerts are over with the
 * report that does not have them. The same object if nothing has changed.
 */
export function factsAfter(known: DeviceFacts, report: DeviceReport | undefined): DeviceFacts {
  const supplies = report?.supplies ?? known.supplies
  const trays = report?.trays ?? known.trays
  const pages = report?.pages ?? known.pages
  const facts: DeviceFacts = {
    ...(report?.alerts === undefined ? {} : { alerts: report.alerts }),
    ...(supplies === undefined ? {} : { supplies }),
    ...(trays === undefined ? {} : { trays }),
    ...(pages === undefined ? {} : { pages }),
  }
  return JSON.stringify(facts) === JSON.stringify(known) ? known : facts
}

/** How long what a device said during a delivery counts after it, if nobody asks the device and it did not say itself, milliseconds. */
const lastingFor = 900_000

/**
 * What outlasts a delivery of what was said during it: warnings for a limited time, for nobody takes them back, and what the
 * device has told with an end of its own. What stopped the delivery is over with it.
 *
 * @param now - milliseconds since 1970
 */
export function lastingReport(report: DeviceReport, now: number): DeviceReport | undefined {
  const { until = now + lastingFor, message, alerts } = report
  const reasons = report.reasons.filter((one) => !/^(connecting-to-device|timed-out)/.test(one) && (report.until !== undefined || !one.endsWith('-error')))
  return reasons.length === 0 || until <= now ? undefined : { reasons, message, until, ...(alerts === undefined ? {} : { alerts }) }
}
