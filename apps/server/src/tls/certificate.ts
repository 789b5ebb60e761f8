/** The server's certificate: configured, or self-signed once and kept, so that clients that trusted it go on trusting it. */
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'
import { writeDurableFile } from '../durable-file.js'

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Days that a certificate made here is good for, and days before its end when a new one is made. */
const validity = 3650
const renewal = 30

/**
 * The self-signed certificate of a data directory; made if there is none, or it is about to end.
 *
 * @param names - host names besides the machine's own
 */
export async function ownCertificate(data: string, names: readonly string[]): Promise<Certificate> {
  const files = { cert: join(data, 'tls-certificate.pem'), key: join(data, 'tls-key.pem') }
  if (existsSync(files.cert) && existsSync(files.key)) {
    const known = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') }
    if (new X509Certificate(known.cert).validToDate.getTime() - Date.now() > renewal * 86_400_000) return known
  }
  const made = await selfSigned(names)
  // The key first: a certificate without its key would be kept and be of no use.
  writeDurableFile(files.key, made.key)
  writeDurableFile(files.cert, made.cert)
  return made
}

async function selfSigned(names: readonly string[]): Promise<Certificate> {
  const host = hostname()
  const now = Date.now()
  const all = new Set(['localhost', host, `${host.replace(/\..*$/, '')}.local`, ...names])
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 86_400_000),
    notAfterDate: new Date(now + validity * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...[...all].map((value) => ({ type: 2 as const, value })), { type: 7, ip: '127.0.0.1' }, { type: 7, ip: '::1' }] },
    ],
  })
  return { cert, key }
}
