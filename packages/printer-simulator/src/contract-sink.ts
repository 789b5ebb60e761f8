/** A simulated printer as a contract test of print-service modules needs it: looked into, held up, refusing, out of paper, and saying what goes wrong. */
import { createPrinterSimulator, type PrinterSimulator } from './simulator.js'
import type { SimulatorOptions } from './simulator-options.js'

/** A `ContractSink` of `@platen/papi/contract`. */
export interface SimulatedSink extends AsyncDisposable {
  readonly deviceUri: string
  readonly drivers: readonly []
  readonly octetsToBlock: number
  delivered(count: number): Promise<readonly Uint8Array[]>
  stop(): void
  go(): void
  refuse(): Promise<void>
  accept(): Promise<void>
  outOfPaper(): void
  refilled(): void
  refuseDocument(): void
  cancelAtDevice(): void
}

/** More than the systems of both sides hold between them. */
const octetsToBlock = 24 * 1024 * 1024

/**
 * A simulated printer for `definePrintServiceContract`. A job is delivered when its client has ended it, not when it broke off.
 *
 * @param options - how the printer is, such as `{ snmpPort: 0 }` for one that answers SNMP
 * @param deviceUri - what the module's queues have for their device
 */
export async function createSimulatedSink(options: Omit<SimulatorOptions, 'onConnection' | 'onJob'>, deviceUri: (printer: PrinterSimulator) => string): Promise<SimulatedSink> {
  const taken: Uint8Array[] = []
  /** What it says of every job from now on. */
  let verdict = ''
  let changed = Promise.withResolvers<undefined>()
  const printer = await createPrinterSimulator({
    ...options,
    onConnection: () => {
      if (verdict !== '') queueMicrotask(() => printer.perform({ type: 'say', text: verdict }))
    },
    onJob: (job) => {
      if (job.end !== 'half-closed') return
      taken.push(job.octets)
      changed.resolve(undefined)
      changed = Promise.withResolvers()
    },
  })
  return {
    deviceUri: deviceUri(printer),
    drivers: [],
    octetsToBlock,
    delivered: async (count) => {
      while (taken.length < count) await changed.promise
      return [...taken]
    },
    stop: () => printer.stop(),
    go: () => printer.resume(),
    refuse: () => printer.refuse(),
    accept: () => printer.listen(),
    outOfPaper: () => printer.raise('media-empty'),
    refilled: () => printer.clear(),
    refuseDocument: () => {
      verdict = '%%[ Error: undefined; OffendingCommand: fooo ]%%\r\n%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%\r\n'
    },
    cancelAtDevice: () => {
      verdict = '@PJL USTATUS JOB\r\nCANCELED\r\nPAGES=1\r\n\f'
    },
    [Symbol.asyncDispose]: () => printer[Symbol.asyncDispose](),
  }
}
