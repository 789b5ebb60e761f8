import { createServer, type AddressInfo, type LookupFunction, type Socket } from 'node:net'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type Delivery } from '@platen/papi'
import { reusedPieces } from '@platen/papi/contract'
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import { afterEach, describe, expect, it } from 'vitest'
import { deliverOverTcp, systemEnvironment } from './deliver.js'
import { dial } from './dial.js'
import { failure, octets, pieces, quick, run } from './delivery.test-support.js'
import { liveBufferOctets } from './live-memory.test-support.js'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

async function printer(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const simulator = await createPrinterSimulator(options)
  open.push(simulator)
  return simulator
}

describe('a good printer', () => {
  it('gets the document octet by octet, then the end of the job', async () => {
    const simulator = await printer()
    const data = octets(1_000_003)
    const one = run(simulator, pieces(data))
    expect(await one.result).toMatchObject({ octets: data.length, reasons: [], message: `127.0.0.1:${simulator.port} took 1000003 octets; it closed the connection` })
    const job = await simulator.job(1)
    expect(Buffer.compare(job.octets, data)).toBe(0)
    expect(job.end).toBe('half-closed')
    expect(one.begun).toBe(1)
    expect(one.progress.at(-1)).toBe(data.length)
    expect(one.reports.map((report) => report.reasons)).toEqual([['connecting-to-device-report'], []])
    expect(simulator.connections).toBe(0)
  })

  it('gets an empty document as an empty job, and no attempt is journaled', async () => {
    const simulator = await printer()
    const one = run(simulator, pieces(new Uint8Array()))
    expect((await one.result).octets).toBe(0)
    expect((await simulator.job(1)).size).toBe(0)
    expect(one.begun).toBe(0)
  })

  it('is heard to the last word, without its control characters', async () => {
    const simulator = await printer({ answers: [{ after: 0, text: 'hello\r\n' }, { after: 'end', text: '%%[ status: \u001b[31mdone ]%%\r\n' }] })
    expect((await run(simulator, pieces(octets(10))).result).message).toContain('it said "%%[ status: \\x1b[31mdone ]%%"')
  })

  it('that floods the back channel neither fills memory nor keeps the job for ever', async () => {
    const flood = 'x'.repeat(1024 * 1024)
    const simulator = await printer({ answers: [{ after: 0, text: flood }, { after: 10, text: flood }], faults: [{ type: 'never-close' }] })
    expect(await run(simulator, pieces(octets(10))).result).toMatchObject({ octets: 10, reasons: ['job-completed-with-warnings'] })
  })

  it('is found behind any of the addresses of its name', async () => {
    const simulator = await printer()
    const lookup: LookupFunction = (_name, _options, callback) => callback(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }])
    const environment = { ...systemEnvironment, dial: (target: Parameters<typeof dial>[0], signal: AbortSignal) => dial({ ...target, lookup }, signal) }
    const one = run({ host: 'printer.example', port: simulator.port }, pieces(octets(10)), {}, environment)
    expect((await one.result).octets).toBe(10)
    expect(one.reports.flatMap((report) => report.message)).toEqual([`connecting to printer.example:${simulator.port}`, `connected to printer.example:${simulator.port}`])
  })

  it.each(['none', 'ctrl-d', 'pjl', 'tbcp'] as const)('gets a document whose pieces share their memory as it is, however slow it is (end-of-job %s)', async (endOfJob) => {
    const simulator = await printer({ faults: [{ type: 'stop-reading', afterOctets: 100_000, forMilliseconds: 60 }] })
    const data = Buffer.concat([Buffer.from('%!PS\n'), octets(12_000_000)])
    for (const document of [pieces(data), reusedPieces(data)]) await run(simulator, document, { endOfJob }, undefined, 'application/postscript').result
    const [fresh, reused] = [await simulator.job(1), await simulator.job(2)]
    expect(reused.size).toBeGreaterThanOrEqual(data.length)
    expect(Buffer.compare(reused.octets, fresh.octets)).toBe(0)
  })

  it('takes 64 MiB while memory stays as it is', async () => {
    const simulator = await printer({ keep: 'digest' })
    const block = octets(64 * 1024)
    const hash = createHash('sha256')
    let most = 0
    async function* stream(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < 1024; at++) {
        // A buffer of its own each time, as a socket would give.
        const chunk = block.slice()
        chunk[0] = at & 0xff
        hash.update(chunk)
        if (at % 128 === 127) most = Math.max(most, liveBufferOctets())
        yield await Promise.resolve(chunk)
      }
    }
    const before = liveBufferOctets()
    const one = run(simulator, stream())
    expect((await one.result).octets).toBe(64 * 1024 * 1024)
    expect((await simulator.job(1)).digest).toBe(hash.digest('hex'))
    expect(most).toBeGreaterThan(0)
    expect(most - before).toBeLessThan(16 * 1024 * 1024)
    // Limited in rate: far fewer reports than pieces.
    expect(one.progress.length).toBeLessThan(50)
    expect(one.progress).toEqual([...one.progress].sort((a, b) => a - b))
  })
})

