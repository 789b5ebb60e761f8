/** The users an SNMPv3 agent answers (User-based Security Model, RFC 3414), and how a command line names one. */

/** How a user proves who it is. */
export const authProtocols = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const
/** How it encrypts: `aes` is AES with 128 bits, `aes256b` and `aes256r` have keys after Blumenthal and after Reeder. */
export const privProtocols = ['des', 'aes', 'aes256b', 'aes256r'] as const

/** A user of SNMPv3. Without `auth` its name is enough; with `privacy` its questions and answers are encrypted. */
export interface SnmpUser {
  readonly name: string
  readonly auth?: { readonly protocol: (typeof authProtocols)[number]; readonly password: string }
  readonly privacy?: { readonly protocol: (typeof privProtocols)[number]; readonly password: string }
}

/** RFC 3414 section 11.2. */
const shortestPassword = 8

/**
 * Reads a user: `NAME`, `NAME,sha:PASSWORD` or `NAME,sha256:PASSWORD,aes:PASSWORD`.
 *
 * @throws Error that says what is not right
 */
export function parseSnmpUser(text: string): SnmpUser {
  const [name = '', auth, privacy, more] = text.split(',')
  if (name === '' || more !== undefined) throw new Error('an SNMPv3 user is written NAME, NAME,AUTH:PASSWORD or NAME,AUTH:PASSWORD,PRIV:PASSWORD')
  return {
    name,
    ...(auth === undefined ? {} : { auth: secretOf(auth, authProtocols) }),
    ...(privacy === undefined ? {} : { privacy: secretOf(privacy, privProtocols) }),
  }
}

function secretOf<P extends string>(text: string, protocols: readonly P[]): { protocol: P; password: string } {
  const at = text.indexOf(':')
  const protocol = protocols.find((one) => one === text.slice(0, Math.max(at, 0)))
  if (protocol === undefined) throw new Error(`an SNMPv3 user has a protocol and its password there, one of ${protocols.map((one) => `${one}:PASSWORD`).join(', ')}`)
  const password = text.slice(at + 1)
  if (password.length < shortestPassword) throw new Error(`a password of SNMPv3 has ${shortestPassword} characters at least`)
  return { protocol, password }
}
