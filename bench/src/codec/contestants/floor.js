/** The floor: what it takes to get from one end of a message to the other, by tags and lengths alone. It is no codec. */

export const label = 'floor (tokenizer)'

/** @param {import('../messages.js').BenchMessage} message */
export function contestant({ octets }) {
  return { tasks: { decode: (variant) => tokenize(octets[variant]) }, remarks: [] }
}

/** Counts the values and member names of a message. Nothing is checked, looked at or made. @param {Uint8Array} octets */
function tokenize(octets) {
  let at = 8
  let count = 0
  for (;;) {
    const tag = octets[at]
    if (tag === 0x03) return count
    if (tag <= 0x0f) {
      at++
      continue
    }
    at += 3 + ((octets[at + 1] << 8) | octets[at + 2])
    at += 2 + ((octets[at] << 8) | octets[at + 1])
    count++
  }
}