describe('a printer that cannot be connected to', () => {
  it('is waited for, visibly, and gets the document as soon as it listens', async () => {
    const simulator = await printer({ faults: [{ type: 'refuse' }] })
    const one = run(simulator, pieces(octets(100)))
    await one.reported('connecting-to-device-report')
    while (one.reports.length < 3) await new Promise((resolve) => setImmediate(resolve))
    expect(one.reports[2]?.message).toMatch(/^waiting for 127\.0\.0\.1:\d+ since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ: it refuses connections \(ECONNREFUSED\)$/)
    expect(one.begun).toBe(0)
    await simulator.listen()
    expect((await one.result).octets).toBe(100)
    expect(one.reports.at(-1)?.reasons).toEqual([])
  })

  it('fails the job when the bound is over: unreachable, nothing sent', async () => {
    const simulator = await printer({ faults: [{ type: 'refuse' }] })
    const error = await failure(run(simulator, pieces(octets(100)), { connectBound: 100 }).result)
    expect(error).toMatchObject({ code: 'unreachable', octetsSent: 0 })
    expect(error.message).toMatch(/could not be connected to in 0\.1 s \(\d+ attempts since .*\): it refuses connections/)
  })

  it('is connected to in whatever is left of the time, an odd number of milliseconds as well', async () => {
    const simulator = await printer()
    for (const bound of [1, 25, 101.5]) {
      const socket = await dial({ host: simulator.host, port: simulator.port, bound: bound + 1000 }, new AbortController().signal)
      socket.destroy()
    }
  })

  it('is given up when the job is canceled', async () => {
    const simulator = await printer({ faults: [{ type: 'refuse' }] })
    const one = run(simulator, pieces(octets(100)), { backoff: { first: 60_000, longest: 60_000 } })
    while (one.reports.length < 2) await new Promise((resolve) => setImmediate(resolve))
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled', octetsSent: 0 })
  })

  it('with a name that is not known is waited for too', async () => {
    const unknown: LookupFunction = (name, _options, callback) => callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), '', 4)
    const environment = { ...systemEnvironment, dial: (target: Parameters<typeof dial>[0], signal: AbortSignal) => dial({ ...target, lookup: unknown }, signal) }
    const error = await failure(run({ host: 'printer.example', port: 9100 }, pieces(octets(1)), { connectBound: 50 }, environment).result)
    expect(error.message).toContain('its name is not known (ENOTFOUND)')
  })
})

