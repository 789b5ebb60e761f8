/** What happens to jobs and printers, as it happens. */
import type { Job } from './job.js'
import type { Printer } from './printer.js'

/** An event, with the object as it was right after. Names are IPP's `notify-events` keywords (RFC 3995 section 5.3.3.4). */
export type PrintEvent =
  | {
      readonly type: 'job-created' | 'job-state-changed' | 'job-completed' | 'job-progress' | 'job-config-changed'
      readonly time: number
      readonly job: Job
      /** The printer that it has just left, if the event is that it was moved: an event of both printers. */
      readonly movedFrom?: string
    }
  | { readonly type: 'printer-state-changed' | 'printer-config-changed' | 'printer-created' | 'printer-deleted'; readonly time: number; readonly printer: Printer }

/**
 * Events from one source to any number of readers. A reader that falls behind loses its oldest events, never the others' time.
 */
export class EventChannel<Event = PrintEvent> {
  readonly #readers = new Set<Reader<Event>>()
  readonly #backlog: number

  /** @param backlog - events kept for a slow reader. Default 1000. */
  constructor(backlog = 1000) {
    this.#backlog = backlog
  }

  /** Whether anyone reads: events nobody reads need not be made. */
  get hasReaders(): boolean {
    return this.#readers.size > 0
  }

  /** Gives an event to every reader. */
  emit(event: Event): void {
    for (const reader of this.#readers) reader.push(event)
  }

  /** Ends every reader. */
  close(): void {
    for (const reader of this.#readers) reader.end()
    this.#readers.clear()
  }

  /** Reads events from now on, until the signal is aborted or the channel closes. */
  async *read(signal?: AbortSignal): AsyncGenerator<Event> {
    const reader = new Reader<Event>(this.#backlog)
    const end = () => reader.end()
    this.#readers.add(reader)
    signal?.addEventListener('abort', end, { once: true })
    try {
      if (signal?.aborted !== true) yield* reader.events()
    } finally {
      signal?.removeEventListener('abort', end)
      this.#readers.delete(reader)
    }
  }
}

class Reader<Event> {
  readonly #queue: Event[] = []
  readonly #backlog: number
  #ended = false
  #wake: (() => void) | undefined

  constructor(backlog: number) {
    this.#backlog = backlog
  }

  push(event: Event): void {
    this.#queue.push(event)
    if (this.#queue.length > this.#backlog) this.#queue.shift()
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  async *events(): AsyncGenerator<Event> {
    for (;;) {
      const event = this.#queue.shift()
      if (event !== undefined) yield event
      else if (this.#ended) return
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        this.#wake = undefined
      }
    }
  }
}
