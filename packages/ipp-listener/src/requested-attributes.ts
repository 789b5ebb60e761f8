/** `requested-attributes` and its group keywords (RFC 8011 sections 4.2.5.1 and 4.3.4.1, PWG 5100.7). */
import { Attributes, type Attribute } from '@platen/ipp-core'
import { jobTemplateNames } from './attributes/job-template.js'

/** Attributes that are sent only if asked for by name (PWG 5100.7 section 6.9: they are large). */
const onlyByName: ReadonlySet<string> = new Set(['media-col-database'])

const templateSuffix = /-(?:default|supported|ready|database)$/

/** Keywords that mean an object's whole description; `-status` is a part of it by the registry, and clients mean the whole. */
const descriptionGroups = ['printer-description', 'job-description', 'job-status', 'printer-status', 'document-description', 'document-status', 'system-description', 'system-status']

/** Groups of attributes that a client can ask for by one keyword, beside those of all objects. */
export type AttributeGroups = Readonly<Record<string, (name: string) => boolean>>

/** Which attributes a client asked for. */
export type RequestedAttributes = (name: string) => boolean

/**
 * The client's choice as a test.
 *
 * @param operation - the operation attributes
 * @param otherwise - the choice where the client made none
 * @param isTemplate - whether a name is in the object's `job-template` group; all others are in its description group
 * @param groups - further groups of the object; what is in one may be in another too
 */
export function requestedAttributes(operation: Attributes, otherwise: readonly string[], isTemplate: (name: string) => boolean, groups: AttributeGroups = {}): RequestedAttributes {
  const given = operation.strings('requested-attributes')
  const asked = new Set(given.length === 0 ? otherwise : given)
  const all = asked.has('all')
  const template = all || asked.has('job-template')
  const description = all || descriptionGroups.some((group) => asked.has(group))
  // CUPS's group of what its clients send with each job.
  const defaults = asked.has('printer-defaults')
  const further = Object.entries(groups).flatMap(([group, isIn]) => (asked.has(group) ? [isIn] : []))
  return (name) => asked.has(name) || (defaults && name.endsWith('-default')) || further.some((isIn) => isIn(name)) || (!onlyByName.has(name) && (isTemplate(name) ? template : description))
}

/** Those attributes of a list that were asked for. */
export function select(attributes: Iterable<Attribute>, requested: RequestedAttributes): Attributes {
  return new Attributes([...attributes].filter((one) => requested(one.name)))
}

/** `document-template` (PWG 5100.5 section 3.4): what a document has of what its job has in `job-template`. */
export const documentGroups: AttributeGroups = { 'document-template': isDocumentTemplate }

function isDocumentTemplate(name: string): boolean {
  return jobTemplateNames.has(name)
}

/** Whether a job's attribute is a Job Template attribute (RFC 8011 section 5.2). */
export const isJobTemplate = (name: string): boolean => jobTemplateNames.has(name)

/** Whether a printer's attribute belongs to the job-template group: `sides-default`, `media-col-ready`. */
export const isPrinterTemplate = (name: string): boolean => templateSuffix.test(name) && jobTemplateNames.has(name.replace(templateSuffix, ''))
