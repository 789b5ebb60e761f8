/** Identify-Printer for any print service: people who look at the printer's state see which one is meant. */
import type { Call } from './call.js'
import { EventChannel, type PrintEvent } from './events.js'
import type { Printer } from './printer.js'
import type { PrintService } from './print-service.js'

/** `identify-actions` that showing it on a screen can do; a screen that may be silent cannot promise sound. */
export const identifyActions = ['display', 'flash'] as const

/** One of {@link identifyActions}. */
export type IdentifyAction = (typeof identifyActions)[number]

/** A printer that somebody wants to be found. */
export interface Identification {
  readonly printer: string
  readonly actions: readonly IdentifyAction[]
  /** What to show, empty for nothing but the mark. */
  readonly message: string
}

/** How identifying is done. */
export interface IdentificationOptions {
  /** How long a printer is marked, milliseconds. Default 60 000. */
  readonly duration?: number
  /** Told of every request: for the log. */
  readonly onIdentify?: (identification: Identification, call: Call) => void
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly now?: () => number
  /** Runs something later. Default: a timer that does not keep the process alive. */
  readonly later?: (run: () => void, milliseconds: number) => void
}

/** The `printer-state-reasons` keyword that marks a printer (PWG 5100.18). */
export const identifyReason = 'identify-printer-requested'

/**
 * A print service that can also identify its printers. A marked printer has {@link identifyReason} among its reasons and
 * the message in its state message, in answers and events alike, so that every page, client and subscription shows it; the
 * mark goes by itself. Everything else is the service's own; one that can identify by itself is returned as it is.
 */
export function identifiable(service: PrintService, options: IdentificationOptions = {}): PrintService {
  if (service.printerIdentify !== undefined) return service
  const marks = new Marks(options)
  const own: Partial<PrintService> = {
    printersList: async (call) => (await service.printersList(call)).map((printer) => marks.on(printer)),
    printerQuery: async (call, printer) => marks.on(await service.printerQuery(call, printer)),
    printerIdentify: async (call, printer, actions, message) => {
      const marked = () => service.printerQuery(call, printer)
      await marked() // it must be there
      options.onIdentify?.({ printer, actions, message }, call)
      marks.mark(printer, message, marked)
    },
    ...(service.events === undefined ? {} : { events: (signal?: AbortSignal) => marks.events(service, signal) }),
  }
  return new Proxy(service, {
    get: (target, property) => {
      if (Object.hasOwn(own, property)) return Reflect.get(own, property) as unknown
      const member: unknown = Reflect.get(target, property, target)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
    has: (target, property) => Object.hasOwn(own, property) || Reflect.has(target, property),
  })
}

interface Mark {
  readonly message: string
  readonly since: number
}

/** Which printers are marked now. */
class Marks {
  readonly #marks = new Map<string, Mark>()
  readonly #ended = new Map<string, number>()
  readonly #readers = new Set<EventChannel>()
  readonly #duration: number
  readonly #now: () => number
  readonly #later: (run: () => void, milliseconds: number) => void

  constructor({ duration = 60_000, now = Date.now, later = (run, milliseconds) => void setTimeout(run, milliseconds).unref() }: IdentificationOptions) {
    this.#duration = duration
    this.#now = now
    this.#later = later
  }

  /** The printer with its mark, if it has one. */
  on(printer: Printer): Printer {
    const mark = this.#marks.get(printer.name)
    const changedAt = mark?.since ?? this.#ended.get(printer.name)
    if (changedAt === undefined) return printer
    const changed = { ...printer, stateChangedAt: Math.max(printer.stateChangedAt, changedAt) }
    if (mark === undefined) return changed
    const said = mark.message === '' ? 'This printer is to be identified.' : mark.message
    return { ...changed, stateReasons: [...printer.stateReasons, identifyReason], stateMessage: printer.stateMessage === '' ? said : `${said} ${printer.stateMessage}` }
  }

  mark(printer: string, message: string, query: () => Promise<Printer>): void {
    const mark = { message, since: this.#now() }
    this.#marks.set(printer, mark)
    this.#tell(query)
    this.#later(() => {
      if (this.#marks.get(printer) !== mark) return // asked for again meanwhile
      this.#marks.delete(printer)
      this.#ended.set(printer, this.#now())
      this.#tell(query)
    }, this.#duration)
  }

  #tell(query: () => Promise<Printer>): void {
    if (this.#readers.size === 0) return
    query().then(
      (printer) => {
        for (const reader of this.#readers) reader.emit({ type: 'printer-state-changed', time: this.#now(), printer: this.on(printer) })
      },
      () => undefined, // the printer has gone: nobody waits to hear of its mark
    )
  }

  /** A service's events with marks on their printers, and those of the marks themselves. */
  async *events(service: PrintService, signal: AbortSignal | undefined): AsyncGenerator<PrintEvent> {
    const channel = new EventChannel()
    const stop = new AbortController()
    const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
    const reading = channel.read(both)
    const pump = async (): Promise<void> => {
      for await (const event of service.events?.(both) ?? []) channel.emit('printer' in event ? { ...event, printer: this.on(event.printer) } : event)
    }
    this.#readers.add(channel)
    let pumped: Promise<void> | undefined
    try {
      const first = reading.next()
      pumped = pump().finally(() => channel.close())
      const begun = await first
      if (begun.done === true) return
      yield begun.value
      yield* reading
    } finally {
      this.#readers.delete(channel)
      stop.abort()
      await pumped
    }
  }
}
