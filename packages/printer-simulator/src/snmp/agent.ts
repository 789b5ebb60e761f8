/** The printer's SNMP agent, versions 1, 2c and 3: net-snmp answers, from a MIB made anew whenever the printer has changed. */
import { getCiphers } from 'node:crypto'
import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import snmp, { type AgentSocket, type Mib, type TableColumn } from 'net-snmp'
import type { SnmpFault } from '../faults.js'
import type { PrinterModel } from '../model/printer-model.js'
import { readUsm, refusalOf, reportOf, type UsmMessage, type UsmRefusal } from './usm.js'
import type { SnmpUser } from './users.js'
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
  /** What versions 1 and 2c are answered for; left out: they are not answered. */
  readonly community: string | undefined
  /** Whom version 3 is answered for. */
  readonly users: readonly SnmpUser[]
  readonly printer: PrinterModel
  /** The faults now. */
  readonly faults: () => readonly SnmpFault[]
}

/** Opens an agent. @throws Error with the system's code, `EADDRINUSE` say, or for a user with DES where there is none */
export async function openSnmpAgent({ host, port, community, users, printer, faults }: SnmpAgentOptions): Promise<SnmpAgent> {
  if (users.some(({ privacy }) => privacy?.protocol === 'des') && !getCiphers().includes('des-cbc')) throw new Error('OpenSSL 3 keeps DES in its legacy provider: for a user with des start node with --openssl-legacy-provider')
  const transport = isIPv6(host) ? 'udp6' : 'udp4'
  const socket = createSocket(transport)
  socket.bind(port, host)
  await once(socket, 'listening')
  socket.on('error', () => undefined)
  const late = new Set<NodeJS.Timeout>()
  let told = ''
  const refused = new Map<UsmRefusal, number>()
  /** What the library could not do with the question it has. */
  const failures: Error[] = []

  const report = (question: UsmMessage, refusal: UsmRefusal, from: RemoteInfo): void => {
    const count = (refused.get(refusal) ?? 0) + 1
    refused.set(refusal, count)
    const answer = reportOf(question, refusal, count)
    if (answer !== undefined) socket.send(answer, from.port, from.address)
  }
  /** Has the library answer, unless version 3 does not take the question as it is. */
  const take = (message: Buffer, from: RemoteInfo, listener: (message: Buffer, from: RemoteInfo) => void): void => {
    const question = readUsm(message)
    const refusal = question && refusalOf(message, question, users)
    failures.length = 0
    if (question === undefined || refusal === undefined) listener(message, from)
    const final = refusal ?? (failures.some(isDecryption) ? 'decryptionErrors' : undefined)
    if (question !== undefined && final !== undefined) report(question, final, from)
  }

  // The agent would bind a socket by itself, and not tell when or where; this one is bound, and each question passes here first.
  const facade: AgentSocket = {
    on: (event: string, listener: (...values: never[]) => void) => {
      if (event !== 'message') return
      socket.on('message', (message, from) => {
        refresh()
        const met = faults()
        if (met.some(({ type }) => type === 'snmp-never')) return
        const wait = met.find((fault) => fault.type === 'snmp-late')?.forMilliseconds
        const answer = (): void => take(message, from, listener as (message: Buffer, from: RemoteInfo) => void)
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
  const failed = (error: Error | null): void => {
    if (error !== null) failures.push(error)
  }
  const agent = snmp.createAgent({ port: 1, address: host, transport, dgramModule: { createSocket: () => facade } }, failed, mibOf(printer))
  if (community !== undefined) agent.getAuthorizer().addCommunity(community)
  for (const { name, auth, privacy } of users) {
    agent.getAuthorizer().addUser({
      name,
      level: auth === undefined ? snmp.SecurityLevel.noAuthNoPriv : privacy === undefined ? snmp.SecurityLevel.authNoPriv : snmp.SecurityLevel.authPriv,
      ...(auth === undefined ? {} : { authProtocol: snmp.AuthProtocols[auth.protocol], authKey: auth.password }),
      ...(privacy === undefined ? {} : { privProtocol: snmp.PrivProtocols[privacy.protocol], privKey: privacy.password }),
    })
  }

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

/** Whether the library failed for want of the right key: what it decrypted is not even BER, or BER of something else. */
const isDecryption = (error: Error): boolean => 'code' in error && error.code === snmp.ResponseInvalidCode.ECouldNotDecrypt

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
