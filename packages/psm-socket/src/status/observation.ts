/** What was learned of a printer at one moment, from one source. */
import type { Condition, PrinterActivity } from './condition.js'
import type { InputTray, Supply } from './supplies.js'

/** Who tells. */
export type ObservationSource = 'pjl' | 'postscript' | 'appsocket' | 'snmp' | 'connection'

/** One observation. A field that is left out was not told of: what was known stays. */
export interface Observation {
  readonly source: ObservationSource
  /** Milliseconds since 1970. */
  readonly at: number
  /** Said without being asked: it counts for a limited time, for nobody may say when it is over. */
  readonly unsolicited?: boolean
  /** All conditions the source knows of now: one that is not among them is over. */
  readonly conditions?: readonly Condition[]
  readonly activity?: PrinterActivity | undefined
  /** One sentence for people. */
  readonly message?: string
  /** Values of `printer-alert` and `printer-alert-description` (PWG 5100.9). */
  readonly alerts?: readonly Alert[]
  readonly supplies?: readonly Supply[]
  readonly trays?: readonly InputTray[]
  /** Impressions in the printer's life. */
  readonly pages?: number
  /** `pages` are sheets: the printer counts no impressions. */
  readonly countsSheets?: true
}

/** One alert of a printer. */
export interface Alert {
  /** A value of `printer-alert`: `code=coverOpen;index=3;severity=critical;...`. */
  readonly alert: string
  /** The value of `printer-alert-description` beside it. */
  readonly description: string
}
