/** Load on an HTTP server: one request over and over on connections that stay open, each sending the next when it has its answer. */
import { connect } from 'node:net'
import { once } from 'node:events'

/**
 * Sends requests for a while.
 *
 * @param {number} port
 * @param {Uint8Array} octets a whole HTTP request
 * @param {{ connections: number, milliseconds: number }} load
 * @returns {Promise<number>} answers per second
 */
export async function requestsPerSecond(port, octets, load) {
  return (await requestsTimed(port, octets, load)).rate
}

/**
 * The same, with the time that each answer took.
 *
 * @param {number} port
 * @param {Uint8Array} octets a whole HTTP request
 * @param {{ connections: number, milliseconds: number, check?: (body: Uint8Array) => void }} load `check` throws if an answer is not right
 * @returns {Promise<{ rate: number, times: number[] }>} answers per second; milliseconds of each, sorted
 */
export async function requestsTimed(port, octets, { connections, milliseconds, check }) {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port)))
  const begun = performance.now()
  const end = begun + milliseconds
  const times = []
  await Promise.all(clients.map(async (client) => {
    for (let now = performance.now(); now < end; ) {
      const body = await client.ask(octets)
      const then = now
      now = performance.now()
      times.push(now - then)
      check?.(body)
    }
  }))
  const seconds = (performance.now() - begun) / 1000
  for (const client of clients) client.close()
  return { rate: times.length / seconds, times: times.sort((a, b) => a - b) }
}

/** One answer's body. */
export async function answerTo(port, octets) {
  const client = await openClient(port)
  const body = await client.ask(octets)
  client.close()
  return body
}

/** A POST of an IPP message, as octets. */
export function postOf(path, port, message) {
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/ipp\r\nContent-Length: ${message.length}\r\n\r\n`), message])
}

async function openClient(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let answered
  let failed
  let pending = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
    const head = pending.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(pending.subarray(0, head).toString('latin1'))?.[1])
    if (!/^HTTP\/1\.1 200 /.test(pending.subarray(0, 13).toString('latin1')) || Number.isNaN(length)) {
      failed?.(new Error(`not an answer: ${pending.subarray(0, head).toString('latin1')}`))
      return
    }
    if (pending.length < head + 4 + length) return
    const body = pending.subarray(head + 4, head + 4 + length)
    pending = pending.subarray(head + 4 + length)
    answered?.(body)
  })
  socket.on('error', (error) => failed?.(error))
  return {
    ask: (octets) => new Promise((resolve, reject) => {
      answered = resolve
      failed = reject
      socket.write(octets)
    }),
    close: () => socket.destroy(),
  }
}
