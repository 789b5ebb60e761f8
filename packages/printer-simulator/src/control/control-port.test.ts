import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dial, print, uel } from '../../test/printing.js'
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '../index.js'

const start = (options: SimulatorOptions = {}): Promise<PrinterSimulator> => createPrinterSimulator({ controlPort: 0, ...options })

function fetched(printer: PrinterSimulator, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init = body === undefined ? { headers } : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers }
  return fetch(`http://127.0.0.1:${printer.controlPort ?? 0}${path}`, init)
}

async function json(printer: PrinterSimulator, path: string, body?: unknown): Promise<unknown> {
  return (await fetched(printer, path, body)).json()
}

describe('control over HTTP', () => {
  it('shows the printer', async () => {
    await using printer = await start({ statusPort: 0, conditions: ['toner-low'] })
    expect(await json(printer, '/state')).toMatchObject({
      uri: printer.uri,
      statusPort: printer.statusPort,
      activity: 'idle',
      stopped: false,
      conditions: [{ name: 'toner-low' }],
      code: 10_006,
      pageCount: 0,
      trays: [{ name: 'Tray 1', level: 500 }, { name: 'Tray 2', level: 250 }],
      supplies: [{ name: 'Black Toner Cartridge', color: 'black', level: 5 }],
      jobs: 0,
    })
  })

  it('raises and clears conditions', async () => {
    await using printer = await start()
    expect(await json(printer, '/raise', { condition: 'media-empty', tray: 2 })).toMatchObject({ stopped: true, display: 'LOAD PAPER TRAY 2' })
    await json(printer, '/raise', { condition: 'cover-open' })
    expect(printer.conditions.map(({ name }) => name)).toEqual(['cover-open', 'media-empty'])
    expect(await json(printer, '/clear', { condition: 'cover-open' })).toMatchObject({ conditions: [{ name: 'media-empty', tray: 2 }] })
    expect((await fetched(printer, '/clear', '')).status).toBe(200)
    expect(printer.conditions).toEqual([])
  })

  it('does actions, as text and as objects', async () => {
    await using printer = await start()
    await json(printer, '/actions', ['raise media-jam:tray=1', { type: 'level', of: 'supply', number: 1, level: 7 }, { type: 'stop' }])
    expect(printer.conditions).toMatchObject([{ name: 'media-jam', tray: 1 }])
    expect(printer.model.supplies[0]?.level).toBe(7)
    await json(printer, '/actions', JSON.stringify('clear'))
    await json(printer, '/actions', { type: 'resume' })
    await print(printer, 'abc')
    expect((await printer.job(1)).size).toBe(3)
  })

  it('sets faults', async () => {
    await using printer = await start()
    expect(await json(printer, '/faults', ['close:2@1', 'status-never'])).toMatchObject({ faults: [{ type: 'close', afterOctets: 2, jobs: [1] }, { type: 'status-never' }] })
    const socket = dial(printer).on('error', () => undefined)
    socket.write('abc')
    socket.resume()
    expect(await printer.job(1)).toMatchObject({ end: 'closed', size: 2 })
  })

  it('tells of jobs, waits for them, and gives them back to the octet', async () => {
    await using printer = await start({ answers: [{ after: 'end', text: 'thanks' }] })
    const waiting = json(printer, '/jobs/1?wait')
    const job = Buffer.concat([Buffer.from(`${uel}@PJL JOB NAME="a"\r\n@PJL ENTER LANGUAGE=PCL\r\n`, 'latin1'), Buffer.from([0x1b, 0x45, 0, 255, 0x0c])])
    await print(printer, job)
    const told = { number: 1, size: job.length, end: 'half-closed', pages: 1, name: 'a', languages: ['pcl'], digest: printer.jobs[0]?.digest }
    expect(await waiting).toMatchObject(told)
    expect(await json(printer, '/jobs')).toMatchObject([told])
    const octets = await fetched(printer, '/jobs/1/octets')
    expect(octets.headers.get('content-type')).toBe('application/octet-stream')
    expect(Buffer.compare(Buffer.from(await octets.arrayBuffer()), job)).toBe(0)
    expect(await (await fetched(printer, '/jobs/1/said')).text()).toBe('thanks')
  })

  it('gives jobs from their folder if only digests are in memory, and says if they are nowhere', async () => {
    const output = await mkdtemp(join(tmpdir(), 'printer-simulator-'))
    try {
      await using kept = await start({ keep: 'digest', output })
      await print(kept, 'abc')
      await kept.job(1)
      expect(await (await fetched(kept, '/jobs/1/octets')).text()).toBe('abc')
      await using lost = await start({ keep: 'digest' })
      await print(lost, 'abc')
      await lost.job(1)
      expect(await json(lost, '/jobs/1/octets')).toEqual({ error: 'job 1 was not kept: the simulator keeps digests only' })
    } finally {
      await rm(output, { recursive: true })
    }
  })

  it.each([
    ['/nowhere', undefined, 404, 'there is no GET /nowhere; there are GET /state'],
    ['/jobs/1', undefined, 404, 'there is no job 1 yet'],
    ['/jobs/x', undefined, 404, 'jobs have numbers'],
    ['/raise', { condition: 'thirst' }, 400, '"condition" must be one of'],
    ['/raise', { condition: 'media-empty', drawer: 1 }, 400, '"drawer" is not one of'],
    ['/raise', 'nonsense{', 400, 'the body is not JSON'],
    ['/raise', [], 400, 'the body must be a JSON object'],
    ['/actions', { type: 'fly' }, 400, '"type" must be'],
    ['/actions', 'level supply 9 1', 400, 'there is no supply 9'],
    ['/faults', { a: 1 }, 400, 'faults are a list'],
    ['/faults', ['explode'], 400, 'fault "explode" is not one of'],
    ['/raise', 'x'.repeat(70_000), 413, 'at most 65536 octets'],
  ])('refuses %s %j with %i and a reason', async (path, body, status, reason) => {
    await using printer = await start()
    const text = typeof body === 'string' && path === '/actions' ? JSON.stringify(body) : body
    const response = await fetched(printer, path, text)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.stringContaining(reason) as string })
  })

  it('is not for pages in a browser', async () => {
    await using printer = await start()
    expect((await fetched(printer, '/raise', { condition: 'offline' }, { origin: 'http://example.org' })).status).toBe(403)
    expect(printer.conditions).toEqual([])
  })
})

describe('ports that cannot be had', () => {
  it('leave nothing open', async () => {
    await using first = await start({ statusPort: 0, snmpPort: 0 })
    for (const options of [{ controlPort: first.controlPort ?? 0 }, { statusPort: first.statusPort ?? 0 }, { snmpPort: first.snmpPort ?? 0 }, { port: first.port }]) {
      await expect(createPrinterSimulator(options)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    }
  })
})
