import { definePrintServiceContract, type ContractSink } from '@platen/papi/contract'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { psm } from './psm.js'

/** A simulated printer as the contract's sink. */
async function listeningSink(): Promise<ContractSink> {
  const taken: Uint8Array[] = []
  let changed = Promise.withResolvers<undefined>()
  const printer = await createPrinterSimulator({
    onJob: (job) => {
      if (job.end !== 'half-closed') return
      taken.push(job.octets)
      changed.resolve(undefined)
      changed = Promise.withResolvers()
    },
  })
  return {
    deviceUri: printer.uri,
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
    [Symbol.asyncDispose]: () => printer[Symbol.asyncDispose](),
  }
}

definePrintServiceContract('socket', async () => ({ module: psm, unspooled: true, sink: await listeningSink() }))
