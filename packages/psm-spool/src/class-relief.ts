/** Jobs of classes that are on a member whose device is down: others that are ready get them, as long as nothing of them was sent. */
import type { Clock } from './clock.js'
import { tryFor } from './outage.js'
import type { PrinterBoard } from './printer-board.js'

/** A job of a class that is on a member's device. */
export interface Assigned {
  readonly job: number
  /** The class. */
  readonly printer: string
  readonly member: string
  /** Whether octets of it may have left. */
  readonly begun: boolean
  /** Takes it back from the member. @param why - a sentence without its full stop */
  readonly release: (why: string) => void
}

/** What is asked about classes. */
export interface Relieved {
  /** The jobs of classes that are on devices. */
  assigned(): readonly Assigned[]
  /** Whether a class has a member besides that one whose device prints, be it another job just now. */
  hasReadyMember(printer: string, except: string): boolean
}

/** Watches classes. */
export class ClassRelief {
  readonly #classes: Relieved
  readonly #printers: PrinterBoard
  readonly #clock: Clock
  #planned: { readonly at: number; readonly callOff: () => void } | undefined
  #closed = false

  constructor(classes: Relieved, printers: PrinterBoard, clock: Clock) {
    this.#classes = classes
    this.#printers = printers
    this.#clock = clock
  }

  /** Takes back what another member can print, now or when the device has had its time. */
  look(): void {
    if (this.#closed) return
    const now = this.#clock.now()
    let next: number | undefined
    for (const { printer, member, begun, release } of this.#classes.assigned()) {
      const down = begun ? undefined : this.#printers.down(member)
      if (down === undefined || !this.#classes.hasReadyMember(printer, member)) continue
      const due = Math.max(down.leaveFrom, down.since + tryFor)
      if (due <= now) release(`"${member}" is down, and another printer of the class is ready`)
      else next = Math.min(next ?? due, due)
    }
    this.#lookAt(next)
  }

  #lookAt(at: number | undefined): void {
    if (this.#planned?.at === at) return
    this.#planned?.callOff()
    this.#planned = undefined
    if (at === undefined) return
    const callOff = this.#clock.after(at - this.#clock.now(), () => {
      this.#planned = undefined
      this.look()
    })
    this.#planned = { at, callOff }
  }

  close(): void {
    this.#closed = true
    this.#planned?.callOff()
  }
}
