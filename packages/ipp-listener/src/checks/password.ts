/** `job-password` and `job-password-encryption` of a request (PWG 5100.11 section 5.2). */
import { Attributes, StatusCode, ValueTag } from '@platen/ipp-core'
import type { JobPassword } from '@platen/papi'
import { badRequest, Refusal } from '../refusal.js'

/** Reads a password. @throws Refusal bad-request if it is not an octetString */
export function readPassword(operation: Attributes): JobPassword | undefined {
  // By a plain name: what a client sends may have another syntax than the registry's types say.
  const given = operation.get<string>('job-password')
  if (given === undefined) return undefined
  const [value, ...more] = given.values
  if (value?.kind !== 'octets' || value.tag !== ValueTag.octetString || more.length > 0) throw badRequest('job-password must be one octetString value (PWG 5100.11)')
  return { encryption: operation.string('job-password-encryption') ?? 'none', octets: value.value }
}

/**
 * The password of a job to be made. A printer that cannot keep a job back until its password is given does not take it, with
 * or without fidelity: what was meant to wait for its owner must not lie in the tray.
 *
 * @throws Refusal attributes-or-values-not-supported, or bad-request
 */
export function checkPassword(operation: Attributes, capabilities: Attributes): JobPassword | undefined {
  const password = readPassword(operation)
  if (password === undefined) return undefined
  const refused = (name: string, why: string): Refusal => new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, why, operation.filter((one) => one.name === name))
  const longest = capabilities.integer('job-password-supported')
  if (longest === undefined) throw refused('job-password', 'this printer does not keep jobs back until a password is given')
  if (password.octets.length === 0 || password.octets.length > longest) throw refused('job-password', `job-password has ${password.octets.length} octets, must have 1 to ${longest}`)
  const encryptions = capabilities.strings('job-password-encryption-supported')
  if (!encryptions.includes(password.encryption)) throw refused('job-password-encryption', `job-password-encryption "${password.encryption}" is not supported; ${encryptions.join(', ')} are`)
  return password
}
