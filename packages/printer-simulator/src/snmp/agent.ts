/** The printer's SNMP agent, versions 1 and 2c: net-snmp answers, from a MIB made anew whenever the printer has changed. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import snmp, { type AgentSocket, type Mib, type TableColumn } from 'net-snmp'
import type { SnmpFault } from '../faults.js'
import type { PrinterModel } from '../model/printer-model.js'
import { scalars, tables, type Syntax } from './objects.js'
import { mibValues } from './values.js'

/** An agent. */
export interface SnmpAgent extends AsyncDisposable {
  /** Its UDP port. */
  readonly port: number
}

/** How an agent is. */
export interface SnmpAgentOptions {
  readonly host: string
  /** 0 for a free one. */
  readonly port: number
  readonly community: string
  readonly printer: PrinterModel
  /** The faults now. */
  readonly faults: () => readonly SnmpFault[]
}

/** Opens an agent. @throws Error with the system's code, `EADDRINUSE` say */
export async function openSnmpAgent({ host, port, community, printer, faults }: SnmpAgentOptions): Promise<SnmpAgent> {
  const transport = isIPv6(host) ? 'udp6' : 'udp4'
  const socket = createSocket(transport)
  socket.bind(port, host)
  await once(socket, 'listening')
  socket.on('error', () => undefined)
  const late = new Set<NodeJS.Timeout>()
  let told = ''

  // The agent would bind a socket by itself, and not tell when or where; this one is bound, and each question passes here first.
  const facade: AgentSocket = {
    on: (event: string, listener: (...values: never[]) => void) => {
      if (event !== 'message') return
      socket.on('message', (message, from) => {
        refresh()
        const met = faults()
        if (met.some(({ type }) => type === 'snmp-never')) return
        const wait = met.find((fault) => fault.type === 'snmp-late')?.forMilliseconds
        const answer = (): void => (listener as (message: Buffer, from: unknown) => void)(message, from)
        if (wait === undefined) {
          answer()
          return
        }
        const timer = setTimeout(() => {
          late.delete(timer)
          answer()
        }, wait)
        late.add(timer)
      })
    },
    bind: () => undefined,
    send: (message, offset, length, toPort, address, callback) => socket.send(message, offset, length, toPort, address, callback),
    close: () => undefined,
    address: () => socket.address(),
  }
  // Errors are questions of other communities and datagrams that are no SNMP: not answered, as the protocol wants it.
  const agent = snmp.createAgent({ port: 1, address: host, transport, dgramModule: { createSocket: () => facade } }, () => undefined, mibOf(printer))
  agent.getAuthorizer().addCommunity(community)

  function refresh(): void {
    // Time goes on without a change: what is asked within the same tick is answered alike.
    const now = `${printer.revision} ${Math.floor(Date.now() / 10)}`
    if (now === told) return
    told = now
    agent.setMib(mibOf(printer))
  }

  return {
    port: socket.address().port,
    [Symbol.asyncDispose]: async () => {
      for (const timer of late) clearTimeout(timer)
      await new Promise<void>((resolve) => socket.close(() => resolve()))
    },
  }
}

const types: Readonly<Record<Syntax, number>> = { integer: snmp.ObjectType.Integer, counter: snmp.ObjectType.Counter, octets: snmp.ObjectType.OctetString, oid: snmp.ObjectType.OID, ticks: snmp.ObjectType.TimeTicks }

/** A MIB with what the printer says now. */
function mibOf(printer: PrinterModel): Mib {
  const mib = snmp.createMib()
  const values = mibValues(printer, Date.now())
  const readOnly = snmp.MaxAccess['read-only']
  for (const { name, oid, syntax } of scalars) {
    mib.registerProvider({ name, type: snmp.MibProviderType.Scalar, oid, scalarType: types[syntax], maxAccess: readOnly })
    mib.setScalarValue(name, values.scalars[name] ?? '')
  }
  for (const { name, oid, indices, columns } of tables) {
    // Indices are no columns of their own to those who read, but the library wants them; their numbers are out of the way.
    const index: TableColumn[] = indices.map((column, at) => ({ number: 1000 + at, name: column, type: types.integer, maxAccess: snmp.MaxAccess['not-accessible'] }))
    const shown = columns.map(([number, column, syntax]): TableColumn => ({ number, name: column, type: types[syntax], maxAccess: readOnly }))
    mib.registerProvider({ name, type: snmp.MibProviderType.Table, oid, maxAccess: snmp.MaxAccess['not-accessible'], tableColumns: [...index, ...shown], tableIndex: indices.map((columnName) => ({ columnName })) })
    for (const row of values.tables[name] ?? []) mib.addTableRow(name, row)
  }
  return mib
}
