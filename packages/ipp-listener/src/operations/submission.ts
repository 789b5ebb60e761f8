/** What Print-Job, Validate-Job, Create-Job and Send-Document share: checking a job before it is made. */
import { Attributes, attribute, boolean, StatusCode, type AttributeGroup } from '@platen/ipp-core'
import type { Job, JobRequest, Printer } from '@platen/papi'
import { checkRelease } from '../checks/release-action.js'
import { resolveConflicts } from '../checks/constraints.js'
import { checkTicket, ignoredAttributes, type CheckedTicket } from '../checks/ticket.js'
import { Refusal } from '../refusal.js'
import { exceptionsFor, printerFor } from '../format-capabilities.js'
import type { PrinterRequest } from '../operation.js'

/** The attribute that a job made by Create-Job keeps, for its documents come later (PWG 5100.7: a job's `ipp-attribute-fidelity`). */
const fidelity = 'ipp-attribute-fidelity'

/** A job that may be made. */
export interface CheckedJob {
  readonly printer: Printer
  readonly request: JobRequest
  readonly checked: CheckedTicket
}

/**
 * Checks the job attributes of a request against its printer.
 *
 * @param known - the printer, and the format of its document if that is known: what can be done may depend on both. Left out: documents come later
 * @throws Refusal as `checkTicket` does; conflicting-attributes for what does not go together, with fidelity
 */
export async function checkJob({ call, service, printer, operation, job, now }: PrinterRequest, known?: { readonly printer: Printer; readonly format: string | undefined }): Promise<CheckedJob> {
  const queried = known?.printer ?? (await service.printerQuery(call, printer))
  const { capabilities } = printerFor(queried, known?.format)
  const isFaithful = operation.boolean(fidelity) ?? false
  const supported = checkTicket(withoutNoOps(withHold(job, operation), capabilities).filter((one) => one.name !== 'job-release-action'), capabilities, isFaithful, now, known?.format)
  const checked = withoutConflicts(supported, capabilities, isFaithful)
  const name = operation.string('job-name') ?? operation.string('document-name') ?? 'Untitled'
  const ticket = isFaithful && known === undefined ? new Attributes([...checked.ticket, attribute(fidelity, boolean(true))]) : checked.ticket
  return { printer: queried, request: { name, ticket, ...checkRelease(withRelease(operation, job), queried.capabilities) }, checked }
}

/** A ticket of which all goes together. @throws Refusal conflicting-attributes if that takes another than was asked for, and fidelity was */
export function withoutConflicts(supported: CheckedTicket, capabilities: Attributes, fidelity: boolean): CheckedTicket {
  const { ticket, conflicting } = resolveConflicts(supported.ticket, capabilities)
  if (conflicting.size > 0 && fidelity) {
    throw new Refusal(StatusCode.ClientErrorConflictingAttributes, `this printer does not do together: ${[...conflicting].map((one) => one.name).join(', ')}`, conflicting)
  }
  return { ...supported, ticket, conflicting }
}

/**
 * What a job asks for in vain of a document that has come after it: what its format does not say, and nobody tells the printer;
 * pages that cannot be told apart in it. lp asks every job for all that a printer does by default.
 *
 * @returns the group that tells it; none if there is nothing
 * @throws Refusal attributes-or-values-not-supported if the job was made with fidelity
 */
export function unsupportedIn({ ticket }: Job, printer: Printer, format: string): readonly AttributeGroup[] {
  const exceptions = exceptionsFor(printer, format)
  if (exceptions === undefined) return []
  const asked = ticket.filter((one) => one.name === 'media-col' || exceptions.has(`${one.name}-supported`))
  return ignoredAttributes(checkTicket(asked, printerFor(printer, format).capabilities, ticket.boolean(fidelity) ?? false, undefined, format)).groups
}

/** Old clients put job-hold-until among the operation attributes, where it stands in Hold-Job. */
function withHold(job: Attributes, operation: Attributes): Attributes {
  const hold = operation.get('job-hold-until')
  return hold === undefined || job.has('job-hold-until') ? job : new Attributes([...job, hold])
}

/** What lets a job print must not be passed over, though it stands among the job's attributes, where it does not belong. */
function withRelease(operation: Attributes, job: Attributes): Attributes {
  const release = job.get('job-release-action')
  return release === undefined || operation.has('job-release-action') ? operation : new Attributes([...operation, release])
}

/** Attributes that ask for what happens anyway: lp sends them to every printer; refusing them would only alarm. */
const noOps: Readonly<Record<string, (attributes: Attributes) => boolean>> = {
  'job-hold-until': (attributes) => attributes.string('job-hold-until') === 'no-hold',
  'job-sheets': (attributes) => attributes.strings('job-sheets').every((sheet) => sheet === 'none'),
  'job-priority': (attributes) => attributes.integer('job-priority') === 50,
  copies: (attributes) => attributes.integer('copies') === 1,
  'number-up': (attributes) => attributes.integer('number-up') === 1,
}

/** A printer that can do it otherwise is told, too: its default may be another. */
function withoutNoOps(job: Attributes, capabilities: Attributes): Attributes {
  return job.filter((one) => capabilities.has(`${one.name}-supported`) || noOps[one.name]?.(job) !== true)
}
