/** Octets to strings, and whether they are any: UTF-8 (RFC 3629), of which ASCII is most by far. */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Whether octets are well-formed UTF-8: no octet out of place, no character longer than it must be, no surrogate. */
export function isText(octets: Uint8Array, at: number, length: number): boolean {
  const end = at + length
  for (let next = at; next < end; ) {
    const first = octets[next++] ?? 0
    if (first < 0x80) continue
    const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0
    if (more === 0 || next + more > end) return false
    const second = octets[next] ?? 0
    const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
    const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
    if (second < least || second > most) return false
    for (let trail = 1; trail < more; trail++) if (((octets[next + trail] ?? 0) & 0xc0) !== 0x80) return false
    next += more
  }
  return true
}

/** The string that octets are in UTF-8, `undefined` if they are none. */
export function decodeText(octets: Uint8Array, at: number, length: number): string | undefined {
  const text = (length <= shortest ? shortAscii(octets, at, length) : undefined) ?? showText(octets, at, length)
  // No fatal TextDecoder: what it throws costs more than all the rest, and who sends the octets decides how often.
  return text.includes('\uFFFD') && !isText(octets, at, length) ? undefined : text
}

/** What can be shown of octets that may be no UTF-8. */
export function showText(octets: Uint8Array, at: number, length: number): string {
  return decoder.decode(octets.subarray(at, at + length))
}

/** Up to this length, the characters one by one are faster than a TextDecoder with the view that it needs. */
const shortest = 32
/** Lists of every short length, used again and again: `fromCharCode` takes no typed array that fast. */
const codesOf: readonly number[][] = Array.from({ length: shortest + 1 }, (_, length) => new Array<number>(length).fill(0))

function shortAscii(octets: Uint8Array, at: number, length: number): string | undefined {
  const codes = codesOf[length] ?? []
  let any = 0
  for (let index = 0; index < length; index++) {
    const octet = octets[at + index] ?? 0
    any |= octet
    codes[index] = octet
  }
  return any < 0x80 ? String.fromCharCode(...codes) : undefined
}
