import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Answer, Exchange, Listener } from '@platen/ipp-listener'
import { afterEach, describe, expect, it } from 'vitest'
import { createIppHandler, type IppHandlerOptions } from './handler.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** A listener that answers with what it read, so that tests see octets go in and come out. */
const echo: Listener = {
  handle: async (exchange) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of exchange.body) chunks.push(chunk)
    return answer(Buffer.concat(chunks))
  },
}
const answer = (body: Uint8Array): Answer => ({ httpStatus: 200, contentType: 'application/ipp', body })

async function serve(listener: Listener, options?: IppHandlerOptions, next?: string): Promise<number> {
  const handler = createIppHandler(listener, options)
  const handle: Parameters<typeof createServer>[1] & object = (request, response) => handler(request, response, next === undefined ? undefined : () => response.end(next))
  const server = createServer(handle)
  server.on('checkContinue', handle)
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

async function send(port: number, { method = 'POST', headers = {}, body = '' }: Sent): Promise<{ response: IncomingMessage; body: string }> {
  const request = httpRequest({ host: '127.0.0.1', port, method, path: '/printers/office?x=1', headers: { 'Content-Type': 'application/ipp', ...headers } })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { response, body: await text(response) }
}

async function raw(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

describe('what the HTTP entry takes', () => {
  it('hands the body to the listener and sends its answer, with its length', async () => {
    const { response, body } = await send(await serve(echo), { body: 'octets' })
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({ 'content-type': 'application/ipp', 'content-length': '6' })
    expect(body).toBe('octets')
  })

  it('tells the listener path, authority and peer', async () => {
    let seen: Exchange | undefined
    const port = await serve({
      handle: (exchange) => {
        seen = exchange
        return Promise.resolve(answer(new Uint8Array()))
      },
    })
    await send(port, { headers: { Host: 'printhost:8631' } })
    expect(seen).toMatchObject({ path: '/printers/office', authority: 'printhost:8631', peer: '127.0.0.1', secure: false })
  })

  it('passes the user that authentication proved', async () => {
    let seen: string | undefined
    const listener: Listener = {
      handle: ({ user }) => {
        seen = user
        return Promise.resolve(answer(new Uint8Array()))
      },
    }
    await send(await serve(listener, { authenticate: () => Promise.resolve('ada') }), {})
    expect(seen).toBe('ada')
  })

  it('refuses another media type: 415 (RFC 8010 section 4.1)', async () => {
    const { response, body } = await send(await serve(echo), { headers: { 'Content-Type': 'application/pdf' }, body: '%PDF' })
    expect(response.statusCode).toBe(415)
    expect(body).toContain('application/ipp')
  })

  it('refuses a content coding, and says where compression goes: 415', async () => {
    const { response, body } = await send(await serve(echo), { headers: { 'Content-Encoding': 'gzip' }, body: 'x' })
    expect(response.statusCode).toBe(415)
    expect(body).toContain('"compression"')
  })

  it('passes other methods on, or refuses them: 405', async () => {
    expect((await send(await serve(echo, {}, 'a page'), { method: 'GET' })).body).toBe('a page')
    const { response } = await send(await serve(echo), { method: 'PUT' })
    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('POST')
  })

  it('refuses a body above the bound: 413', async () => {
    const { response } = await send(await serve(echo, { maximumOctets: 10 }), { body: 'x'.repeat(11) })
    expect(response.statusCode).toBe(413)
  })
})

describe('connections', () => {
  it('answers Expect: 100-continue before the body is sent', async () => {
    const socket = await raw(await serve(echo))
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    socket.write('ok')
    const [second] = (await once(socket, 'data')) as [Buffer]
    expect(second.toString()).toMatch(/^HTTP\/1\.1 200 [\s\S]*ok$/)
    socket.destroy()
  })

  it('refuses before the body where it can: no 100-continue for a wrong media type', async () => {
    const socket = await raw(await serve(echo))
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n')
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 415 /)
    socket.destroy()
  })

  it('reads chunked bodies, and a second request on the same connection', async () => {
    const socket = await raw(await serve(echo))
    let received = ''
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()))
    const one = (body: string) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    socket.write(one('first') + one('second'))
    await expect.poll(() => received).toMatch(/first[\s\S]*second$/)
    socket.destroy()
  })

  it('answers at once when the listener does not want the rest, and goes on with the same connection', async () => {
    const impatient: Listener = {
      handle: async (exchange) => {
        for await (const chunk of exchange.body) return answer(chunk)
        return answer(new Uint8Array())
      },
    }
    const socket = await raw(await serve(impatient))
    let received = ''
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()))
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nContent-Length: 1000005\r\n\r\nearly')
    await expect.poll(() => received).toMatch(/early$/)
    socket.write('x'.repeat(1_000_000))
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nContent-Length: 4\r\n\r\nnext')
    await expect.poll(() => received).toMatch(/next$/)
    socket.destroy()
  })

  it('tells the listener when the client goes away in mid-body', async () => {
    const ended = Promise.withResolvers<unknown>()
    const port = await serve({
      handle: async (exchange) => {
        try {
          return await echo.handle(exchange)
        } catch (error) {
          ended.resolve({ error, aborted: exchange.signal.aborted })
          throw error
        }
      },
    })
    const socket = await raw(port)
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nContent-Length: 100\r\n\r\nhalf')
    socket.destroy()
    expect(await ended.promise).toMatchObject({ aborted: true, error: expect.any(Error) as Error })
  })

  it('takes a client that falls silent in mid-body for gone', async () => {
    const ended = Promise.withResolvers<unknown>()
    const port = await serve(
      {
        handle: async (exchange) => {
          try {
            return await echo.handle(exchange)
          } catch (error) {
            ended.resolve(error)
            throw error
          }
        },
      },
      { silence: 0.05 },
    )
    const socket = await raw(port)
    socket.on('error', () => undefined)
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nContent-Length: 100\r\n\r\nhalf')
    expect(await ended.promise).toMatchObject({ name: 'BodyStalled' })
    socket.destroy()
  })
})

