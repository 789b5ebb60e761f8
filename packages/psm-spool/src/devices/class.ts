/** The device `class:`: other queues, which share the jobs of this one. The scheduler gives each job to the first that is ready; this names them. */
import { DeviceError, type DeviceDriver } from '@platen/papi'

const queueName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/

/** The queues that a device's URI names, `class:laser,copier`; `undefined` if it is no class. */
export function membersOf(device: string): readonly string[] | undefined {
  if (!/^class:/i.test(device)) return undefined
  return [...new Set(device.slice('class:'.length).split(','))].map((one) => decodeURIComponent(one.trim())).filter((one) => one !== '')
}

/** Classes, as CUPS calls them. */
export const classDriver: DeviceDriver = {
  schemes: ['class'],
  info: 'Class of printers of this server',
  options: {},
  open: (uri) => {
    const members = membersOf(uri.href) ?? []
    if (members.length === 0) throw new Error('a class needs at least one queue; write it like class:laser,copier')
    for (const one of members) if (!queueName.test(one)) throw new Error(`"${one}" is not the name of a queue`)
    return {
      uri: `class:${members.join(',')}`,
      deliver: () => Promise.reject(new DeviceError('failed', 'a class has no device of its own', 0)),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
  },
}
