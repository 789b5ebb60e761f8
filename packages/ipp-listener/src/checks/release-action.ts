/** `job-release-action` of a request (PWG 5100.11): what has to be done before its job prints. */
import { Attributes, StatusCode } from '@platen/ipp-core'
import type { JobRequest } from '@platen/papi'
import { badRequest, Refusal } from '../refusal.js'
import { checkPassword } from './password.js'

/**
 * What lets a job print that is to be made. As with passwords, what the printer cannot do is refused with or without fidelity:
 * what was meant to wait for its owner must not lie in the tray. Where the request says nothing, the printer's default holds;
 * a password alone means that the job waits for it.
 *
 * @throws Refusal attributes-or-values-not-supported; conflicting-attributes for a password beside another action; bad-request
 */
export function checkRelease(operation: Attributes, capabilities: Attributes): Pick<JobRequest, 'password' | 'awaitsOwner'> {
  const password = checkPassword(operation, capabilities)
  const named = operation.string('job-release-action')
  const action = named ?? (password === undefined ? (capabilities.string('job-release-action-default') ?? 'none') : 'job-password')
  const told = (names: readonly string[]): Attributes => operation.filter((one) => names.includes(one.name))
  const supported = capabilities.has('job-release-action-supported') ? capabilities.strings('job-release-action-supported') : ['none']
  if (!supported.includes(action)) {
    throw new Refusal(StatusCode.ClientErrorAttributesOrValuesNotSupported, `job-release-action "${action}" is not supported; ${supported.join(', ')} ${supported.length === 1 ? 'is' : 'are'}`, told(['job-release-action']))
  }
  if (password !== undefined && action !== 'job-password') {
    throw new Refusal(StatusCode.ClientErrorConflictingAttributes, `a job with a password waits for it: job-release-action "${action}" says otherwise`, told(['job-password', 'job-release-action']))
  }
  if (action === 'job-password') {
    if (password === undefined) throw badRequest(named === undefined ? 'this printer prints only jobs with a job-password (job-release-action-default)' : 'job-release-action "job-password" needs a job-password (PWG 5100.11)')
    return { password }
  }
  return action === 'owner-authorized' ? { awaitsOwner: true } : {}
}
