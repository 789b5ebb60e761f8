/** A document from an FTP server, as anybody, passive (RFC 959, RFC 2428). RFC 8011 wants `ftp` of servers that print by reference. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { PapiError } from '@platen/papi'
import type { Place } from './places.js'

/**
 * Opens a document. The data connection goes to the address that was checked, whatever the server says: only the port is its to choose.
 *
 * @throws PapiError `document-access-error`
 */
export async function fetchFtp({ url, address, port }: Place, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  const path = decodeURIComponent(url.pathname).replace(/^\//, '')
  if (/[\r\n\0]/.test(path)) throw new PapiError('document-access-error', 'the path holds what FTP cannot carry')
  let control: Socket | undefined
  try {
    control = await opened(address, port, signal)
    const replies = new Replies(control)
    await replies.expect(/^220/)
    if ((await replies.ask('USER anonymous', /^(?:230|331)/)).startsWith('331')) await replies.ask('PASS anonymous@', /^230/)
    await replies.ask('TYPE I', /^200/)
    const passive = await replies.ask('EPSV', /^229/)
    const dataPort = Number(/\(\|\|\|(?<port>\d+)\|\)/.exec(passive)?.groups?.['port'])
    if (!(dataPort > 1023 && dataPort < 65_536)) throw new Error(`"${passive}" names no port`)
    const data = await opened(address, dataPort, signal)
    try {
      await replies.ask(`RETR ${path}`, /^1(?:25|50)/)
    } catch (error) {
      data.destroy()
      throw error
    }
    return received(control, replies, data, url.host)
  } catch (error) {
    control?.destroy()
    throw new PapiError('document-access-error', `"${url.host}" did not give the document: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

async function* received(control: Socket, replies: Replies, data: Socket, host: string): AsyncGenerator<Uint8Array> {
  try {
    yield* data as AsyncIterable<Uint8Array>
    // A data connection that ends says nothing by itself: whether it was the whole document, the control connection says.
    await replies.expect(/^2(?:26|50)/)
  } catch (error) {
    throw new PapiError('document-access-error', `"${host}" did not give the whole document: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  } finally {
    data.destroy()
    control.destroy()
  }
}

async function opened(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, signal })
  await once(socket, 'connect', { signal })
  return socket
}

/** The most a reply may have, in octets. */
const longestReply = 16_384

/** The server's replies, one after another. */
class Replies {
  readonly #socket: Socket
  readonly #chunks: AsyncIterator<Buffer>
  #text = ''

  constructor(socket: Socket) {
    this.#socket = socket
    this.#chunks = (socket as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  }

  async ask(command: string, expected: RegExp): Promise<string> {
    this.#socket.write(`${command}\r\n`)
    return this.expect(expected)
  }

  /** The next reply's last line. @throws Error if it is another than expected */
  async expect(expected: RegExp): Promise<string> {
    for (;;) {
      // A reply of several lines ends with its code and a space.
      const { line } = /^(?<line>\d{3} .*?)\r?\n/m.exec(this.#text)?.groups ?? {}
      if (line !== undefined) {
        this.#text = this.#text.slice(this.#text.indexOf(line) + line.length)
        if (!expected.test(line)) throw new Error(`the server says "${line}"`)
        return line
      }
      const step = await this.#chunks.next()
      if (step.done === true) throw new Error('the server closed the connection')
      this.#text += step.value.toString('latin1')
      if (this.#text.length > longestReply) throw new Error('the server talks too much')
    }
  }
}
