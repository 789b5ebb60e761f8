/** Loads the print-service modules that the configuration names and opens them on their queues: step 8 of the flow. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { presetFaults } from '@platen/ipp-listener'
import {
  createDeviceDirectory, createPrintServiceDirectory, identifiable, loadModule, PapiError, userOf, type DeviceDirectory, type JobIds, type Log, type MutablePrintServiceDirectory, type PrintService,
  type PrintServiceModule, type QueueDefinition, type SystemKeeper, type SystemRecords,
} from '@platen/papi'
import { psm as appsocket } from '@platen/psm-appsocket'
import { psm as socket } from '@platen/psm-socket'
import { psm as spool } from '@platen/psm-spool'
import type { Configuration, QueueConfiguration } from './configuration/configuration.js'
import { jobAttributesFrom } from './configuration/job-attributes.js'
import { makeDurableFolder } from './durable-folder.js'
import { checkedOptions, collectQueues, runTimeModule } from './system/queues.js'

/** Modules that come with the server. Any other is imported by its package name or path. */
const builtIn: Readonly<Record<string, PrintServiceModule>> = { '@platen/psm-spool': spool, '@platen/psm-socket': socket, '@platen/psm-appsocket': appsocket }

/** What opening needs besides the configuration. */
export interface OpenContext {
  readonly data: string
  /** The folder that module paths in the configuration start from. */
  readonly base: string
  readonly serverUuid: string
  readonly jobIds: JobIds
  /** Where queues added at run time are kept. */
  readonly keeper: SystemKeeper
  /** Whether a device is this server itself, as far as that is known yet. */
  readonly pointsBack: (device: string) => Promise<boolean>
  readonly log: (module: string) => Log
}

/** Open print services. */
export interface OpenPrintServices extends AsyncDisposable {
  readonly directory: MutablePrintServiceDirectory
  readonly devices: DeviceDirectory
  /** What is declared, added and changed. */
  readonly records: SystemRecords
  /** The service of queues that are added at run time; opened if no queue has needed it yet. */
  readonly runTimeService: () => Promise<PrintService>
}

/**
 * Opens every module that a queue names.
 *
 * @throws PapiError with a sentence for the administrator; what was opened is closed again
 */
export async function openPrintServices(configuration: Configuration, context: OpenContext): Promise<OpenPrintServices> {
  const modules = new Map<string, PrintServiceModule>()
  for (const specifier of new Set([...Object.keys(builtIn), ...configuration.devices, ...configuration.queues.map((queue) => queue.module)])) {
    modules.set(specifier, builtIn[specifier] ?? (await loadModule(specifier, (one) => importFrom(context.base, one))))
  }
  const devices = createDeviceDirectory([...modules.values()].flatMap((module) => module.devices ?? []))
  const { records, queues } = await collectQueues(configuration, { modules, devices, serverUuid: context.serverUuid, keeper: context.keeper, pointsBack: context.pointsBack, log: context.log('queues') })
  const services = new Map<string, PrintService>()
  const open = async (specifier: string): Promise<PrintService> => {
    const module = modules.get(specifier) ?? spool
    const own = queues.filter((queue) => queue.module === specifier).map(({ definition }) => definition)
    const service = services.get(specifier) ?? (await openModule(module, specifier, own, configuration, devices, context))
    services.set(specifier, service)
    return service
  }
  try {
    const served = new Map<string, PrintService>()
    for (const { module, definition } of queues) served.set(definition.name, await open(module))
    for (const queue of configuration.queues) await checkPresets(queue, served.get(queue.name))
    const chosen = records.defaultPrinter
    const defaultPrinter = chosen !== undefined && served.has(chosen) ? chosen : configuration.default
    return { directory: createPrintServiceDirectory(served, defaultPrinter), devices, records, runTimeService: () => open(runTimeModule), [Symbol.asyncDispose]: () => closeAll(services.values()) }
  } catch (error) {
    await closeAll(services.values())
    throw error
  }
}

/** What a queue's module does for its printer only an open one tells. @throws PapiError for a preset that the printer does not carry out */
async function checkPresets({ name, presets }: QueueConfiguration, service: PrintService | undefined): Promise<void> {
  if (presets.length === 0 || service === undefined) return
  const { capabilities } = await service.printerQuery({ caller: { host: '', isOperator: true } }, name)
  for (const preset of presets) {
    const faults = presetFaults(jobAttributesFrom(preset.attributes), capabilities)
    if (faults.length > 0) throw new PapiError('bad-argument', `queue "${name}": preset "${preset.name}": this printer does not do its ${faults.join(', ')}, or not together`)
  }
}

async function openModule(module: PrintServiceModule, specifier: string, queues: readonly QueueDefinition[], configuration: Configuration, devices: DeviceDirectory, context: OpenContext): Promise<PrintService> {
  const dataDirectory = makeDurableFolder(context.data, 'modules', module.name)
  const options = checkedOptions(`module "${specifier}"`, module.options, configuration.modules[specifier] ?? {})
  const log = context.log(module.name)
  const service = await module.open({ queues, options, dataDirectory, jobIds: context.jobIds, devices, log })
  return identifiable(service, {
    onIdentify: ({ printer, actions, message }, { caller }) => log.info(`identify printer "${printer}"`, { printer, actions, message, host: caller.host, user: userOf(caller) }),
  })
}

/** A path starts from the configuration file's folder; a package is looked up there first, then beside the server. */
function importFrom(base: string, specifier: string): Promise<unknown> {
  if (/^[./]/.test(specifier)) return import(new URL(specifier, pathToFileURL(join(base, '/'))).href)
  return import(resolvedFrom(base, specifier) ?? specifier)
}

function resolvedFrom(base: string, specifier: string): string | undefined {
  try {
    return pathToFileURL(createRequire(join(base, 'platen.yaml')).resolve(specifier)).href
  } catch {
    return undefined // not installed there
  }
}

async function closeAll(services: Iterable<PrintService>): Promise<void> {
  const ends = await Promise.allSettled([...services].map((service) => service[Symbol.asyncDispose]()))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}
