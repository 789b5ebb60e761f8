/** Compares what was received with what should have been. */

/** Where two sequences of octets part. */
export interface Difference {
  /** The first octet that differs, 0 the first; the length of the shorter if the longer only goes on. */
  readonly offset: number
  /** Some octets from there on, as text that shows every octet, of what was received. Empty if it has ended. */
  readonly received: string
  /** The same of what was expected. */
  readonly expected: string
}

const shown = 16

/** Finds the first difference; `undefined` if there is none. */
export function firstDifference(received: Uint8Array, expected: Uint8Array): Difference | undefined {
  if (Buffer.compare(received, expected) === 0) return undefined
  const most = Math.min(received.length, expected.length)
  let offset = 0
  while (offset < most && received[offset] === expected[offset]) offset++
  return { offset, received: show(received.subarray(offset, offset + shown)), expected: show(expected.subarray(offset, offset + shown)) }
}

function show(octets: Uint8Array): string {
  return Array.from(octets, (octet) => (octet >= 0x20 && octet < 0x7f && octet !== 0x5c ? String.fromCharCode(octet) : `\\x${octet.toString(16).padStart(2, '0')}`)).join('')
}
