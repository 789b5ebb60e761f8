/** Presets and constraints of a queue against the registry, and against what the file says of its printer. */
import { presetFaults } from '@platen/ipp-listener'
import { describeCapabilities, PapiError, type Attributes } from '@platen/papi'
import { capabilityFacts } from '../queue-definition.js'
import type { JobAttributesConfiguration, QueueConfiguration } from './configuration.js'
import type { Fault } from './cross-check.js'
import { attributeFault, jobAttributesFrom } from './job-attributes.js'

type Path = readonly (string | number)[]

/** Every fault. What only the queue's module can tell, such as copies and number-up, is looked at when it is open. */
export function jobOptionFaults({ presets, constraints, capabilities }: QueueConfiguration, path: Path): Fault[] {
  const known = knownCapabilities(capabilities)
  return [
    ...duplicates(presets, [...path, 'presets'], 'preset'),
    ...duplicates(constraints, [...path, 'constraints'], 'constraint'),
    ...presets.flatMap(({ attributes }, index) => attributeFaults(attributes, [...path, 'presets', index, 'attributes'], known)),
    ...constraints.flatMap(({ conflict, instead }, index) => [
      ...attributeFaults(conflict, [...path, 'constraints', index, 'conflict'], undefined),
      ...attributeFaults(instead, [...path, 'constraints', index, 'instead'], known),
    ]),
  ]
}

function duplicates(named: readonly { readonly name: string }[], path: Path, what: string): Fault[] {
  return named.flatMap(({ name }, index) => (named.findIndex((one) => one.name === name) < index ? [{ path: [...path, index, 'name'], message: `there are two ${what}s named "${name}"` }] : []))
}

function attributeFaults(attributes: JobAttributesConfiguration, path: Path, capabilities: Attributes | undefined): Fault[] {
  return Object.entries(attributes).flatMap(([name, plain]): Fault[] => {
    const fault = attributeFault(name, plain)
    if (fault !== undefined) return [{ path: [...path, name], message: fault }]
    const isDone = capabilities?.has(`${name}-supported`) !== true || presetFaults(jobAttributesFrom({ [name]: plain }), capabilities).length === 0
    return isDone ? [] : [{ path: [...path, name], message: `this printer does not do ${name} ${JSON.stringify(plain)}, by its capabilities` }]
  })
}

/** Attributes that modules do for the printer: what the file says of it decides nothing. */
const ofModules = ['copies-supported', 'job-sheets-supported', 'multiple-document-handling-supported', 'number-up-supported', 'overrides-supported']

function knownCapabilities(capabilities: QueueConfiguration['capabilities']): Attributes | undefined {
  try {
    return describeCapabilities(capabilityFacts(capabilities), []).filter((one) => !ofModules.includes(one.name) && !/^job-(?:constraints|resolvers)-supported$/.test(one.name))
  } catch (error) {
    // A medium's name that says no size: told when the queue is made.
    if (error instanceof PapiError) return undefined
    throw error
  }
}
