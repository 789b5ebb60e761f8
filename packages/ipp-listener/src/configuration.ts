/** What the listener is given when it is made. */
import type { Limits } from '@platen/ipp-core'
import type { Caller, Log, PrintServiceDirectory, PrintSystem } from '@platen/papi'
import type { Exchange } from './exchange.js'
import type { SubscriptionSettings } from './subscriptions/settings.js'

/** Configuration of a listener. */
export interface ListenerConfiguration {
  /** The print services, by queue. */
  readonly services: PrintServiceDirectory
  /**
   * The system: with it, operators add, change and remove queues (CUPS-Add-Modify-Printer, Set-Printer-Attributes,
   * PWG 5100.22 on `/ipp/system`). Default: those operations are not offered.
   */
  readonly system?: PrintSystem
  /** Whether a client may do what only operators may. Default: nobody. */
  readonly isOperator?: (caller: Omit<Caller, 'isOperator'>, exchange: Exchange) => boolean
  /**
   * Whether a host name that a client used for this server is one of its names: answers carry URIs with it. IP
   * addresses and `localhost` always are. Default: no other.
   */
  readonly isOwnHost?: (host: string) => boolean
  /** Whether the port that the client used takes plain and encrypted connections: then printers have URIs of both. Default false. */
  readonly bothSchemes?: boolean
  /** Operations that are switched off here, by code (Solaris: `ipp-operation`). Default: none. */
  readonly disabledOperations?: ReadonlySet<number>
  /** The user of a request that names none (Solaris: `ipp-default-user`). Default `anonymous`. */
  readonly defaultUser?: string
  /** Bounds on messages. */
  readonly limits?: Partial<Limits>
  /** Bounds on subscriptions to events. */
  readonly subscriptions?: SubscriptionSettings
  /** Where faults of the server itself are told. */
  readonly log: Log
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly clock?: () => number
}
