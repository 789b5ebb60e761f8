/** IPP requests over node:http. */
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { buffer } from 'node:stream/consumers'
import { attribute, Attributes, charset, decode, encode, GroupTag, mimeMediaType, name, naturalLanguage, uri } from '@platen/ipp-core'

/** A request's octets. */
export const requestOctets = (operation, port, queue, ...more) => requestOf(operation, `ipp://127.0.0.1:${port}/ipp/print/${queue}`, 'bench', ...more)

/** A request of some user's to some URI, as octets. */
export function requestOf(operation, printerUri, user, ...more) {
  return encode({
    version: { major: 2, minor: 0 },
    code: operation,
    requestId: 1,
    groups: [
      {
        tag: GroupTag.operation,
        attributes: Attributes.of(
          attribute('attributes-charset', charset('utf-8')),
          attribute('attributes-natural-language', naturalLanguage('en')),
          attribute('printer-uri', uri(printerUri)),
          attribute('requesting-user-name', name(user)),
          ...more,
        ),
      },
    ],
  })
}

export const octetStream = attribute('document-format', mimeMediaType('application/octet-stream'))

/** Sends a request with a document behind it, and decodes the answer. */
export async function send(port, octets, document = []) {
  const request = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/ipp/print', headers: { 'Content-Type': 'application/ipp', 'Transfer-Encoding': 'chunked' } })
  const answered = new Promise((resolve, reject) => request.once('response', resolve).once('error', reject))
  await pipeline(Readable.from((async function* () { yield octets; yield* document })(), { objectMode: false }), request)
  return decode(await buffer(await answered)).message
}
