/** The part of net-snmp that is used here; the package has no types of its own. */
declare module 'net-snmp' {
  import type { Socket } from 'node:dgram'

  export interface Varbind {
    readonly oid: string
    readonly type: number
    readonly value: unknown
  }

  export interface SessionOptions {
    readonly port?: number
    readonly retries?: number
    readonly timeout?: number
    readonly backoff?: number
    readonly transport?: 'udp4' | 'udp6'
    readonly version?: number
    /** Of version 3. */
    readonly context?: string
    readonly backwardsGetNexts?: boolean
    readonly dgramModule?: { createSocket(transport: 'udp4' | 'udp6'): Socket }
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
    getNext(oids: string[], callback: (error: Error | null, varbinds: Varbind[] | undefined) => void): void
    getBulk(oids: string[], nonRepeaters: number, maxRepetitions: number, callback: (error: Error | null, varbinds: Varbind[][] | undefined) => void): void
    on(event: 'error', listener: (error: unknown) => void): void
    close(): void
  }

  /** Whose keys they are: passwords are made into keys for each engine. */
  export interface SnmpEngine {
    readonly engineID: Buffer
  }

  /** How a protocol of privacy encrypts. */
  export interface PrivacyAlgorithm {
    readonly encryptPdu: (pdu: Buffer, privacy: number, password: string, authentication: number, engine: SnmpEngine) => { readonly encryptedPdu: Buffer; readonly msgPrivacyParameters: Buffer }
    readonly decryptPdu: (pdu: Buffer, privacy: number, parameters: Buffer, password: string, authentication: number, engine: SnmpEngine) => Buffer
  }

  /** An agent: tests have one to ask. */
  export interface Agent {
    getMib(): {
      registerProvider(provider: object): void
      addTableRow(provider: string, row: readonly unknown[]): void
    }
    getAuthorizer(): { addCommunity(community: string): void; addUser(user: User): void }
    close(): void
  }

  interface NetSnmp {
    createAgent(options: { readonly dgramModule?: SessionOptions['dgramModule']; readonly disableAuthorization?: boolean }, callback: (error: Error | null) => void): Agent
    readonly MibProviderType: { readonly Scalar: number; readonly Table: number }
    readonly ObjectType: Readonly<Record<string, number>>
    readonly MaxAccess: Readonly<Record<string, number>>
    createSession(target: string, community: string, options: SessionOptions): Session
    createV3Session(target: string, user: User, options: SessionOptions): Session
    isVarbindError(varbind: Varbind): boolean
    readonly Version1: number
    readonly Version2c: number
    readonly Version3: number
    readonly SecurityLevel: { readonly noAuthNoPriv: number; readonly authNoPriv: number; readonly authPriv: number }
    readonly AuthProtocols: Readonly<Record<string, number>>
    readonly PrivProtocols: Readonly<Record<string, number>>
    readonly ErrorStatus: Readonly<Record<string, number>>
    readonly Encryption: { readonly algorithms: Readonly<Record<number, PrivacyAlgorithm>> }
    readonly Authentication: { passwordToKey(protocol: number, password: string, engineId: Buffer): Buffer }
  }

  const snmp: NetSnmp
  export default snmp
}
