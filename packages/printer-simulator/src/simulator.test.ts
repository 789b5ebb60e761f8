import { once } from 'node:events'
import { createHash, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { createPrinterSimulator, type PrinterSimulator } from './index.js'

const dial = (printer: PrinterSimulator): Socket => connect({ host: printer.host, port: printer.port, allowHalfOpen: true })

async function print(printer: PrinterSimulator, octets: Uint8Array): Promise<Buffer> {
  const socket = dial(printer)
  socket.end(octets)
  return buffer(socket)
}

/** How a connection ended: the code of its error, or undefined. */
async function ending(socket: Socket): Promise<string | undefined> {
  let code: string | undefined
  socket.on('error', (error: NodeJS.ErrnoException) => (code = error.code))
  socket.resume()
  await once(socket, 'close', { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  return code
}

describe('a good printer', () => {
  it('keeps what it received, to the octet, then closes', async () => {
    await using printer = await createPrinterSimulator()
    const document = randomBytes(300_000)
    expect((await print(printer, document)).length).toBe(0)
    const job = await printer.job(1)
    expect(Buffer.compare(job.octets, document)).toBe(0)
    expect(job).toMatchObject({ number: 1, size: 300_000, end: 'half-closed', digest: createHash('sha256').update(document).digest('hex') })
    expect(job.endedAt).toBeGreaterThanOrEqual(job.startedAt)
    expect(printer.jobs).toHaveLength(1)
  })

  it('keeps only size and digest if told so', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest' })
    await print(printer, Buffer.from('abc'))
    const job = await printer.job(1)
    expect(job.octets).toHaveLength(0)
    expect(job.digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('writes jobs to a folder', async () => {
    const output = await mkdtemp(join(tmpdir(), 'platen-simulator-'))
    try {
      await using printer = await createPrinterSimulator({ output })
      await print(printer, Buffer.from('one'))
      await print(printer, Buffer.from('two'))
      await printer.job(2)
      expect(await readFile(join(output, 'job-1.prn'), 'utf8')).toBe('one')
      expect(await readFile(join(output, 'job-2.prn'), 'utf8')).toBe('two')
    } finally {
      await rm(output, { recursive: true })
    }
  })

  it('says when a job cannot be written', async () => {
    await using printer = await createPrinterSimulator({ output: join(tmpdir(), 'platen', 'no', 'such', 'folder') })
    await print(printer, Buffer.from('one')).catch(() => undefined)
    const job = await printer.job(1)
    expect(job.end).toBe('unwritten')
    expect(job.error).toMatchObject({ code: 'ENOENT' })
  })

  it('answers on the back channel, in the middle and at the end', async () => {
    await using printer = await createPrinterSimulator({ answers: [{ after: 0, text: 'hello ' }, { after: 3, text: 'three ' }, { after: 'end', text: 'done' }] })
    expect((await print(printer, Buffer.from('abcdef'))).toString()).toBe('hello three done')
  })

  it('tells a sender that went away', async () => {
    await using printer = await createPrinterSimulator()
    const socket = dial(printer)
    socket.write('abc')
    await printer.reached(1, 3)
    socket.resetAndDestroy()
    expect((await printer.job(1)).end).toBe('lost')
  })

  it('ends what is under way when disposed of', async () => {
    const printer = await createPrinterSimulator()
    const socket = dial(printer)
    await printer.reached(1, 0)
    await printer[Symbol.asyncDispose]()
    socket.destroy()
    expect(printer.jobs[0]?.end).toBe('stopped')
    expect(printer.connections).toBe(0)
  })
})

describe('faults', () => {
  it('refuse: until told to listen, and again', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'refuse' }] })
    expect(printer.port).toBeGreaterThan(0)
    expect(await ending(dial(printer))).toBe('ECONNREFUSED')
    const { port } = printer
    await printer.listen()
    expect(printer.port).toBe(port)
    await print(printer, Buffer.from('abc'))
    expect((await printer.job(1)).size).toBe(3)
    await printer.refuse()
    expect(await ending(dial(printer))).toBe('ECONNREFUSED')
  })

  it('busy: refuses for its time, then takes jobs', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0, faults: [{ type: 'busy', forMilliseconds: 150 }] })
    expect(await ending(dial(printer))).toBe('ECONNREFUSED')
    expect(await ask(printer, '')).toBe('status: busy')
    while ((await ask(printer, '')) === 'status: busy') await new Promise((resolve) => setImmediate(resolve))
    await print(printer, Buffer.from('abc'))
    expect((await printer.job(1)).size).toBe(3)
  })

  it('stop-reading: takes bounded octets until told to go on', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 1000 }] })
    const socket = dial(printer)
    socket.end(Buffer.alloc(32 * 1024 * 1024))
    const job = await printer.reached(1, 1000)
    expect(job.size).toBe(1000)
    expect(job.end).toBeUndefined()
    printer.resume()
    expect((await printer.job(1)).size).toBe(32 * 1024 * 1024)
  })

  it('stop() and resume() stop and go on at any time, on every connection', async () => {
    await using printer = await createPrinterSimulator()
    printer.stop()
    const socket = dial(printer)
    socket.write('abc')
    const job = await printer.reached(1, 0)
    await new Promise((resolve) => setImmediate(resolve))
    expect(job.size).toBe(0)
    printer.resume()
    expect((await printer.reached(1, 3)).size).toBe(3)
    socket.destroy()
  })

  it('stop-reading: for its time only', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'stop-reading', afterOctets: 0, forMilliseconds: 50 }] })
    await print(printer, Buffer.from('abc'))
    const { startedAt, endedAt = 0 } = await printer.job(1)
    expect(endedAt - startedAt).toBeGreaterThanOrEqual(45)
  })

  it('reset: breaks the connection after exactly that many octets, for the jobs named', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'reset', afterOctets: 5, jobs: [1] }] })
    const socket = dial(printer)
    socket.write('abcdefgh')
    expect(await ending(socket)).toBe('ECONNRESET')
    expect(await printer.job(1)).toMatchObject({ size: 5, end: 'reset' })
    await print(printer, Buffer.from('abcdefgh'))
    expect(await printer.job(2)).toMatchObject({ size: 8, end: 'half-closed' })
  })

  it('close: at once, before any octet', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'close', afterOctets: 0 }] })
    const socket = dial(printer)
    socket.resume()
    await once(socket, 'end')
    socket.destroy()
    expect(await printer.job(1)).toMatchObject({ size: 0, end: 'closed' })
  })

  it('reset-at-end and never-close: take the whole job first', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'reset-at-end', jobs: [1] }, { type: 'never-close', jobs: [2] }] })
    const first = dial(printer)
    first.end('abc')
    expect(await ending(first)).toBe('ECONNRESET')
    expect(await printer.job(1)).toMatchObject({ size: 3, end: 'half-closed' })
    const second = dial(printer)
    second.end('defg')
    expect(await printer.job(2)).toMatchObject({ size: 4, end: 'half-closed' })
    expect(printer.connections).toBe(1)
    second.destroy()
  })
})

async function ask(printer: PrinterSimulator, question: string): Promise<string> {
  const socket = createSocket('udp4')
  try {
    socket.send(question, printer.statusPort, printer.host)
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(3000) })) as [Buffer]
    return answer.toString()
  } finally {
    socket.close()
  }
}

describe('the status port', () => {
  it('answers an empty datagram and one of CR LF, and nothing else', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    expect(await ask(printer, '')).toBe('status: idle')
    expect(await ask(printer, '\r\n')).toBe('status: idle')
    printer.status = 'PrinterError: out of paper'
    // The other question gets no answer: the one that comes is to the second.
    const socket = createSocket('udp4')
    socket.send('hello', printer.statusPort, printer.host)
    expect(await ask(printer, '')).toBe('PrinterError: out of paper')
    socket.close()
    expect(printer.statusQuestions).toBe(3)
  })
})
