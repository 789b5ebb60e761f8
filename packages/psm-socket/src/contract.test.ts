import { definePrintServiceContract, type ContractSink } from '@platen/papi/contract'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { psm } from './psm.js'

/** A simulated printer as the contract's sink. */
async function listeningSink(): Promise<ContractSink> {
  const taken: Uint8Array[] = []
  /** What it says of every job from now on. */
  let verdict = ''
  let changed = Promise.withResolvers<undefined>()
  const printer = await createPrinterSimulator({
    snmpPort: 0,
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
    deviceUri: `${printer.uri}?snmp=v2c&snmpport=${printer.snmpPort ?? 0}`,
    drivers: [],
    // More than the systems of both sides hold between them.
    octetsToBlock: 24 * 1024 * 1024,
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

definePrintServiceContract('socket', async () => ({ module: psm, unspooled: true, sink: await listeningSink() }))
