/** The parts of a running spooler, as they are handed to each other. */
import type { Attributes, Device, EventChannel, JobIds, Log, QueueDefinition, QueueOptions } from '@platen/papi'
import type { Clock } from './clock.js'
import type { DocumentFiles } from './document-files.js'
import type { Fallbacks } from './fallback.js'
import type { Calendar, HoldPeriods } from './hold-until.js'
import type { JobView } from './job-view.js'
import type { QueueSettings } from './module-options.js'
import type { PrinterBoard } from './printer-board.js'
import type { Reader } from './store/reader.js'
import type { Store } from './store/store.js'

/** A queue and its device. */
export interface Queue {
  readonly definition: QueueDefinition
  readonly settings: QueueSettings
  readonly device: Device
  /** The queues that share its jobs, if it is a class. */
  readonly members: readonly string[] | undefined
  /** Options that operators see and set. */
  readonly options: QueueOptions
  /** What the printer can do, the spooler's own abilities included. */
  readonly capabilities: Attributes
  /** What of them is otherwise for documents of a format. */
  readonly formatExceptions: ReadonlyMap<string, Attributes>
}

/** A running spooler. */
export interface Spool {
  readonly queues: ReadonlyMap<string, Queue>
  readonly store: Store
  readonly reader: Reader
  readonly documents: DocumentFiles
  readonly printers: PrinterBoard
  readonly jobs: JobView
  readonly fallbacks: Fallbacks
  readonly events: EventChannel
  readonly jobIds: JobIds
  readonly clock: Clock
  readonly calendar: Calendar
  /** What the names of `job-hold-until` stand for in queues that say nothing else. */
  readonly periods: HoldPeriods
  /** From 0 to 1. */
  readonly random: () => number
  readonly log: Log
}
