/** A queue from its definition: its device opened, its settings read. */
import { createHash } from 'node:crypto'
import type { DeviceDirectory, QueueDefinition } from '@platen/papi'
import { formatExceptions, withSpoolerCapabilities } from './capabilities.js'
import { readQueueSettings, type ModuleSettings } from './module-options.js'
import type { Queue } from './spool.js'
import { ticketToJson } from './ticket-json.js'

/**
 * Opens a queue.
 *
 * @param open - its device, if that is open already
 * @throws PapiError or OptionError if the device's URI or an option is not right
 */
export type QueueOpener = (definition: QueueDefinition, open?: Queue['device']) => Queue

/** Opens queues on those devices, with the module's settings. */
export function queueOpener(devices: DeviceDirectory, module: ModuleSettings): QueueOpener {
  return (definition, open) => {
    const settings = readQueueSettings(definition.options)
    const device = open ?? devices.open(definition.device, definition.deviceOptions)
    const { capabilities, formats } = definition
    return { definition, settings, device, capabilities: withSpoolerCapabilities(capabilities, formats, settings, module['longest-retention']), formatExceptions: formatExceptions(capabilities, formats, device) }
  }
}

/** A text that differs if what clients see of the queue's configuration does. */
export function configurationOf({ info, location, makeAndModel, device, formats, capabilities, messageFromOperator = '' }: QueueDefinition): string {
  const seen = [info, location, makeAndModel, device, formats, ticketToJson(capabilities), ...(messageFromOperator === '' ? [] : [messageFromOperator])]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64')
}
