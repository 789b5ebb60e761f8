/** The printer behind the ports: its conditions, trays, supplies, page counter and display. No socket and no file knows more. */
import { Gate } from '../gate.js'
import { byGravity, displayText, isSame, pjlCode, stops, type Condition, type ConditionDetail } from './condition.js'
import { conditionRow, type ConditionName } from './condition-table.js'
import { defaultSupplies, defaultTrays, supply, tray, type Equipment, type Supply, type Tray } from './equipment.js'

/** What a printer says of its state as a whole. */
export interface PrinterStatus {
  readonly code: number
  readonly display: string
  readonly online: boolean
}

/** What a printer does: nothing, print a job from here, or one that it says is another host's. */
export type Activity = 'idle' | 'printing' | 'busy'

/** A printer's state and what changes it. */
export class PrinterModel {
  readonly model: string
  readonly name: string
  readonly serialNumber: string
  /** Whether SNMP tells the tables of the Printer MIB. */
  readonly printerMib: boolean
  readonly trays: readonly Tray[]
  readonly supplies: readonly Supply[]
  /** Shut while a condition stops the printer. */
  readonly gate: Gate = new Gate()
  readonly startedAt: number
  #pageCount: number
  #readyText: string
  #activity: Activity = 'idle'
  #revision = 0
  readonly #consumesPaper: boolean
  readonly #now: () => number
  readonly #conditions: Condition[] = []
  readonly #listeners = new Set<() => void>()

  /** @param now - milliseconds since 1970 */
  constructor(equipment: Equipment = {}, now: () => number = Date.now) {
    this.model = equipment.model ?? 'Platen Simulator'
    this.name = equipment.name ?? 'simulator'
    this.serialNumber = equipment.serialNumber ?? 'SIM0001'
    this.printerMib = equipment.printerMib ?? true
    this.trays = (equipment.trays ?? defaultTrays).map(tray)
    this.supplies = (equipment.supplies ?? defaultSupplies).map(supply)
    this.#pageCount = equipment.pageCount ?? 0
    this.#readyText = equipment.readyText ?? 'READY'
    this.#consumesPaper = equipment.consumesPaper ?? false
    this.#now = now
    this.startedAt = now()
  }

  /** The conditions it is in, the gravest first. */
  get conditions(): readonly Condition[] {
    return this.#conditions
  }

  /** Pages printed in its life. */
  get pageCount(): number {
    return this.#pageCount
  }

  get activity(): Activity {
    return this.#activity
  }

  set activity(activity: Activity) {
    if (activity === this.#activity) return
    this.#activity = activity
    this.#changed()
  }

  /** What the display shows when nothing is to be said: PJL's RDYMSG. */
  get readyText(): string {
    return this.#readyText
  }

  set readyText(text: string) {
    this.#readyText = text
    this.#changed()
  }

  /** Whether a condition keeps it from printing. */
  get stopped(): boolean {
    return this.#conditions.some(stops)
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision
  }

  /** Its state as PJL and the display tell it: the gravest condition, else what it does. */
  get status(): PrinterStatus {
    const [gravest] = this.#conditions
    if (gravest !== undefined) return { code: pjlCode(gravest), display: displayText(gravest), online: conditionRow(gravest.name).pjl.online }
    if (this.#activity !== 'idle') return { code: 10_023, display: 'PROCESSING JOB', online: true }
    return { code: 10_001, display: this.#readyText, online: true }
  }

  /** Puts the printer into a condition; a second time with other details replaces it. */
  raise(name: ConditionName, detail: ConditionDetail = {}): void {
    const before = this.#conditions.findIndex((one) => isSame(one, { name, ...detail }))
    if (before >= 0) this.#conditions.splice(before, 1)
    this.#conditions.push({ name, ...detail, since: this.#now() })
    this.#conditions.sort(byGravity)
    this.#level(name, detail, 'raise')
    this.#changed()
  }

  /**
   * Takes the printer out of a condition: out of every one of that name without `detail`, out of all without a name.
   *
   * @returns whether it was in one
   */
  clear(name?: ConditionName, detail: ConditionDetail = {}): boolean {
    const concerns = (one: Condition): boolean =>
      (name === undefined || one.name === name) && (detail.tray === undefined || one.tray === detail.tray) && (detail.supply === undefined || one.supply === detail.supply)
    const cleared = this.#conditions.filter(concerns)
    for (const one of cleared) {
      this.#conditions.splice(this.#conditions.indexOf(one), 1)
      this.#level(one.name, one, 'clear')
    }
    if (cleared.length > 0) this.#changed()
    return cleared.length > 0
  }

  /** Sets what is left of a supply, or what sheets are in a tray. @throws RangeError if there is no such one */
  setLevel(kind: 'supply' | 'tray', number: number, level: number): void {
    const one = (kind === 'supply' ? this.supplies : this.trays)[number - 1]
    if (one === undefined) throw new RangeError(`there is no ${kind} ${number}; the first is 1`)
    one.level = level
    this.#changed()
  }

  /** Counts a page that has been printed. */
  printPage(): void {
    this.#pageCount++
    if (this.#consumesPaper) {
      const from = this.trays.find(({ level }) => level > 0)
      if (from !== undefined) from.level--
      if (!this.trays.some(({ level }) => level > 0 || level === -3)) {
        this.raise('media-empty')
        return
      }
    }
    this.#changed()
  }

  /** Calls back after every change, until the function returned is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Levels follow conditions, so that all protocols tell the same. */
  #level(name: ConditionName, detail: ConditionDetail, change: 'raise' | 'clear'): void {
    const low = (capacity: number): number => Math.floor(capacity / 20)
    const set = (things: readonly (Supply | Tray)[], level: (capacity: number, before: number) => number): void => {
      for (const one of things) one.level = change === 'clear' ? one.capacity : level(one.capacity, one.level)
    }
    const marking = this.supplies.filter(({ type }, index) => (detail.supply === undefined ? type === 'toner' || type === 'ink' : index === detail.supply - 1))
    const sources = this.trays.filter((_tray, index) => detail.tray === undefined || index === detail.tray - 1)
    if (name === 'toner-empty') set(marking, () => 0)
    if (name === 'toner-low') set(marking, (capacity, before) => Math.min(before, low(capacity)))
    if (name === 'media-empty') set(sources, () => 0)
    if (name === 'media-low') set(sources, (capacity, before) => Math.min(before, low(capacity)))
  }

  #changed(): void {
    this.#revision++
    if (this.stopped) this.gate.shut()
    else this.gate.open()
    for (const listener of [...this.#listeners]) listener()
  }
}
