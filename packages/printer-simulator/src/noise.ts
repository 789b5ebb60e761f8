/** Octets that mean nothing, the same each time: control characters, halves of UTF-8, pieces of status that do not end. */

const pieces = ['\u0000\u0007\u001b[31m\u001b]0;title\u0007', '\ufffd\u00ff\u0080', '@PJL USTATUS DEV', '%%[ PrinterError: ', '\f\f\r\r\n', 'CODE=', ' ]%% ]%%', '\u0004\u0014', '\u001b%-12345', 'CODE=99999999999999999999\r\n']
const noise = Buffer.from(pieces.join(''), 'latin1')

/** So many octets of noise. */
export function garbage(octets: number): Buffer {
  return Buffer.alloc(octets, noise)
}
