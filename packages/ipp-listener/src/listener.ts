/** The listener: an exchange in, an answer out. Steps 5, 6, 12 and 13 of the request flow. */
import {
  Attributes, attribute, charset, encode, GroupTag, IppError, naturalLanguage, operationName, StatusCode, statusCodeName, text, type Attribute, type AttributeGroup, type Message, type StreamedMessage, type Version,
} from '@platen/ipp-core'
import { answerVersion } from './checks/version.js'
import type { ListenerConfiguration } from './configuration.js'
import { KnownUris } from './answer-uris.js'
import { dispatch, locationOf, type ListenerState } from './dispatcher.js'
import type { Answer, Exchange } from './exchange.js'
import { KnownRequests } from './known-requests.js'
import { Locations, type Conformance } from './locations.js'
import type { OperationAnswer } from './operation.js'
import { PrinterDescriptions, type EncodedGroup } from './printer-descriptions.js'
import { Refusal, refusalOf } from './refusal.js'
import { feed } from './subscriptions/feed.js'
import { SubscriptionRegistry } from './subscriptions/registry.js'
import { step } from './trace.js'

/** An IPP listener. */
export interface Listener {
  /**
   * Handles one exchange: reads the request, checks it, dispatches it to its operation, writes the answer. What goes
   * wrong becomes an IPP status, or HTTP 400 for a body that is no IPP message at all. It throws only
   * what reading `exchange.body` threw, or once `exchange.signal` is aborted.
   */
  handle(exchange: Exchange): Promise<Answer>
}

/** A listener that follows the events of its print services until it is closed. */
export interface RunningListener extends Listener, AsyncDisposable {
  /**
   * Answers the requests that wait for events, and follows no events any more. Requests under way and later ones are
   * still handled. Closing again does nothing. It keeps no process from ending if it is left open.
   */
  close(): Promise<void>
}

/**
 * Makes a listener over print services.
 *
 * ```ts
 * const listener = createListener({ services, log })
 * const { httpStatus, body } = await listener.handle(exchange)
 * ```
 */
export function createListener(configuration: ListenerConfiguration): RunningListener {
  const { services, system, log, clock = Date.now } = configuration
  const subscriptions = new SubscriptionRegistry(configuration.subscriptions ?? {}, { clock, after, keeper: configuration.subscriptionKeeper, log })
  const state: ListenerState = {
    descriptions: new PrinterDescriptions(),
    requests: new KnownRequests(),
    uris: new KnownUris(),
    subscriptions,
    locations: new Locations(configuration),
    offered: new WeakMap(),
  }
  const closing = new AbortController()
  const fed = feed([...new Set(services.printers.map((printer) => services.forPrinter(printer))), ...(system === undefined ? [] : [system])], subscriptions, log, closing.signal)
  const close = async (): Promise<void> => {
    closing.abort()
    subscriptions.close()
    await fed
    await subscriptions.finish()
  }
  return {
    handle: (exchange) => step('ipp exchange', { 'url.path': exchange.path }, () => handle(configuration, state, exchange)),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The system's timer. It keeps no process from ending: who waits has a connection that does. */
function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds).unref()
  return () => clearTimeout(timer)
}

async function handle(configuration: ListenerConfiguration, state: ListenerState, exchange: Exchange): Promise<Answer> {
  const head = new Head()
  let request: StreamedMessage
  try {
    request = await step('ipp read', {}, () => state.requests.read(head.watch(exchange.body), configuration.limits))
  } catch (error) {
    if (!(error instanceof IppError)) throw error
    return unreadable(error, head, configuration.conformance ?? 'automatic')
  }
  const { message, document } = request
  const answer = await answerOf(configuration, state, exchange, message, document, head)
  const { conformance } = locationOf(configuration, state, exchange, message)
  return step('ipp write', {}, () => Promise.resolve(written(message, answer, conformance)))
}

async function answerOf(configuration: ListenerConfiguration, state: ListenerState, exchange: Exchange, message: Message, document: AsyncIterable<Uint8Array>, head: Head): Promise<OperationAnswer> {
  try {
    return await dispatch(configuration, state, exchange, message, document)
  } catch (error) {
    // The body broke off, or the client has gone: that is the HTTP entry's to tell, or nobody's.
    if (head.broken !== undefined) throw head.broken.reason
    if (exchange.signal.aborted) throw error
    const refusal = refusalOf(error)
    if (refusal !== undefined) return refused(refusal)
    configuration.log.error(`${operationName(message.code)} failed`, { error, peer: exchange.peer, path: exchange.path })
    return { status: StatusCode.ServerErrorInternalError, message: 'a fault of the server itself; its log says more' }
  }
}

function refused({ status, message, unsupported, operation }: Refusal): OperationAnswer {
  return { status, message, ...(operation === undefined ? {} : { operation }), groups: unsupported === undefined || unsupported.size === 0 ? [] : [{ tag: GroupTag.unsupported, attributes: unsupported }] }
}

