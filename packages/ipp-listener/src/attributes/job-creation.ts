/** `job-creation-attributes-supported` (PWG 5100.7): what a client may send when it makes a job. */
import type { Attributes } from '@platen/ipp-core'
import { isJobTemplate } from '../requested-attributes.js'

/** Operation attributes that every queue takes with a job or document. */
const always = ['compression', 'document-format', 'document-name', 'ipp-attribute-fidelity', 'job-name']

/** The operation attributes, and the Job Template attributes that the printer's capabilities say are supported. */
export function jobCreationAttributes(capabilities: Attributes): readonly string[] {
  const suffix = '-supported'
  const template = [...capabilities].filter((one) => one.name.endsWith(suffix)).map((one) => one.name.slice(0, -suffix.length))
  return [...always, ...template.filter(isJobTemplate)]
}
