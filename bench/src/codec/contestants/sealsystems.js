/** npm `@sealsystems/ipp`, by `parse` and `serialize`. */
import ipp from '@sealsystems/ipp'
import { objectCodec } from './object-codec.js'

export const label = '@sealsystems/ipp'

/** @param {import('../messages.js').BenchMessage} message */
export function contestant(message) {
  return objectCodec(ipp, message, true)
}
