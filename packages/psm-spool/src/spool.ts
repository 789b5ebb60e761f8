/** The parts of a running spooler, as they are handed to each other. */
import type { Attributes, Device, EventChannel, JobIds, Log, QueueDefinition } from '@platen/papi'
import type { Clock } from './clock.js'
import type { DocumentFiles } from './document-files.js'
import type { Calendar } from './hold-until.js'
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
  readonly events: EventChannel
  readonly jobIds: JobIds
  readonly clock: Clock
  readonly calendar: Calendar
  /** From 0 to 1. */
  readonly random: () => number
  readonly log: Log
}
