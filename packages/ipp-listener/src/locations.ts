/**
 * Places of the server and how each is served: Solaris's directives of mod_ipp, which stood in a web server's locations.
 *
 * What a request is about decides, not the path it was posted to: `/printers/office` and `/ipp/print/office` are one
 * place, so that what is switched off there stays off whichever way a client takes.
 */
import { Operation } from '@platen/ipp-core'
import type { ListenerConfiguration } from './configuration.js'
import { targetOfPath, type NamedTarget, type Target } from './target.js'

/**
 * How strictly the form of a request is checked (Solaris: `ipp-conformance`).
 *
 * - `automatic`: what real clients send is taken, in the version they speak.
 * - `1.0`: as an IPP/1.0 printer, for clients that stumble over anything newer: requests of version 1.x, answered in 1.0.
 * - `1.1`: strictly as RFC 8011 writes it; requests of version 1.x.
 */
export type Conformance = 'automatic' | '1.0' | '1.1'

/** Which operations are served (Solaris: `ipp-operation`). What is said of one counts before what is said of the required ones, and that before what is said of all. */
export interface OperationSwitches {
  /** All operations. */
  readonly all?: boolean
  /** The operations that RFC 8011 requires of every printer. */
  readonly required?: boolean
  /** Single operations, by code. */
  readonly named?: ReadonlyMap<number, boolean>
}

/** How a place is served; what it does not say is as for the whole server. */
export interface LocationSettings {
  readonly conformance?: Conformance
  readonly operations?: OperationSwitches
  /** The user of a request that names none (Solaris: `ipp-default-user`). */
  readonly defaultUser?: string
  /** The queue of a request that names neither printer nor job (Solaris: `ipp-default-service`). Default: such requests are refused, as RFC 8011 section 4.1.5 says. */
  readonly defaultService?: string
}

/** How one place is served. */
export interface Location {
  readonly conformance: Conformance
  readonly defaultUser: string
  readonly defaultService: string | undefined
  /** Whether an operation is served here. */
  readonly serves: (code: number) => boolean
}

/** RFC 8011 section 5.4.15: what every printer does. */
const required: ReadonlySet<number> = new Set<number>([
  Operation.PrintJob, Operation.ValidateJob, Operation.CancelJob, Operation.GetJobAttributes, Operation.GetJobs, Operation.GetPrinterAttributes,
])

/** What switches say of an operation; `undefined` if nothing. */
function switched({ all, required: ofRequired, named }: OperationSwitches, code: number): boolean | undefined {
  return named?.get(code) ?? (required.has(code) ? ofRequired : undefined) ?? all
}

/** The places of a listener. */
export class Locations {
  readonly #server: Location
  readonly #system: Location
  readonly #queues = new Map<string, Location>()

  /** @throws Error for a path that names neither a queue nor the system, or for a place that is named twice */
  constructor(configuration: ListenerConfiguration) {
    const { disabledOperations, locations = new Map<string, LocationSettings>(), ...whole } = configuration
    this.#server = {
      conformance: whole.conformance ?? 'automatic',
      defaultUser: whole.defaultUser ?? 'anonymous',
      defaultService: whole.defaultService,
      serves: (code) => disabledOperations?.has(code) !== true && switched(whole.operations ?? {}, code) !== false,
    }
    this.#system = this.#server
    for (const [path, settings] of locations) {
      const place = placeOf(path)
      if (place === undefined) throw new Error(`location "${path}" is neither a queue, /printers/NAME, nor the system, /ipp/system`)
      if (place.kind === 'system' ? this.#system !== this.#server : this.#queues.has(place.printer)) throw new Error(`location "${path}" is there twice`)
      if (place.kind === 'system') this.#system = this.#within(settings, disabledOperations)
      else this.#queues.set(place.printer, this.#within(settings, disabledOperations))
    }
  }

  #within({ operations = {}, ...settings }: LocationSettings, disabled: ReadonlySet<number> | undefined): Location {
    const server = this.#server
    // What is switched off by name for the whole server is off everywhere.
    return { ...server, ...settings, serves: (code) => disabled?.has(code) !== true && (switched(operations, code) ?? server.serves(code)) }
  }

  /** How everything is served, if no place is served otherwise. */
  get uniform(): Location | undefined {
    return this.#queues.size === 0 && this.#system === this.#server ? this.#server : undefined
  }

  /** A queue, however it is addressed. */
  queue(name: string): Location {
    return this.#queues.get(name) ?? this.#server
  }

  /** Whether a queue is a place of its own. */
  isPlace(queue: string): boolean {
    return this.#queues.has(queue)
  }

  /** The System object. */
  get system(): Location {
    return this.#system
  }

  /** The place that a request is about. A request that names none is about what its HTTP path names. */
  of(named: NamedTarget, path: string, defaultPrinter: string | undefined): Location {
    const target = named.by === 'none' ? targetOfPath(path) : named.target
    const queue = target.kind === 'printer' ? (target.printer ?? defaultPrinter) : undefined
    if (queue !== undefined) return this.queue(queue)
    return target.kind === 'system' ? this.#system : this.#server
  }
}

/** The queue or system that a location's path names; `undefined` if it names neither. */
export function placeOf(path: string): { readonly kind: 'system' } | { readonly kind: 'printer'; readonly printer: string } | undefined {
  const target: Target = targetOfPath(path)
  if (target.kind === 'system') return { kind: 'system' }
  return target.kind === 'printer' && target.printer !== undefined ? { kind: 'printer', printer: target.printer } : undefined
}
