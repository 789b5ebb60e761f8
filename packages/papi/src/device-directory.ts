/** Finds the device of a URI among the drivers at hand. */
import type { Device, DeviceDirectory, DeviceDriver } from './device.js'
import { shownDevice, type Options } from './options.js'
import { PapiError } from './status.js'

/**
 * A directory of drivers. Where two serve a scheme, the first does.
 *
 * Options in a URI's query (`socket://host?waiteof=false`, as CUPS writes them) are the driver's to read.
 */
export function createDeviceDirectory(drivers: readonly DeviceDriver[]): DeviceDirectory {
  const byScheme = new Map<string, DeviceDriver>()
  for (const driver of drivers) for (const scheme of driver.schemes) if (!byScheme.has(scheme)) byScheme.set(scheme, driver)
  return {
    schemes: [...byScheme.keys()],
    driver: (scheme) => byScheme.get(scheme),
    open: (uri: string, options: Options = {}): Device => {
      if (!URL.canParse(uri)) throw new PapiError('bad-argument', `device "${shownDevice(uri)}" is not a URI; write it like socket://printer.example:9100`)
      const url = new URL(uri)
      const scheme = url.protocol.slice(0, -1)
      const driver = byScheme.get(scheme)
      if (driver === undefined) {
        throw new PapiError('uri-scheme-not-supported', `no device for "${scheme}:" (in "${shownDevice(uri)}"); known are: ${[...byScheme.keys()].join(', ')}`)
      }
      try {
        return driver.open(url, options)
      } catch (error) {
        if (error instanceof PapiError || !(error instanceof Error)) throw error
        throw new PapiError('bad-argument', `device "${shownDevice(uri)}": ${error.message}`, { cause: error })
      }
    },
  }
}
