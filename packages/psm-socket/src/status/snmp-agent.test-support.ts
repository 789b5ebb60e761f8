/** For tests: a printer that can be asked by SNMP, on loopback. */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import snmp from 'net-snmp'

/** A socket of a free port of loopback, whatever port it is told. */
function loopback(): Socket {
  const socket = createSocket('udp4')
  const bind = socket.bind.bind(socket)
  return Object.assign(socket, { bind: () => bind(0, '127.0.0.1') })
}

/** An SNMP agent that is a printer out of paper, with 60 alerts. */
export async function snmpPrinter(): Promise<{ port: number; close: () => void }> {
  const socket = loopback()
  const agent = snmp.createAgent({ dgramModule: { createSocket: () => socket } }, () => undefined)
  agent.getAuthorizer().addCommunity('secret')
  agent.getAuthorizer().addUser({ name: 'platen', level: snmp.SecurityLevel.authPriv, authProtocol: snmp.AuthProtocols['sha'], authKey: 'authentic', privProtocol: snmp.PrivProtocols['aes'], privKey: 'private-key' })
  const { Integer, OctetString } = snmp.ObjectType
  const access = { maxAccess: snmp.MaxAccess['read-only'] }
  const table = (name: string, oid: string, columns: readonly (readonly [number, number | undefined])[], indexes: readonly number[]): void =>
    agent.getMib().registerProvider({
      name,
      type: snmp.MibProviderType.Table,
      oid,
      ...access,
      tableColumns: columns.map(([number, type]) => ({ number, name: `${name}${number}`, type, ...access })),
      tableIndex: indexes.map((number) => ({ columnName: `${name}${number}` })),
    })
  table('hrDevice', '1.3.6.1.2.1.25.3.2.1', [[1, Integer], [5, Integer]], [1])
  agent.getMib().addTableRow('hrDevice', [1, 5])
  table('hrPrinter', '1.3.6.1.2.1.25.3.5.1', [[1, Integer], [2, OctetString], [9, Integer]], [9])
  agent.getMib().addTableRow('hrPrinter', [1, Buffer.of(0x40), 1])
  table('prtAlert', '1.3.6.1.2.1.43.18.1.1', [[1, Integer], [2, Integer], [4, Integer], [5, Integer], [7, Integer], [8, OctetString], [99, Integer]], [99, 1])
  for (let index = 1; index <= 60; index++) agent.getMib().addTableRow('prtAlert', [index, 4, 8, index, 808, `Tray ${index} is empty`, 1])
  await once(socket, 'listening')
  return { port: socket.address().port, close: () => agent.close() }
}
