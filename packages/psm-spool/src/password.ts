/** Passwords of jobs: sealed before they are stored, compared without a word of where they differ (PWG 5100.11 section 5.2). */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { PapiError, type JobPassword } from '@platen/papi'

/** The most octets of a password, `job-password-supported`. */
export const longestPassword = 255

/** The registered hashes that can be checked, by Node's names. The obsolete ones (md5, sha) are left out. */
const hashes: Readonly<Record<string, string>> = {
  'sha2-224': 'sha224', 'sha2-256': 'sha256', 'sha2-384': 'sha384', 'sha2-512': 'sha512', 'sha2-512_224': 'sha512-224', 'sha2-512_256': 'sha512-256',
  'sha3-224': 'sha3-224', 'sha3-256': 'sha3-256', 'sha3-384': 'sha3-384', 'sha3-512': 'sha3-512',
}

/** `job-password-encryption-supported`. */
export const passwordEncryptions: readonly string[] = ['none', ...Object.keys(hashes)]

/**
 * The one form in which a password is sealed: the password itself, or its hash, whether it came in octets or digits.
 *
 * @throws PapiError `attributes-or-values-not-supported`
 */
function plainForm({ encryption, octets }: JobPassword): Uint8Array {
  if (octets.length > longestPassword) throw new PapiError('attributes-or-values-not-supported', `job-password has ${octets.length} octets, at most ${longestPassword} are supported`)
  if (encryption === 'none') return octets
  const hash = Object.hasOwn(hashes, encryption) ? hashes[encryption] : undefined
  if (hash === undefined) throw new PapiError('attributes-or-values-not-supported', `job-password-encryption "${encryption}" is not supported; ${passwordEncryptions.join(', ')} are`)
  const { length } = createHash(hash).digest()
  const digits = Buffer.from(octets).toString('latin1')
  if (octets.length === length) return octets
  if (octets.length === 2 * length && /^[0-9a-f]*$/i.test(digits)) return Buffer.from(digits, 'hex')
  throw new PapiError('attributes-or-values-not-supported', `job-password is no ${encryption}: it has ${octets.length} octets, a ${encryption} has ${length} or twice as many hexadecimal digits`)
}

const derived = (octets: Uint8Array, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(octets, salt, 32, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })

/** Seals a password for the store. @throws PapiError `attributes-or-values-not-supported` if it cannot be checked later */
export async function sealPassword(password: JobPassword): Promise<string> {
  const salt = randomBytes(16)
  const key = await derived(plainForm(password), salt)
  return [password.encryption, salt.toString('base64'), key.toString('base64')].join(' ')
}

/**
 * Whether a password is the sealed one. It must come as the sealed one came, or plain.
 *
 * @throws PapiError `attributes-or-values-not-supported` for an encryption that is not supported
 */
export async function isPassword(sealed: string, given: JobPassword): Promise<boolean> {
  const [encryption = '', salt = '', key = ''] = sealed.split(' ')
  const hash = hashes[encryption]
  const octets = plainForm(given)
  const comparable = given.encryption === 'none' && hash !== undefined ? createHash(hash).update(octets).digest() : octets
  const same = timingSafeEqual(await derived(comparable, Buffer.from(salt, 'base64')), Buffer.from(key, 'base64'))
  return same && (given.encryption === encryption || given.encryption === 'none')
}
