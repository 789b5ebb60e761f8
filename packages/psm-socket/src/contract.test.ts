import type { PrintService, PrintServiceModule } from '@platen/papi'
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

/**
 * The contract awaits jobSubmit while a printer is paused, and expects an added document to wait for jobCommit: both take
 * a spool. What a service without one does there is tested in direct.test.ts.
 */
const unspooled: PrintServiceModule = {
  ...psm,
  open: async (context) => {
    const service = await psm.open(context)
    const hidden: readonly (string | symbol)[] = ['printerPause', 'printerResume', 'jobCreate', 'jobStreamAdd', 'jobCommit'] satisfies (keyof PrintService)[]
    return new Proxy(service, {
      get: (target, name) => {
        if (hidden.includes(name)) return undefined
        const member: unknown = Reflect.get(target, name)
        return typeof member === 'function' ? (member.bind(target) as unknown) : member
      },
    })
  },
}

definePrintServiceContract('socket', async () => ({ module: unspooled, sink: await listeningSink() }))
