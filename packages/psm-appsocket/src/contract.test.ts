import { definePrintServiceContract } from '@platen/papi/contract'
import { createSimulatedSink } from '@platen/printer-simulator'
import { psm } from './psm.js'

definePrintServiceContract('appsocket', async () => ({
  module: psm,
  unspooled: true,
  sink: await createSimulatedSink({ statusPort: 0 }, ({ uri, statusPort = 0 }) => uri.replace('socket:', 'appsocket:').concat(`?statusport=${statusPort}`)),
}))