describe('a document behind the answer', () => {
  const giving = (octets: number, data: AsyncIterable<Uint8Array>): Listener => ({ handle: () => Promise.resolve({ ...answer(Buffer.from('head')), document: { octets, data } }) })
  const chunk = Buffer.alloc(65_536, 'x')

  it('follows its octets, and the length counts it', async () => {
    const data = async function* () {
      yield Buffer.from(' and ')
      await Promise.resolve()
      yield Buffer.from('tail')
    }
    const port = await serve(giving(9, data()))
    const { response, body } = await send(port, { body: 'x' })
    expect([response.headers['content-length'], body]).toEqual(['13', 'head and tail'])
  })

  it('is read as fast as the client takes it, and let go when the client goes', async () => {
    let read = 0
    const ended = Promise.withResolvers<undefined>()
    const data = async function* () {
      try {
        for (; ; read += 1) {
          await Promise.resolve()
          yield chunk
        }
      } finally {
        ended.resolve(undefined)
      }
    }
    const port = await serve(giving(2 ** 40, data()))
    const socket = await raw(port)
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/ipp\r\nContent-Length: 1\r\n\r\nx')
    await once(socket, 'readable')
    // What the buffers between take, and no more: it stands still while nobody reads.
    for (let before = -1; before !== read; ) {
      before = read
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(read).toBeLessThan(1000)
    socket.destroy()
    await ended.promise
  })

  it('that breaks off breaks the connection: nobody takes it for whole', async () => {
    const failing = async function* () {
      await Promise.resolve()
      yield chunk
      throw new Error('gone')
    }
    const short = async function* () {
      await Promise.resolve()
      yield chunk
    }
    for (const data of [failing(), short()]) {
      const port = await serve(giving(200_000, data))
      await expect(send(port, { body: 'x' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    }
  })
})
