/** The print-service module: queues on `appsocket` devices, unspooled. */
import { createDirectPrintService, definePrintServiceModule, watchOptions, type PrintServiceModule } from '@platen/papi'
import { appsocketDriver } from './appsocket-device.js'

/** The module: `module: "@platen/psm-appsocket"` in a queue's configuration. */
export const psm: PrintServiceModule = definePrintServiceModule({
  name: 'appsocket',
  schemes: ['appsocket'],
  options: {},
  queueOptions: watchOptions,
  devices: [appsocketDriver],
  open: (context) => Promise.resolve(createDirectPrintService(context)),
})
