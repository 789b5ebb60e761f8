/** The queues that are opened: those the configuration declares and those added at run time, as operators changed them. */
import { PapiError, SystemRecords, type DeviceDirectory, type Log, type OptionSchema, type Options, OptionError, readOptions, shownDevice, type PrintServiceModule, type QueueDefinition, type SystemKeeper } from '@platen/papi'
import type { Configuration, QueueConfiguration } from '../configuration/configuration.js'
import { queueDefinition } from '../queue-definition.js'
import { cyclicalReference } from './own-address.js'

/** The module of queues that are added at run time. */
export const runTimeModule = '@platen/psm-spool'

/** A queue with its module. */
export interface OpenQueue {
  readonly module: string
  readonly definition: QueueDefinition
}

/** The queues of a server, to be opened. */
export interface Queues {
  readonly records: SystemRecords
  readonly queues: readonly OpenQueue[]
}

/** What collecting needs. */
export interface QueuesContext {
  readonly modules: ReadonlyMap<string, PrintServiceModule>
  readonly devices: DeviceDirectory
  readonly serverUuid: string
  readonly keeper: SystemKeeper
  /** Whether a device is this server itself, as far as that is known yet. */
  readonly pointsBack: (device: string) => Promise<boolean>
  readonly log: Log
}

/**
 * Collects the queues.
 *
 * @throws PapiError for a declared queue that is not right. One added at run time that is not right any more is left out, and
 * told in the log: a package that was taken out of the configuration must not keep the server from starting.
 */
export async function collectQueues(configuration: Configuration, context: QueuesContext): Promise<Queues> {
  const { modules, devices, serverUuid, keeper, pointsBack, log } = context
  const define = (queue: QueueConfiguration): QueueDefinition => definitionOf(queue, modules, devices, serverUuid)
  const records = await SystemRecords.open({
    keeper,
    declared: configuration.queues.map(define),
    declaredDefault: configuration.default,
    define: ({ name, device }) => define({ name, device, location: '', module: runTimeModule, capabilities: {}, presets: [], constraints: [], options: {}, 'device-options': {} }),
  })
  for (const name of records.shadowed) log.warn(`queue "${name}" was added at run time and is declared in the configuration now: the configuration wins`)
  const queues: OpenQueue[] = []
  for (const { name, module, device } of configuration.queues) {
    if (await pointsBack(device)) throw cyclicalReference(`queue "${name}"`, device)
    const definition = records.definition(name)
    await tryDevice(definition, devices)
    queues.push({ module, definition })
  }
  for (const name of records.added) {
    try {
      const definition = records.definition(name)
      if (await pointsBack(definition.device)) throw cyclicalReference('it', definition.device)
      await devices.open(definition.device, definition.deviceOptions)[Symbol.asyncDispose]()
      queues.push({ module: runTimeModule, definition })
    } catch (error) {
      log.error(`queue "${name}", added at run time, is left out: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { records, queues }
}

function definitionOf(queue: QueueConfiguration, modules: ReadonlyMap<string, PrintServiceModule>, devices: DeviceDirectory, serverUuid: string): QueueDefinition {
  const module = modules.get(queue.module)
  if (module === undefined) throw new PapiError('bad-argument', `queue "${queue.name}": there is no module "${queue.module}"`)
  const options = checkedOptions(`queue "${queue.name}"`, module.queueOptions, queue.options)
  if (module.schemes !== 'any' && !module.schemes.some((scheme) => queue.device.startsWith(`${scheme}:`))) {
    throw new PapiError('bad-argument', `queue "${queue.name}": module ${queue.module} serves ${module.schemes.map((scheme) => `${scheme}:`).join(', ')}, not "${shownDevice(queue.device)}"`)
  }
  return { ...queueDefinition(queue, devices, serverUuid), options }
}

/** Opens a declared queue's device, and lets it go: what is not right of it is told with the queue's name. Modules may have devices of their own. */
async function tryDevice({ name, device, deviceOptions }: QueueDefinition, devices: DeviceDirectory): Promise<void> {
  if (devices.driver(/^[a-z][a-z0-9+.-]*(?=:)/i.exec(device)?.[0].toLowerCase() ?? '') === undefined) return
  try {
    await devices.open(device, deviceOptions)[Symbol.asyncDispose]()
  } catch (error) {
    if (error instanceof PapiError) throw new PapiError(error.code, `queue "${name}": ${error.message}`, { cause: error })
    throw error
  }
}

/** @throws PapiError `bad-argument` that says where an option is not right */
export function checkedOptions(where: string, schema: OptionSchema, given: Options): Options {
  try {
    return readOptions(schema, given)
  } catch (error) {
    if (error instanceof OptionError) throw new PapiError('bad-argument', `${where}: ${error.message}`, { cause: error })
    throw error
  }
}
