/** The octets of decoded messages, from which their attributes are read when they are asked for. */

import { emptyList, PlainSource } from './plain-objects.js'

/** Octets with one message or several in them. Nobody writes to them as long as one is used. */
export interface Source {
  /** A plain array of octets: `slice()` copies. */
  octets: Uint8Array
  /** The same octets, for numbers of several octets. Its byte 0 is octet 0. */
  view: DataView
  /**
   * Where collections end, so that one is passed over in one step, however much it holds. Two numbers for each
   * collection, in the order in which they begin: the octet of its endCollection, and the index in this list of the
   * first collection behind it.
   */
  readonly spans: number[]
}

/** A source over octets that stay where they are. */
export function sourceOf({ buffer, byteOffset, byteLength }: Uint8Array): Source {
  return new PlainSource(new Uint8Array(buffer, byteOffset, byteLength), new DataView(buffer, byteOffset, byteLength), emptyList())
}

/** Replaces a source's octets by a copy of the first `length` of them. */
export function detach(source: Source, length: number): void {
  source.octets = source.octets.slice(0, length)
  source.view = new DataView(source.octets.buffer)
}
