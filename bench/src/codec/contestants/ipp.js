/** npm `ipp`, by `parse` and `serialize`. */
import ipp from 'ipp'
import { objectCodec } from './object-codec.js'

export const label = 'ipp'

// It prints a line for each out-of-band value, unless it is told what to do with them.
ipp.parse.handleUnknownTag = (_tag, _name, length, read) => (length > 0 ? read(length) : undefined)

/** @param {import('../messages.js').BenchMessage} message */
export function contestant(message) {
  return objectCodec(ipp, message, false)
}
