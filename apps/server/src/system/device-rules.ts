/** What clients may give a queue for a device. */
import { PapiError, shownDevice, type DeviceDirectory, type DeviceScheme } from '@platen/papi'
import { cyclicalReference } from './own-address.js'

/** Rules for devices that come over the network. */
export interface DeviceRules {
  /** The schemes that may be used. */
  readonly schemes: readonly DeviceScheme[]
  /** @throws PapiError `bad-request`, `uri-scheme-not-supported` or `not-possible` with a sentence for the client */
  check(device: string): Promise<void>
}

/** Queues that share their jobs with others: no device, and nothing that could be reached through it is not reached through those. */
const classScheme = 'class'

/**
 * The rules of a server.
 *
 * @param allowed - schemes that clients may use; default: all there are but `file`, with which whoever administers queues
 * could write wherever this server may
 * @param pointsBack - whether a device is this server itself
 */
export function deviceRules(devices: DeviceDirectory, allowed: readonly string[] | undefined, pointsBack: (device: string) => Promise<boolean>): DeviceRules {
  const usable = devices.schemes.filter((scheme) => scheme === classScheme || (allowed === undefined ? scheme !== 'file' : allowed.includes(scheme)))
  const known = usable.length === 0 ? 'none' : usable.map((scheme) => `${scheme}:`).join(', ')
  return {
    // Classes are made of queues (`lpadmin -c`): nobody looks for one among the devices.
    schemes: usable.filter((scheme) => scheme !== classScheme).map((scheme) => ({ scheme, info: devices.driver(scheme)?.info ?? scheme })),
    check: async (device) => {
      if (!URL.canParse(device)) throw new PapiError('bad-request', `device "${shownDevice(device)}" is not a URI; write it like socket://printer.example:9100`)
      const scheme = new URL(device).protocol.slice(0, -1)
      if (!usable.includes(scheme)) {
        const why = devices.driver(scheme) === undefined ? `there are no "${scheme}:" devices here` : `queues on "${scheme}:" devices are declared in the server's configuration file only`
        throw new PapiError('uri-scheme-not-supported', `${why}; clients may use: ${known}`)
      }
      if (await pointsBack(device)) throw cyclicalReference('this queue', device)
    },
  }
}