describe('a printer that stops reading', () => {
  it('is reported, costs bounded octets, and is well again when it goes on', async () => {
    const simulator = await printer({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 1000 }] })
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      const block = new Uint8Array(64 * 1024)
      for (let at = 0; at < 512; at++) {
        given += block.length
        yield await Promise.resolve(block)
      }
    }
    const one = run(simulator, endless())
    const report = await one.reported('timed-out-warning')
    expect(report.message).toContain('takes no data since')
    // What the kernels on both sides hold; the rest is still with the sender.
    const held = given
    expect(held).toBeLessThan(24 * 1024 * 1024)
    await one.reported('timed-out-error')
    expect(given).toBe(held)
    simulator.resume()
    expect((await one.result).octets).toBe(512 * 64 * 1024)
    expect((await simulator.job(1)).size).toBe(512 * 64 * 1024)
    expect(one.reports.at(-1)).toMatchObject({ reasons: [], message: expect.stringContaining('takes data again') as string })
  })

  it('is not taken for one that stands still while no data waits for it: a suspended job says nothing against its printer', async () => {
    const simulator = await printer()
    const due: (() => void)[] = []
    const clock = { now: () => Date.now(), after: (_milliseconds: number, callback: () => void) => (due.push(callback), () => void due.splice(due.indexOf(callback), 1)) }
    const suspended = Promise.withResolvers<undefined>()
    const gate = Promise.withResolvers<undefined>()
    async function* suspendable(): AsyncGenerator<Uint8Array> {
      yield octets(100_000)
      suspended.resolve(undefined)
      await gate.promise
      yield octets(100_000)
    }
    const one = run(simulator, suspendable(), {}, { ...systemEnvironment, clock })
    await suspended.promise
    // However long it takes: no timer of the stall watch runs.
    for (const callback of [...due]) callback()
    expect(one.reports.flatMap((report) => report.reasons.filter((reason) => reason.startsWith('timed-out')))).toEqual([])
    gate.resolve(undefined)
    await simulator.job(1)
    expect(one.reports.flatMap((report) => report.reasons.filter((reason) => reason.startsWith('timed-out')))).toEqual([])
    // Its waits for the end are over when this clock says so.
    const over = new AbortController()
    void one.result.finally(() => over.abort())
    while (!over.signal.aborted) {
      for (const callback of [...due]) callback()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await one.result).octets).toBe(200_000)
  })

  it.runIf(process.platform === 'linux')('with a small document is waited for as well: what it has not acknowledged is not delivered', async () => {
    const simulator = await smallWindow()
    const one = run(simulator, pieces(octets(300_000)), { silence: 50, stall: 100 })
    const taker = await simulator.accepted
    await one.reported('timed-out-error')
    taker.resume()
    expect(await one.result).toMatchObject({ octets: 300_000, reasons: [] })
  })

  it.runIf(process.platform === 'linux')('and is switched off then has lost the document', async () => {
    const simulator = await smallWindow()
    const one = run(simulator, pieces(octets(300_000)))
    const taker = await simulator.accepted
    await one.reported('timed-out-warning')
    taker.resetAndDestroy()
    expect(await failure(one.result)).toMatchObject({ code: 'lost', octetsSent: 300_000 })
  })
})

/** A printer that takes no data, and whose system does not take a small document for it either. */
async function smallWindow(): Promise<{ host: string; port: number; accepted: Promise<Socket> }> {
  const accepted = Promise.withResolvers<Socket>()
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.on('end', () => socket.end())
    accepted.resolve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    [Symbol.asyncDispose]: async () => {
      server.close()
      await accepted.promise.then((socket) => socket.destroy())
    },
  })
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, accepted: accepted.promise }
}

describe('a connection that breaks', () => {
  it('in mid-job: lost, with the octets that may have been taken', async () => {
    const simulator = await printer({ faults: [{ type: 'reset', afterOctets: 100_000 }] })
    const error = await failure(run(simulator, pieces(new Uint8Array(30_000_000))).result)
    expect(error).toMatchObject({ code: 'lost' })
    expect(error.octetsSent).toBeGreaterThanOrEqual(100_000)
    expect(error.message).toMatch(/broke after \d+ octets: .*(ECONNRESET|EPIPE)/)
  })

  it('at once, while the document is slow to come: lost', async () => {
    const simulator = await printer({ faults: [{ type: 'reset', afterOctets: 1 }] })
    const never = Promise.withResolvers<undefined>()
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield octets(5)
      await never.promise
    }
    expect(await failure(run(simulator, slow()).result)).toMatchObject({ code: 'lost', octetsSent: 5 })
  })

  it('by a printer that closes in good order before it has all: lost, not printed', async () => {
    const simulator = await printer({ faults: [{ type: 'close', afterOctets: 0 }] })
    const one = run(simulator, pieces(octets(300_000), 10_000))
    expect(await failure(one.result)).toMatchObject({ code: 'lost' })
  })

  it('by a printer that closes just before the last octets come: lost too', async () => {
    const simulator = await printer({ faults: [{ type: 'close', afterOctets: 10 }] })
    const closed = Promise.withResolvers<undefined>()
    async function* twoParts(): AsyncGenerator<Uint8Array> {
      yield octets(10)
      await closed.promise
      yield octets(20)
    }
    const one = run(simulator, twoParts())
    await simulator.job(1)
    while (simulator.connections > 0) await new Promise((resolve) => setImmediate(resolve))
    closed.resolve(undefined)
    expect(await failure(one.result)).toMatchObject({ code: 'lost' })
  })

  it('after all was taken is not a failed job', async () => {
    const simulator = await printer({ faults: [{ type: 'reset-at-end' }] })
    const data = octets(50_000)
    const result = await run(simulator, pieces(data)).result
    expect(result).toMatchObject({ octets: 50_000, reasons: ['job-completed-with-warnings'] })
    expect(result.message).toContain('reset the connection')
    expect(Buffer.compare((await simulator.job(1)).octets, data)).toBe(0)
  })
})

