/** Job Template attributes from the configuration: plain values, in the syntax that IANA's registry says. */
import { Attributes, IppError, type Attribute } from '@platen/ipp-core'
import { attributeDefinition, attributesOf } from '@platen/ipp-core/registry'
import type { JobAttributesConfiguration } from './configuration.js'

/**
 * The values of one attribute; of several the job may have any.
 *
 * @throws IppError `bad-value` if one is not of the attribute's syntax
 */
function attributeFrom(name: string, plain: unknown): Attribute {
  const values = (Array.isArray(plain) ? (plain as readonly unknown[]) : [plain]).flatMap((one) => attributesOf('job', { [name]: one }).get<string>(name)?.values ?? [])
  return { name, values }
}

/** What is wrong with an attribute; `undefined` if nothing is. */
export function attributeFault(name: string, plain: unknown): string | undefined {
  if (attributeDefinition(name)?.groups.includes('job-template') !== true) return `"${name}" is not a Job Template attribute; write it like sides, print-quality or media-col`
  try {
    const { values } = attributeFrom(name, plain)
    return values.length === 0 ? `"${name}" has no value` : undefined
  } catch (error) {
    if (!(error instanceof IppError)) throw error
    return error.message
  }
}

/** The attributes. @throws IppError for one of which {@link attributeFault} says something */
export function jobAttributesFrom(given: JobAttributesConfiguration): Attributes {
  return new Attributes(Object.entries(given).map(([name, plain]) => attributeFrom(name, plain)))
}
