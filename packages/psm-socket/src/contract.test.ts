import { definePrintServiceContract } from '@platen/papi/contract'
import { createSimulatedSink } from '@platen/printer-simulator'
import { psm } from './psm.js'

definePrintServiceContract('socket', async () => ({
  module: psm,
  unspooled: true,
  sink: await createSimulatedSink({ snmpPort: 0 }, ({ uri, snmpPort = 0 }) => `${uri}?snmp=v2c&snmpport=${snmpPort}`),
}))
