/** The module: what the server loads. It offers the device, and a print service over it. */
import { createDirectPrintService, definePrintServiceModule, type PrintServiceModule } from '@platen/papi'
import { createArchiveDriver } from './archive-driver.js'

export { createArchiveDriver } from './archive-driver.js'

const driver = createArchiveDriver()

/** The archive module: a queue of it names a device such as `archive:///srv/archive`. */
const archive: PrintServiceModule = definePrintServiceModule({
  name: 'archive',
  schemes: driver.schemes,
  options: {},
  queueOptions: {},
  // Other modules may deliver to it too: a queue of the spooler with this device keeps jobs safe until they are archived.
  devices: [driver],
  open: (context) => Promise.resolve(createDirectPrintService(context)),
})

export default archive
