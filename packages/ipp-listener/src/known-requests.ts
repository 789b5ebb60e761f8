/**
 * Requests that clients repeat. Who watches a printer asks the same question every few seconds, and some of them many times
 * a second: but for its request-id, octet by octet the same message. Then what it says is found by its octets, not read anew.
 * Only what was asked is kept here, nothing of what was answered.
 */
import { MessageReader, Operation, readMessage, type AttributeGroup, type Attributes, type Limits, type Message, type StreamedMessage } from '@platen/ipp-core'
import type { NamedTarget } from './target.js'

/** Operations that are asked again and again, and bring no document. */
const repeated: ReadonlySet<number> = new Set([Operation.GetPrinterAttributes, Operation.GetJobs, Operation.GetJobAttributes])

/** Questions kept. Whoever asks more pushes out others, which are read as if they were new. */
const mostKept = 128
/** Octets of a question worth keeping. */
const longest = 4096
/** Version, operation-id, request-id (RFC 8010 section 3.1.1). */
const headOctets = 8

/** What the checks of a request have found in its groups. It depends on nothing else: version and request-id are checked each time. */
export interface CheckedRequest {
  readonly operation: Attributes
  readonly named: NamedTarget
}

interface Known {
  readonly groups: readonly AttributeGroup[]
  checked?: CheckedRequest
}

/** Requests that have been read, by their octets. One for each listener. */
export class KnownRequests {
  readonly #byOctets = new Map<string, Known>()
  readonly #byGroups = new WeakMap<readonly AttributeGroup[], Known>()

  /**
   * Reads a request, as `readMessage` does. The groups of one that is known are the very ones of last time: they must not be
   * changed.
   */
  async read(source: AsyncIterable<Uint8Array>, limits: Partial<Limits> | undefined): Promise<StreamedMessage> {
    const chunks = source[Symbol.asyncIterator]()
    const first = await chunks.next()
    const octets = first.done === true ? undefined : questionIn(first.value)
    if (octets === undefined || first.done === true) return readMessage(resumed(first, chunks), limits)
    const known = this.#byOctets.get(octets)
    if (known !== undefined) return { message: { ...headOf(first.value), groups: known.groups }, document: { [Symbol.asyncIterator]: () => chunks } }
    const read = await readMessage(resumed(first, chunks), limits)
    // It must be all of the chunk: what follows would be a document.
    if (new MessageReader(limits).push(first.value)?.rest.length === 0) this.#keep(octets, { groups: read.message.groups })
    return read
  }

  /** What a check finds in a message: what it found last time, if the message is known. */
  checked({ groups }: Message, check: () => CheckedRequest): CheckedRequest {
    const known = this.#byGroups.get(groups)
    return known === undefined ? check() : (known.checked ??= check())
  }

  #keep(octets: string, known: Known): void {
    this.#byOctets.set(octets, known)
    this.#byGroups.set(known.groups, known)
    for (const oldest of this.#byOctets.keys()) {
      if (this.#byOctets.size <= mostKept) return
      this.#byOctets.delete(oldest)
    }
  }
}

const headOf = (octets: Uint8Array): Omit<Message, 'groups'> => {
  const [major = 0, minor = 0, code1 = 0, code0 = 0, id3 = 0, id2 = 0, id1 = 0, id0 = 0] = octets
  return { version: { major, minor }, code: (code1 << 8) | code0, requestId: (id3 << 24) | (id2 << 16) | (id1 << 8) | id0 }
}

/** A chunk's octets without request-id, if it begins with a question that is worth knowing. */
function questionIn(chunk: Uint8Array): string | undefined {
  if (chunk.length <= headOctets || chunk.length > longest || !repeated.has(((chunk[2] ?? 0) << 8) | (chunk[3] ?? 0))) return undefined
  const octets = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
  return octets.toString('latin1', 0, 4) + octets.toString('latin1', headOctets)
}

/** An iterator's chunks, the first of which was taken already. */
function resumed(first: IteratorResult<Uint8Array>, chunks: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  let taken: IteratorResult<Uint8Array> | undefined = first
  const iterator: AsyncIterator<Uint8Array> = {
    next: () => {
      if (taken === undefined) return chunks.next()
      const step = taken
      taken = undefined
      return Promise.resolve(step)
    },
    return: async () => (await chunks.return?.()) ?? { done: true, value: undefined },
  }
  return { [Symbol.asyncIterator]: () => iterator }
}
