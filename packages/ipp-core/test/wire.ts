/**
 * Messages written by hand, octet by octet, for tests: pairs of hexadecimal digits, and characters between single
 * quotes. Everything from `;` to the end of a line is a comment.
 *
 *     wire`
 *       01 01        ; version-number
 *       47           ; charset
 *       00 12 'attributes-charset'
 *     `
 */
export function wire(parts: TemplateStringsArray, ...inserted: readonly Uint8Array[]): Uint8Array {
  const octets = parts.flatMap((part, index) => [...read(part), ...(inserted[index] ?? [])])
  return Uint8Array.from(octets)
}

function read(source: string): number[] {
  const octets: number[] = []
  for (const line of source.split('\n')) {
    for (const [token] of line.matchAll(/'[^']*'|;.*|\S+/g)) {
      if (token.startsWith(';')) continue
      if (token.startsWith("'")) octets.push(...new TextEncoder().encode(token.slice(1, -1)))
      else if (/^[0-9a-f]{2}$/.test(token)) octets.push(Number.parseInt(token, 16))
      else throw new Error(`"${token}" is neither an octet nor a string`)
    }
  }
  return octets
}

/** A request with one group of operation attributes: Get-Printer-Attributes, version 2.0, request-id 7, then `attributes`. */
export function request(attributes: Uint8Array): Uint8Array {
  return wire`02 00 00 0b 00 00 00 07 01 ${attributes} 03`
}

/** Where the attributes of {@link request} begin. */
export const attributesAt = 9
