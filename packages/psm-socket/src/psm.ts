/** The print-service module: queues on `socket` devices, unspooled. */
import { createDirectPrintService, definePrintServiceModule, watchOptions, type PrintServiceModule } from '@platen/papi'
import { socketDriver } from './socket-device.js'

/** The module: `module: "@platen/psm-socket"` in a queue's configuration. */
export const psm: PrintServiceModule = definePrintServiceModule({
  name: 'socket',
  schemes: ['socket'],
  options: {},
  queueOptions: watchOptions,
  devices: [socketDriver],
  open: (context) => Promise.resolve(createDirectPrintService(context)),
})
