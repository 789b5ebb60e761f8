/** The types of net-snmp's agent and session, as far as they are used here: the library has none. */
declare module 'net-snmp' {
  import type { RemoteInfo } from 'node:dgram'

  /** The socket that an agent is given instead of its own. */
  export interface AgentSocket {
    on(event: 'message', listener: (message: Buffer, from: RemoteInfo) => void): unknown
    on(event: 'error', listener: (error: Error) => void): unknown
    bind(port: number, address: string | null): unknown
    send(message: Buffer, offset: number, length: number, port: number, address: string, callback: (error: Error | null) => void): void
    close(callback?: () => void): unknown
    address(): unknown
  }

  export interface AgentOptions {
    readonly port: number
    readonly address: string
    readonly transport: 'udp4' | 'udp6'
    readonly dgramModule: { createSocket(type: string): AgentSocket }
  }

  export interface ScalarProvider {
    readonly name: string
    readonly type: number
    readonly oid: string
    readonly scalarType: number
    readonly maxAccess: number
  }

  export interface TableColumn {
    readonly number: number
    readonly name: string
    readonly type: number
    readonly maxAccess: number
  }

  export interface TableProvider {
    readonly name: string
    readonly type: number
    readonly oid: string
    readonly maxAccess: number
    readonly tableColumns: readonly TableColumn[]
    readonly tableIndex: readonly { readonly columnName: string }[]
  }

  export type Value = number | string | Buffer

  export interface Mib {
    registerProvider(provider: ScalarProvider | TableProvider): void
    setScalarValue(name: string, value: Value): void
    addTableRow(name: string, row: readonly Value[]): void
  }

  export interface Agent {
    getAuthorizer(): { addCommunity(community: string): void; addUser(user: User): void }
    setMib(mib: Mib): void
    close(callback?: () => void): void
  }

  export interface Varbind {
    readonly oid: string
    readonly type: number
    readonly value: Value
  }

  export interface User {
    readonly name: string
    readonly level: number
    readonly authProtocol?: number | undefined
    readonly authKey?: string
    readonly privProtocol?: number | undefined
    readonly privKey?: string
  }

  export interface Session {
    get(oids: readonly string[], callback: (error: Error | null, varbinds: readonly Varbind[] | undefined) => void): void
    subtree(oid: string, maxRepetitions: number, feed: (varbinds: readonly Varbind[]) => void, done: (error?: Error | null) => void): void
    close(): void
  }

  const snmp: {
    readonly Version1: number
    readonly Version2c: number
    readonly Version3: number
    readonly SecurityLevel: { readonly noAuthNoPriv: number; readonly authNoPriv: number; readonly authPriv: number }
    readonly AuthProtocols: Readonly<Record<string, number>>
    readonly PrivProtocols: Readonly<Record<string, number>>
    readonly ResponseInvalidCode: { readonly ECouldNotDecrypt: number }
    /** `digest` is a part of `message`: it is cleared while the digest is made, and put back. */
    readonly Authentication: { isAuthentic(message: Buffer, protocol: number, password: string, engineId: Buffer, digest: Buffer): boolean }
    readonly ObjectType: { readonly Integer: number; readonly OctetString: number; readonly OID: number; readonly TimeTicks: number; readonly Counter: number }
    readonly MibProviderType: { readonly Scalar: number; readonly Table: number }
    readonly MaxAccess: { readonly 'not-accessible': number; readonly 'read-only': number }
    createAgent(options: AgentOptions, callback: (error: Error | null) => void, mib: Mib): Agent
    createMib(): Mib
    createSession(host: string, community: string, options: { readonly port: number; readonly version: number; readonly timeout?: number; readonly retries?: number }): Session
    createV3Session(host: string, user: User, options: { readonly port: number; readonly timeout?: number; readonly retries?: number }): Session
    isVarbindError(varbind: Varbind): boolean
    varbindError(varbind: Varbind): string
  }
  export default snmp
}
