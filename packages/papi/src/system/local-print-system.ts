/** The system of one server: changes what its print services serve, and keeps that. */
import type { Call } from '../call.js'
import type { QueueDefinition, QueueDefinitionChanges } from '../module.js'
import type { MutablePrintServiceDirectory } from '../print-service-directory.js'
import type { PrintService } from '../print-service.js'
import type { Printer } from '../printer.js'
import { PapiError } from '../status.js'
import { EventChannel } from '../events.js'
import type { DeviceScheme, PrintSystem, QueueChanges, QueueRequest, SystemChanges, SystemDescription, SystemEvent } from './print-system.js'
import type { SystemRecords } from './system-records.js'

/** What a system is made of. */
export interface PrintSystemSetup {
  readonly records: SystemRecords
  /** Serves the queues that the records know, as far as they could be opened. */
  readonly directory: MutablePrintServiceDirectory
  /** The service that queues added at run time go to; asked for each time one is added. */
  readonly service: () => Promise<PrintService>
  /** Whether a client may set that device. @throws PapiError with a sentence for the client if not */
  readonly checkDevice: (uri: string) => Promise<void>
  readonly deviceSchemes: readonly DeviceScheme[]
  /** The system as it is where nobody has changed it. */
  readonly description: Pick<SystemDescription, 'name' | 'location' | 'info' | 'makeAndModel' | 'uuid' | 'version'>
}

/** Makes the system of a server. */
export function createPrintSystem(setup: PrintSystemSetup): PrintSystem {
  return new LocalPrintSystem(setup)
}

const queueName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/

class LocalPrintSystem implements PrintSystem {
  readonly #setup: PrintSystemSetup
  readonly #events = new EventChannel<SystemEvent>()
  /** Changes are made one after another. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(setup: PrintSystemSetup) {
    this.#setup = setup
  }

  get description(): SystemDescription {
    const { system, configChangedAt, configChanges } = this.#setup.records.state
    return { ...this.#setup.description, ...system, configChangedAt, configChanges }
  }

  get deviceSchemes(): readonly DeviceScheme[] {
    return this.#setup.deviceSchemes
  }

  printerId(printer: string): number | undefined {
    const { ids } = this.#setup.records.state
    return Object.hasOwn(ids, printer) ? ids[printer] : undefined
  }

  printerWithId(id: number): string | undefined {
    return this.#setup.directory.printers.find((name) => this.printerId(name) === id)
  }

  systemModify(call: Call, changes: SystemChanges): Promise<void> {
    return this.#change(call, 'change the system', () => this.#setup.records.changeSystem(changes))
  }

  setDefaultPrinter(call: Call, printer: string): Promise<void> {
    return this.#change(call, 'set the default printer', async () => {
      const { directory, records } = this.#setup
      directory.forPrinter(printer)
      await records.setDefault(printer)
      directory.setDefault(printer)
    })
  }

  printerAdd(call: Call, request: QueueRequest): Promise<Printer> {
    return this.#change(call, `add printer "${request.name}"`, async () => {
      const { directory, records, checkDevice } = this.#setup
      const { name } = request
      if (!queueName.test(name)) throw new PapiError('bad-request', `"${name}" cannot be a printer's name: up to 127 letters, digits, ".", "_" and "-", a letter or digit first`)
      if (directory.printers.includes(name)) throw new PapiError('not-possible', `there is a printer "${name}" already`)
      await checkDevice(request.device)
      const definition = clientsFault(() => records.defined(request))
      const service = await this.#setup.service()
      if (service.printerAdd === undefined) throw new PapiError('operation-not-supported', 'the print service of this server takes no new printers')
      await clientsFault(() => service.printerAdd?.(call, definition))
      try {
        if (request.isPaused === true) await service.printerPause?.(call, name)
        if (request.isRejecting === true) await service.printerDisable?.(call, name)
        await records.add(request)
      } catch (error) {
        await service.printerRemove?.(call, name)
        throw error
      }
      directory.add(name, service)
      return service.printerQuery(call, name)
    })
  }

  printerModify(call: Call, printer: string, changes: QueueChanges): Promise<Printer> {
    return this.#change(call, `change printer "${printer}"`, async () => {
      const { directory, records, checkDevice } = this.#setup
      const service = directory.forPrinter(printer)
      if (service.printerModify === undefined) throw new PapiError('operation-not-supported', `the print service of printer "${printer}" cannot change it`)
      const before = records.definition(printer)
      const device = changes.device === before.device ? undefined : changes.device
      if (device !== undefined) {
        if (records.isDeclared(printer)) throw new PapiError('not-possible', `printer "${printer}" is declared in the server's configuration file; change its device there`)
        await checkDevice(device)
      }
      const { definition, keep } = clientsFault(() => records.changed(printer, { settings: changes.settings, ...(device === undefined ? {} : { device }) }))
      await clientsFault(() => service.printerModify?.(call, printer, changesTo(definition, device !== undefined)))
      try {
        await keep()
      } catch (error) {
        await service.printerModify(call, printer, changesTo(before, device !== undefined))
        throw error
      }
      return service.printerQuery(call, printer)
    })
  }

  printerRemove(call: Call, printer: string): Promise<void> {
    return this.#change(call, `remove printer "${printer}"`, async () => {
      const { directory, records } = this.#setup
      const service = directory.forPrinter(printer)
      if (records.isDeclared(printer)) throw new PapiError('not-possible', `printer "${printer}" is declared in the server's configuration file; take it out there`)
      if (service.printerRemove === undefined) throw new PapiError('operation-not-supported', `the print service of printer "${printer}" cannot remove it`)
      const definition = records.definition(printer)
      // The jobs go first: after a crash here the queue is back, empty, as nobody was told that it is gone.
      await service.printerRemove(call, printer)
      try {
        await records.remove(printer)
      } catch (error) {
        await service.printerAdd?.(call, definition)
        throw error
      }
      directory.remove(printer)
      // What was the default before the removed one was chosen.
      const fallback = records.defaultPrinter
      if (directory.defaultPrinter !== fallback && fallback !== undefined && directory.printers.includes(fallback)) directory.setDefault(fallback)
    })
  }

  #change<T>(call: Call, what: string, work: () => Promise<T>): Promise<T> {
    if (!call.caller.isOperator) return Promise.reject(new PapiError('not-authorized', `only an operator may ${what}`))
    const done = this.#last.then(() => this.#told(work))
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Does some work, and tells if the configuration is another afterwards. */
  async #told<T>(work: () => T | Promise<T>): Promise<T> {
    const before = this.description.configChanges
    try {
      return await work()
    } finally {
      const system = this.description
      if (system.configChanges !== before) this.#events.emit({ type: 'system-config-changed', time: system.configChangedAt, system })
    }
  }

  events(signal?: AbortSignal): AsyncIterable<SystemEvent> {
    return this.#events.read(signal)
  }
}

/** What a service is told of a definition. */
function changesTo(definition: QueueDefinition, withDevice: boolean): QueueDefinitionChanges {
  const { info, location, makeAndModel, capabilities, options, messageFromOperator = '', device, deviceOptions, formats } = definition
  return { info, location, makeAndModel, capabilities, options, messageFromOperator, ...(withDevice ? { device, deviceOptions, formats } : {}) }
}

/** What would be an administrator's mistake in a configuration is the client's here. */
function clientsFault<T>(work: () => T): T {
  const told = (error: unknown): never => {
    if (error instanceof PapiError && error.code === 'bad-argument') throw new PapiError('bad-request', error.message, { cause: error })
    throw error
  }
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(told) as T) : result
  } catch (error) {
    return told(error)
  }
}