function written(request: Pick<Message, 'version' | 'requestId'>, { status = StatusCode.SuccessfulOk, message, operation, groups = [], document }: OperationAnswer, conformance: Conformance): Answer {
  const version = answerVersion(request.version, conformance)
  const [only, second] = groups
  // The answer to who asks how a printer is: octets, and a head that is always the same.
  if (only?.encoded !== undefined && only.attributes.size === 0 && second === undefined && message === undefined && operation === undefined) {
    return sharedAnswer(version, request.requestId, headOf(status), only.tag, only.encoded)
  }
  const answer: Message = { version, code: status, requestId: request.requestId, groups: [operationGroup(status, message, operation), ...inOrder(groups)] }
  const body = withEncoded(encode(answer), groups.at(-1)?.encoded)
  return { httpStatus: 200, contentType: 'application/ipp', body, ...(document === undefined ? {} : { document }) }
}

function operationGroup(status: StatusCode, message: string | undefined, more: Iterable<Attribute> = []): AttributeGroup {
  return {
    tag: GroupTag.operation,
    attributes: Attributes.of(
      attribute('attributes-charset', charset('utf-8')),
      attribute('attributes-natural-language', naturalLanguage('en')),
      // RFC 8011 section 4.1.6.2: up to 255 octets.
      message === undefined ? attribute('status-message', text(statusCodeName(status))) : attribute('status-message', text(shortened(message, 255))),
      ...more,
    ),
  }
}

const heads = new Map<StatusCode, Uint8Array>()

/** The octets of an answer up to its groups, with version 0.0 and request-id 0 to be written over. */
function headOf(status: StatusCode): Uint8Array {
  const known = heads.get(status)
  if (known !== undefined) return known
  const made = encode({ version: { major: 0, minor: 0 }, code: status, requestId: 0, groups: [operationGroup(status, undefined)] }).slice(0, -1)
  heads.set(status, made)
  return made
}

/** A message of a head and one group that is octets already. */
function sharedAnswer({ major, minor }: Version, requestId: number, known: Uint8Array, tag: number, encoded: Uint8Array): Answer {
  const head = Buffer.allocUnsafe(known.length + 1) // every octet of it is written here
  head.set(known)
  head[0] = major
  head[1] = minor
  head.writeInt32BE(requestId, 4)
  head[known.length] = tag
  return new SharedAnswer([head, encoded, endOfAttributes])
}

/** An answer that is put together only for who cannot write it in parts. */
class SharedAnswer implements Answer {
  readonly httpStatus = 200
  readonly contentType = 'application/ipp'

  constructor(readonly parts: readonly Uint8Array[]) {}

  get body(): Uint8Array {
    return Buffer.concat(this.parts)
  }
}

const endOfAttributes = Uint8Array.of(GroupTag.endOfAttributes)

/** Puts attributes that are octets already behind the last of a message, before the tag that ends it. */
function withEncoded(message: Uint8Array, encoded: Uint8Array | undefined): Uint8Array {
  if (encoded === undefined || encoded.length === 0) return message
  // Every octet of it is written below.
  const body = Buffer.allocUnsafe(message.length + encoded.length)
  const end = message.length - 1
  body.set(message.subarray(0, end))
  body.set(encoded, end)
  body.set(message.subarray(end), end + encoded.length)
  return body
}

/** RFC 8011 section 4.1.3: unsupported attributes stand before the objects. */
function inOrder(groups: readonly EncodedGroup[]): EncodedGroup[] {
  const unsupported = groups.filter((group) => group.tag === GroupTag.unsupported)
  return [...unsupported, ...groups.filter((group) => group.tag !== GroupTag.unsupported)]
}

/** Cuts a sentence at a number of octets, between characters. */
function shortened(sentence: string, octets: number): string {
  let cut = sentence
  while (new TextEncoder().encode(cut).length > octets) cut = cut.slice(0, cut.length - 1)
  return cut
}

/** A body's first octets, kept so that a request that cannot be read still gets its version and request-id back; and whether it broke off. */
class Head {
  readonly #octets = new Uint8Array(8)
  #length = 0
  /** What reading the body threw, if it did. */
  broken: { readonly reason: unknown } | undefined

  /** The body, looked at as it passes. No generator: each of its steps would cost several turns of the event loop's queue. */
  watch(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    const chunks = body[Symbol.asyncIterator]()
    const watched: AsyncIterator<Uint8Array> = {
      next: () => this.#next(chunks),
      return: async () => (await chunks.return?.()) ?? { done: true, value: undefined },
    }
    return { [Symbol.asyncIterator]: () => watched }
  }

  async #next(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
    try {
      const step = await chunks.next()
      if (step.done !== true && this.#length < 8) {
        const taken = step.value.subarray(0, 8 - this.#length)
        this.#octets.set(taken, this.#length)
        this.#length += taken.length
      }
      return step
    } catch (reason) {
      this.broken = { reason }
      throw reason
    }
  }

  /** Version and request-id, if that much came. */
  read(): Pick<Message, 'version' | 'requestId'> | undefined {
    if (this.#length < 8) return undefined
    return { version: { major: this.#octets[0] ?? 0, minor: this.#octets[1] ?? 0 }, requestId: new DataView(this.#octets.buffer).getInt32(4) }
  }
}

function unreadable(error: IppError, head: Head, conformance: Conformance): Answer {
  const request = head.read()
  if (request === undefined) return { httpStatus: 400, contentType: 'text/plain; charset=utf-8', body: new TextEncoder().encode(`This is not an IPP message: ${error.message}.\n`) }
  const refusal = refusalOf(error)
  return written(request, refusal === undefined ? { status: StatusCode.ClientErrorBadRequest } : refused(refusal), conformance)
}
