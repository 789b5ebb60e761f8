/** For tests: text as octets, and octets cut into chunks in any way. */
import fc from 'fast-check'

/** Text as octets, a character each. */
export const octets = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** Octets that may look like what printers say, and a way to cut them. */
export function cutOctets(words: readonly string[]): fc.Arbitrary<{ readonly whole: Uint8Array; readonly chunks: readonly Uint8Array[] }> {
  const piece = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 }), fc.constantFrom('\r\n', '\f', '\n', ' ', '"', '=', ';', ':', '\u0004'))
  return fc.tuple(fc.array(piece, { maxLength: 40 }), fc.array(fc.nat({ max: 400 }), { maxLength: 12 })).map(([pieces, cuts]) => {
    const whole = octets(pieces.join(''))
    const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
    return { whole, chunks: places.slice(1).map((end, at) => whole.subarray(places[at] ?? 0, end)) }
  })
}

/** Text of any characters at all: control characters, half surrogates. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength }).map((codes) => String.fromCharCode(...codes))
