/** Documents, callers and tickets for contract tests. */
import { Attributes, attribute, integer, keyword } from '@platen/ipp-core'
import type { Call } from '../call.js'
import type { DocumentRequest, JobRequest } from '../job.js'

const call = (requestingUser: string, isOperator: boolean): Call => ({ caller: { requestingUser, host: '127.0.0.1', isOperator } })

/** A user. */
export const alice: Call = call('alice', false)
/** Another user. */
export const bob: Call = call('bob', false)
/** An operator. */
export const operator: Call = call('olga', true)

/**
 * Octets that look like nothing a transport could invent: the same for the same arguments.
 *
 * @param length - how many
 * @param seed - which
 */
export function octets(length: number, seed = 1): Uint8Array {
  const result = new Uint8Array(length)
  let state = (seed * 2654435761) >>> 0
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    result[at] = state >>> 24
  }
  return result
}

/** A document of those octets, read in pieces of odd sizes. */
export function documentOf(data: Uint8Array, format = 'application/octet-stream', name = ''): DocumentRequest {
  return { name, format, data: pieces(data) }
}

/**
 * Those octets in pieces that all come in the same memory, which is overwritten when the next is asked for: what keeps a piece
 * for longer shows it in what arrives. For devices that say `releasesPieces`.
 */
export async function* reusedPieces(data: Uint8Array, largest = 65_537): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(largest)
  for (let at = 0, size = 1; at < data.length; at += size, size = Math.min(size * 3 + 1, largest)) {
    const piece = data.subarray(at, at + size)
    memory.set(piece)
    yield memory.subarray(0, piece.length)
    memory.fill(0x55)
  }
}

/** A document whose sender goes away after those octets. */
export function brokenDocument(data: Uint8Array, error: Error): DocumentRequest {
  return { name: '', format: 'application/octet-stream', data: broken(data, error) }
}

async function* pieces(data: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0, size = 1; at < data.length; at += size, size = Math.min(size * 3 + 1, 65_537)) yield data.subarray(at, at + size)
}

async function* broken(data: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield* pieces(data)
  throw error
}

/** A job request with a ticket of what the test names. */
export function jobOf(name: string, ticket: { readonly priority?: number; readonly copies?: number; readonly holdUntil?: string } = {}): JobRequest {
  return {
    name,
    ticket: Attributes.of(
      ticket.priority === undefined ? undefined : attribute('job-priority', integer(ticket.priority)),
      ticket.copies === undefined ? undefined : attribute('copies', integer(ticket.copies)),
      ticket.holdUntil === undefined ? undefined : attribute('job-hold-until', keyword(ticket.holdUntil)),
    ),
  }
}
