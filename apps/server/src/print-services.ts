/** Loads the print-service modules that the configuration names and opens them on their queues: step 8 of the flow. */
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createDeviceDirectory, createPrintServiceDirectory, identifiable, loadModule, OptionError, PapiError, readOptions, userOf, type DeviceDirectory, type JobIds, type Log, type OptionSchema, type Options,
  type PrintService, type PrintServiceDirectory, type PrintServiceModule, type QueueDefinition,
} from '@platen/papi'
import { psm as appsocket } from '@platen/psm-appsocket'
import { psm as socket } from '@platen/psm-socket'
import { psm as spool } from '@platen/psm-spool'
import type { Configuration } from './configuration/configuration.js'
import { queueDefinition } from './queue-definition.js'

/** Modules that come with the server. Any other is imported by its package name or path. */
const builtIn: Readonly<Record<string, PrintServiceModule>> = { '@platen/psm-spool': spool, '@platen/psm-socket': socket, '@platen/psm-appsocket': appsocket }

/** What opening needs besides the configuration. */
export interface OpenContext {
  readonly data: string
  /** The folder that module paths in the configuration start from. */
  readonly base: string
  readonly serverUuid: string
  readonly jobIds: JobIds
  readonly log: (module: string) => Log
}

/** Open print services. */
export interface OpenPrintServices extends AsyncDisposable {
  readonly directory: PrintServiceDirectory
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
  const services = new Map<string, PrintService>()
  try {
    for (const specifier of new Set(configuration.queues.map((queue) => queue.module))) {
      const module = modules.get(specifier)
      if (module !== undefined) services.set(specifier, await openModule(module, specifier, configuration, devices, context))
    }
  } catch (error) {
    await closeAll(services.values())
    throw error
  }
  const queues = new Map(configuration.queues.flatMap((queue) => {
    const service = services.get(queue.module)
    return service === undefined ? [] : [[queue.name, service] as const]
  }))
  return { directory: createPrintServiceDirectory(queues, configuration.default), [Symbol.asyncDispose]: () => closeAll(services.values()) }
}

async function openModule(module: PrintServiceModule, specifier: string, configuration: Configuration, devices: DeviceDirectory, context: OpenContext): Promise<PrintService> {
  const queues: QueueDefinition[] = []
  for (const queue of configuration.queues.filter((one) => one.module === specifier)) {
    const options = checkedOptions(`queue "${queue.name}"`, module.queueOptions, queue.options)
    if (module.schemes !== 'any' && !module.schemes.some((scheme) => queue.device.startsWith(`${scheme}:`))) {
      throw new PapiError('bad-argument', `queue "${queue.name}": module ${specifier} serves ${module.schemes.map((scheme) => `${scheme}:`).join(', ')}, not "${queue.device}"`)
    }
    queues.push({ ...queueDefinition(queue, devices, context.serverUuid), options })
  }
  const dataDirectory = join(context.data, 'modules', module.name)
  mkdirSync(dataDirectory, { recursive: true })
  const options = checkedOptions(`module "${specifier}"`, module.options, configuration.modules[specifier] ?? {})
  const log = context.log(module.name)
  const service = await module.open({ queues, options, dataDirectory, jobIds: context.jobIds, devices, log })
  return identifiable(service, {
    onIdentify: ({ printer, actions, message }, { caller }) => log.info(`identify printer "${printer}"`, { printer, actions, message, host: caller.host, user: userOf(caller) }),
  })
}

function checkedOptions(where: string, schema: OptionSchema, given: Options): Options {
  try {
    return readOptions(schema, given)
  } catch (error) {
    if (error instanceof OptionError) throw new PapiError('bad-argument', `${where}: ${error.message}`, { cause: error })
    throw error
  }
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