describe('a printer that closes without having read', () => {
  it('has not taken what its system had acknowledged: the delivery is lost, whenever the reset comes', async () => {
    const simulator = await printer({ faults: [{ type: 'close', afterOctets: 0 }] })
    // Fits into the systems between, and is more than a reader takes at once.
    for (let count = 0; count < 20; count++) expect(await failure(run(simulator, pieces(octets(200_000))).result)).toMatchObject({ code: 'lost' })
  })
})

describe('a printer that never closes', () => {
  it('completes the job when the silence is over: delivered, not known to be printed', async () => {
    const simulator = await printer({ faults: [{ type: 'never-close' }] })
    const result = await run(simulator, pieces(octets(10))).result
    expect(result.reasons).toEqual(['job-completed-with-warnings'])
    expect(result.message).toContain('neither closed the connection nor said anything for 0.15 s')
    expect(result.message).toContain('whether it printed is not known')
  })

  it('is not waited for with waiteof=false', async () => {
    const simulator = await printer({ faults: [{ type: 'never-close' }] })
    const result = await run(simulator, pieces(octets(10)), { waitForClose: false, silence: 60_000 }).result
    expect(result).toMatchObject({ octets: 10, reasons: [], message: expect.stringContaining('its close was not waited for') as string })
    expect(await simulator.job(1)).toMatchObject({ size: 10, end: 'half-closed' })
  })
})

describe('cancel', () => {
  it('in mid-job stops at once, breaks the connection, and says what was sent; the next job starts clean', async () => {
    const simulator = await printer({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 1000, jobs: [1] }] })
    const one = run(simulator, pieces(new Uint8Array(30_000_000)))
    await simulator.reached(1, 1000)
    one.abort.abort()
    const error = await failure(one.result)
    expect(error.code).toBe('canceled')
    expect(error.octetsSent).toBeGreaterThanOrEqual(1000)
    simulator.resume()
    expect((await simulator.job(1)).end).toBe('lost')
    expect((await run(simulator, pieces(octets(7))).result).octets).toBe(7)
    expect(await simulator.job(2)).toMatchObject({ size: 7, end: 'half-closed' })
  })

  it('while the printer prints', async () => {
    const simulator = await printer({ faults: [{ type: 'never-close' }] })
    const one = run(simulator, pieces(octets(10)), { silence: 60_000 })
    await simulator.job(1)
    one.abort.abort()
    expect(await failure(one.result)).toMatchObject({ code: 'canceled', octetsSent: 10 })
  })
})

describe("the document's own errors", () => {
  it('break the connection off and come through unchanged', async () => {
    const simulator = await printer()
    const gone = new Error('the client went away')
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(octets(1000))
      throw gone
    }
    await expect(run(simulator, broken()).result).rejects.toBe(gone)
    expect((await simulator.job(1)).end).toBe('lost')
  })

  it('and those of beforeFirstOctet too: no octet was sent', async () => {
    const simulator = await printer()
    const full = new Error('the journal is full')
    const delivery: Delivery = {
      job: { id: 1, name: 'test', user: 'alice', documentName: '', format: 'application/octet-stream' },
      data: pieces(octets(10)),
      signal: new AbortController().signal,
      beforeFirstOctet: () => Promise.reject(full),
      progress: () => undefined,
      report: () => undefined,
    }
    await expect(deliverOverTcp({ host: simulator.host, port: simulator.port, settings: quick, delivery })).rejects.toBe(full)
    expect((await simulator.job(1)).size).toBe(0)
  })
})
