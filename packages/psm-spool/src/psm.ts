/** The print-service module. */
import { definePrintServiceModule, type ModuleContext, type PrintService, type PrintServiceModule } from '@platen/papi'
import { classDriver } from './devices/class.js'
import { fileDriver } from './devices/file.js'
import { moduleOptions, queueOptions } from './module-options.js'
import { openSpool } from './open-spool.js'

/** The durable spooler: delivers to whatever device there is, and offers `file:`. */
export const psm: PrintServiceModule = definePrintServiceModule({
  name: 'spool',
  schemes: 'any',
  options: moduleOptions,
  queueOptions,
  devices: [fileDriver, classDriver],
  open: (context: ModuleContext): Promise<PrintService> => openSpool(context),
})
