/** Octets to message (RFC 8010 section 3). */
import { throwFault } from './fault.js'
import { defaultLimits, type Limits } from './limits.js'
import type { Message } from './message.js'
import { takeMessage } from './take-message.js'

/** A decoded message and where it ended. */
export interface Decoded {
  readonly message: Message
  /** Octets the message took, end-of-attributes included: what follows is document data. */
  readonly octets: number
}

/**
 * Decodes a message from the front of a buffer.
 *
 * All of the message is checked at once; its attributes are made when they are asked for. Values keep their tags and odd
 * octets, so `encode` gives back the same octets for any well-formed message. Nothing of the message refers to the
 * buffer: it may be used again.
 *
 * @param octets - the message, with or without document data behind it
 * @param limits - bounds, where they differ from {@link defaultLimits}
 * @throws {@link IppError} saying what is wrong, at which octet, in which attribute
 */
export function decode(octets: Uint8Array, limits?: Partial<Limits>): Decoded {
  return decodeWith(octets, limits, false)
}

/**
 * Decodes a message from the front of a buffer that is not written to again as long as the message is used: it may read
 * its attributes from there, instead of from a copy. That also keeps all of the buffer alive, the document data in it
 * included. Else the same as {@link decode}.
 *
 * @throws {@link IppError} as {@link decode}
 */
export function decodeInPlace(octets: Uint8Array, limits?: Partial<Limits>): Decoded {
  return decodeWith(octets, limits, true)
}

function decodeWith(octets: Uint8Array, limits: Partial<Limits> | undefined, inPlace: boolean): Decoded {
  const bounds = limits === undefined ? defaultLimits : { ...defaultLimits, ...limits }
  const decoded = takeMessage(octets, bounds, inPlace)
  return typeof decoded === 'number' ? throwFault(octets, bounds) : decoded
}
