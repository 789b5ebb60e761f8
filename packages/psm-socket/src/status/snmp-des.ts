/**
 * DES for SNMPv3 (RFC 3414 section 8), which printers of some age have for their only encryption. OpenSSL 3 keeps DES back, but
 * has triple DES: with one key three times, that is DES (FIPS 46-3). The library's own way is replaced where it would fail.
 */
import { createCipheriv, createDecipheriv, getCiphers, randomBytes } from 'node:crypto'
import type NetSnmp from 'net-snmp'
import type { PrivacyAlgorithm, SnmpEngine } from 'net-snmp'

const block = 8
const tripleDes = 'des-ede3-cbc'

/** Whether this Node.js can do DES, in either way. */
export const hasDes = (): boolean => getCiphers().some((cipher) => cipher === tripleDes || cipher === 'des-cbc')

/** Has the library do DES by triple DES, if this Node.js has no DES. */
export function provideDes({ Encryption, PrivProtocols, Authentication }: typeof NetSnmp): void {
  if (getCiphers().includes('des-cbc')) return
  const keys = (password: string, protocol: number, engine: SnmpEngine): { readonly key: Buffer; readonly preIv: Buffer } => {
    const localized = Authentication.passwordToKey(protocol, password, engine.engineID)
    const des = localized.subarray(0, block)
    return { key: Buffer.concat([des, des, des]), preIv: localized.subarray(block, 2 * block) }
  }
  const des: PrivacyAlgorithm = {
    encryptPdu: (pdu, _privacy, password, protocol, engine) => {
      const { key, preIv } = keys(password, protocol, engine)
      const salt = Buffer.concat([Buffer.from([0, 0, 0, 1]), randomBytes(4)])
      const padded = Buffer.concat([pdu, Buffer.alloc((block - (pdu.length % block)) % block)])
      const cipher = createCipheriv(tripleDes, key, xor(preIv, salt)).setAutoPadding(false)
      return { encryptedPdu: Buffer.concat([cipher.update(padded), cipher.final()]), msgPrivacyParameters: salt }
    },
    decryptPdu: (pdu, _privacy, salt, password, protocol, engine) => {
      const { key, preIv } = keys(password, protocol, engine)
      const decipher = createDecipheriv(tripleDes, key, xor(preIv, salt)).setAutoPadding(false)
      return Buffer.concat([decipher.update(pdu), decipher.final()])
    },
  }
  Object.assign(Encryption.algorithms[PrivProtocols['des'] ?? 0] ?? {}, des)
}

const xor = (one: Uint8Array, other: Uint8Array): Uint8Array => one.map((octet, at) => octet ^ (other[at] ?? 0))
