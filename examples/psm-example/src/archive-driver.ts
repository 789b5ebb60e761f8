/** From a queue's URI and options to a device. Nothing is touched yet: a printer that is off must not keep the server from starting. */
import { readOptions, type DeviceDriver, type OptionSchema } from '@platen/papi'
import { ArchiveDevice } from './archive-device.js'

const options = {
  folders: { type: 'keyword', default: 'user', keywords: ['user', 'none'], description: 'A folder for each user, or all jobs in one.' },
} as const satisfies OptionSchema

/**
 * Makes devices of the scheme `archive`: `archive:///srv/archive?folders=none`.
 *
 * @param now - tells the time, milliseconds since 1970; tests give their own
 */
export function createArchiveDriver(now: () => number = Date.now): DeviceDriver {
  return {
    schemes: ['archive'],
    options,
    open: (uri, given) => {
      if (uri.host !== '' || uri.pathname.length < 2) throw new Error(`"${uri.href}" names no folder; write it like archive:///srv/archive`)
      // What the URI says goes before what the queue says: it is nearer to the device.
      const { folders } = readOptions(options, { ...given, ...Object.fromEntries(uri.searchParams) })
      return new ArchiveDevice(decodeURIComponent(uri.pathname), folders === 'user', now)
    },
  }
}
