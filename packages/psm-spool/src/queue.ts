/** A queue from its definition: its device opened, its settings read. */
import { createHash } from 'node:crypto'
import { OptionError, PapiError, type DeviceDirectory, type QueueDefinition } from '@platen/papi'
import { formatExceptions, withSpoolerCapabilities } from './capabilities.js'
import { membersOf } from './devices/class.js'
import { readQueueSettings, settableQueueOptions, type ModuleSettings, type QueueSettings } from './module-options.js'
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
    const settings = readSettings(definition)
    const device = open ?? devices.open(definition.device, definition.deviceOptions)
    const { capabilities, formats } = definition
    return { definition, settings, device, members: membersOf(definition.device), options: { schema: settableQueueOptions, values: definition.options }, capabilities: withSpoolerCapabilities(capabilities, formats, settings, module), formatExceptions: formatExceptions(capabilities, formats, device) }
  }
}

/** @throws PapiError `bad-argument`: an operator may have set what is not right */
function readSettings({ name, options }: QueueDefinition): QueueSettings {
  try {
    return readQueueSettings(options)
  } catch (error) {
    if (error instanceof OptionError) throw new PapiError('bad-argument', `queue "${name}": ${error.message}`, { cause: error })
    throw error
  }
}

/** A text that differs if what clients see of the queue's configuration does. */
export function configurationOf({ info, location, makeAndModel, device, formats, capabilities, options, messageFromOperator = '' }: QueueDefinition): string {
  const settable = Object.keys(settableQueueOptions).map((one) => options[one])
  const seen = [info, location, makeAndModel, device, formats, ticketToJson(capabilities), settable, ...(messageFromOperator === '' ? [] : [messageFromOperator])]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64')
}
