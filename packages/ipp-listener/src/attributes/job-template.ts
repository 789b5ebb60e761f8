/** Job Template attributes: what a job may ask for (RFC 8011 section 5.2, PWG 5100.7, 5100.11, 5100.13), and what of it a printer says. */
import type { Attributes } from '@platen/ipp-core'

/** Their names. */
export const jobTemplateNames: ReadonlySet<string> = new Set([
  'copies', 'cover-back', 'cover-front', 'finishings', 'finishings-col', 'job-cancel-after', 'job-hold-until', 'job-hold-until-time', 'job-priority', 'job-retain-until', 'job-retain-until-interval',
  'job-retain-until-time', 'job-sheets', 'media', 'media-col', 'multiple-document-handling', 'number-up', 'orientation-requested', 'output-bin', 'overrides', 'page-ranges',
  'presentation-direction-number-up', 'print-color-mode', 'print-content-optimize', 'print-quality', 'print-rendering-intent', 'print-scaling', 'printer-resolution', 'proof-print', 'sides',
])

/** The Job Template attributes that a printer carries out: those of which it has the `-supported`. */
export function supportedTemplate(capabilities: Attributes): string[] {
  return [...jobTemplateNames].filter((name) => capabilities.has(`${name}-supported`))
}

/** Operation attributes that every operation which makes a job takes (RFC 8011 section 4.2.1.1, PWG 5100.5). */
const creationOperationAttributes = ['job-name', 'document-name', 'document-format', 'document-natural-language', 'compression', 'ipp-attribute-fidelity']

/** `job-creation-attributes-supported`: what a request that makes a job may say (PWG 5100.11 section 7). */
export function jobCreationAttributes(capabilities: Attributes): string[] {
  return [...creationOperationAttributes, ...(capabilities.has('job-password-supported') ? ['job-password', 'job-password-encryption'] : []), ...(capabilities.has('job-release-action-supported') ? ['job-release-action'] : []), ...supportedTemplate(capabilities)]
}

/** `job-settable-attributes-supported`: what Set-Job-Attributes changes (RFC 3380 section 6.4). */
export function jobSettableAttributes(capabilities: Attributes): string[] {
  return ['job-name', ...supportedTemplate(capabilities).filter((name) => name !== 'proof-print')]
}

/** `document-creation-attributes-supported` (PWG 5100.5): what is kept of a document. */
export const documentCreationAttributes: readonly string[] = ['document-name', 'document-format', 'document-natural-language', 'compression']
