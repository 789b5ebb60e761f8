/** Tagged binary PostScript (Adobe Serial and Parallel Communications Protocols, LPS5009): control characters quoted. */

/** Begins it. */
export const tbcpStart = '\u0001M'

/** Octets with a meaning of their own on the line: Ctrl-A, C, D, E, Q, S, T, Escape and Ctrl-\. */
const special: ReadonlySet<number> = new Set([0x01, 0x03, 0x04, 0x05, 0x11, 0x13, 0x14, 0x1b, 0x1c])

/** Quotes octets: each special one becomes Ctrl-A and the octet with bit 6 changed. */
export function tbcpQuoted(octets: Uint8Array): Uint8Array {
  let quotes = 0
  for (const octet of octets) if (special.has(octet)) quotes++
  if (quotes === 0) return octets
  const quoted = new Uint8Array(octets.length + quotes)
  let at = 0
  for (const octet of octets) {
    if (special.has(octet)) {
      quoted[at++] = 0x01
      quoted[at++] = octet ^ 0x40
    } else quoted[at++] = octet
  }
  return quoted
}
