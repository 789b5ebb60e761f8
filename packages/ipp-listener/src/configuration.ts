/** What the listener is given when it is made. */
import type { Limits } from '@platen/ipp-core'
import type { Caller, Log, PrintServiceDirectory, PrintSystem } from '@platen/papi'
import type { Exchange } from './exchange.js'
import type { Conformance, LocationSettings, OperationSwitches } from './locations.js'
import type { SubscriptionKeeper } from './subscriptions/keeper.js'
import type { SubscriptionSettings } from './subscriptions/settings.js'

/** What the server calls itself. */
export interface Product {
  /** `printer-firmware-name`. */
  readonly name: string
  /** `printer-firmware-string-version`. */
  readonly version: string
}

/** What the HTTP server beside the listener serves for all printers, by path. */
export interface Resources {
  /** `printer-icons`: PNG images, the smallest first. */
  readonly icons: readonly string[]
  /** `printer-strings-uri`: words for keywords, in Apple's strings format. */
  readonly strings?: { readonly path: string; readonly language: string }
}

/** A document that a request names by its URI. */
export interface ReferencedDocument {
  /** Its octets, read once. */
  readonly data: AsyncIterable<Uint8Array>
  /** Its MIME type, if the place it comes from says. */
  readonly format?: string
}

/** Fetches documents for Print-URI and Send-URI. */
export interface DocumentFetcher {
  /** URI schemes it can fetch by, without colon: `reference-uri-schemes-supported`. Never empty. */
  readonly schemes: readonly string[]
  /**
   * Opens a document.
   *
   * @throws PapiError `document-access-error` if it cannot or must not be had, `uri-scheme-not-supported`
   */
  fetch(uri: string, signal: AbortSignal): Promise<ReferencedDocument>
}

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
  /** Operations that are switched off everywhere, by code. Default: none. */
  readonly disabledOperations?: ReadonlySet<number>
  /** How strictly the form of requests is checked (Solaris: `ipp-conformance`). Default `automatic`. */
  readonly conformance?: Conformance
  /** Which operations are served (Solaris: `ipp-operation`). Default: all. */
  readonly operations?: OperationSwitches
  /** The user of a request that names none (Solaris: `ipp-default-user`). Default `anonymous`. */
  readonly defaultUser?: string
  /** The queue of a request that names neither printer nor job (Solaris: `ipp-default-service`). Default: such requests are refused. */
  readonly defaultService?: string
  /** Places that are served otherwise, by path: queues, `/printers/NAME` or `/ipp/print/NAME`, and `/ipp/system`. */
  readonly locations?: ReadonlyMap<string, LocationSettings>
  /** What the server calls itself. Default: not said. */
  readonly product?: Product
  /** What is served beside the listener for all printers. Default: nothing. */
  readonly resources?: Resources
  /** Print-URI and Send-URI are offered exactly if there is one. Default: none; servers that fetch for strangers are a hole. */
  readonly documentFetcher?: DocumentFetcher
  /** Bounds on messages. */
  readonly limits?: Partial<Limits>
  /** Bounds on subscriptions to events. */
  readonly subscriptions?: SubscriptionSettings
  /** Where subscriptions to printers and to the system are kept, so that they outlive a restart. Default: they end with the process. */
  readonly subscriptionKeeper?: SubscriptionKeeper
  /** Where faults of the server itself are told. */
  readonly log: Log
  /** Milliseconds since 1970. Default: the system's clock. */
  readonly clock?: () => number
}
