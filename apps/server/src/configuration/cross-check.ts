/** What no single key of the configuration shows. */
import { placeOf } from '@platen/ipp-listener'
import type { Configuration } from './configuration.js'
import { jobOptionFaults } from './job-option-faults.js'
import { operationCode } from './operation-names.js'
import { operationClasses, type ServingConfiguration } from './serving.js'

/** A mistake and the key it is at. */
export interface Fault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** Every fault. */
export function crossCheck(configuration: Configuration): Fault[] {
  return [...queueFaults(configuration), ...configuration.queues.flatMap((queue, index) => jobOptionFaults(queue, ['queues', index])), ...operationFaults(configuration['disabled-operations']), ...servingFaults(configuration, [], namesOf(configuration)), ...locationFaults(configuration)]
}

function queueFaults({ queues, default: chosen }: Configuration): Fault[] {
  const faults: Fault[] = []
  const names = new Set<string>()
  for (const [index, { name }] of queues.entries()) {
    if (names.has(name)) faults.push({ path: ['queues', index, 'name'], message: `there are two queues named "${name}"` })
    names.add(name)
  }
  if (chosen !== undefined && !names.has(chosen)) faults.push({ path: ['default'], message: `the default queue "${chosen}" is not declared; there are: ${[...names].join(', ')}` })
  return faults
}

const namesOf = ({ queues }: Configuration): string[] => queues.map((queue) => queue.name)

const noOperation = (name: string): string => `"${name}" is not an operation; write it like Purge-Jobs`

function operationFaults(disabled: readonly string[]): Fault[] {
  return disabled.flatMap((name, index) => (operationCode(name) === undefined ? [{ path: ['disabled-operations', index], message: noOperation(name) }] : []))
}

function servingFaults({ operations = {}, 'default-service': service }: ServingConfiguration, path: readonly string[], queues: readonly string[]): Fault[] {
  const wrong = Object.keys(operations).filter((name) => !operationClasses.has(name) && operationCode(name) === undefined)
  return [
    ...wrong.map((name) => ({ path: [...path, 'operations', name], message: `${noOperation(name)}, or all, or required` })),
    ...(service !== undefined && !queues.includes(service) ? [{ path: [...path, 'default-service'], message: `the queue "${service}" is not declared; there are: ${queues.join(', ')}` }] : []),
  ]
}

function locationFaults(configuration: Configuration): Fault[] {
  const places = new Map<string, string>()
  return Object.entries(configuration.locations).flatMap(([location, settings]): Fault[] => {
    const path = ['locations', location]
    const place = placeOf(location)
    if (place === undefined) {
      const why = location === '/' ? 'what holds for the whole server stands at the top of the file' : 'a location is a queue, /printers/NAME, or the system, /ipp/system'
      return [{ path, message: `"${location}": ${why}` }]
    }
    const key = place.kind === 'system' ? '' : place.printer
    const same = places.get(key)
    places.set(key, location)
    return [...(same === undefined ? [] : [{ path, message: `"${location}" is the same place as "${same}"` }]), ...servingFaults(settings, path, namesOf(configuration))]
  })
}
