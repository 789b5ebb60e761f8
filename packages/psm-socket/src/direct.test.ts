/** The unspooled print service on real connections: what a service without a memory does with a client and a printer. */
import { createHash } from 'node:crypto'
import {
  Attributes,
  countingJobIds,
  createDeviceDirectory,
  JobState,
  PrinterState,
  type Call,
  type DocumentRequest,
  type Job,
  type ModuleContext,
  type PrintEvent,
  type PrintService,
} from '@platen/papi'
import { createPrinterSimulator, type PrinterSimulator, type SimulatorOptions } from '@platen/printer-simulator'
import { describe, expect, it } from 'vitest'
import { liveBufferOctets } from './live-memory.test-support.js'
import { psm } from './psm.js'

const alice: Call = { caller: { authenticatedUser: 'alice', host: '127.0.0.1', isOperator: false } }
const operator: Call = { caller: { authenticatedUser: 'olga', host: '127.0.0.1', isOperator: true } }
const request = { name: 'report', ticket: new Attributes() }

async function world(options: SimulatorOptions = {}): Promise<AsyncDisposable & { printer: PrinterSimulator; service: Required<PrintService> }> {
  const printer = await createPrinterSimulator(options)
  const context: ModuleContext = {
    queues: [
      {
        ...{ name: 'office', info: 'Office', location: '', makeAndModel: '', uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001' },
        ...{ device: printer.uri, formats: ['application/octet-stream'], capabilities: new Attributes(), options: {}, deviceOptions: { stall: 1 } },
      },
    ],
    options: {},
    dataDirectory: '',
    jobIds: countingJobIds(),
    devices: createDeviceDirectory(psm.devices ?? []),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  const service = (await psm.open(context)) as Required<PrintService>
  return {
    printer,
    service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]()
      await printer[Symbol.asyncDispose]()
    },
  }
}

const documentOf = (data: AsyncIterable<Uint8Array>): DocumentRequest => ({ name: 'report.bin', format: 'application/octet-stream', data })

async function* blocks(count: number, onBlock: (block: Uint8Array) => void = () => undefined): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at++) {
    const block = new Uint8Array(64 * 1024).fill(at)
    onBlock(block)
    yield await Promise.resolve(block)
  }
}

async function seen(service: Required<PrintService>, wanted: (event: PrintEvent) => boolean): Promise<PrintEvent> {
  for await (const event of service.events()) if (wanted(event)) return event
  throw new Error('the events ended')
}

const settled = (job: Promise<Job>): Promise<unknown> => job.catch((error: unknown) => error)

describe('a document goes straight through', () => {
  it('64 MiB, octet by octet, with bounded memory, while progress is told', async () => {
    await using one = await world({ keep: 'digest' })
    const hash = createHash('sha256')
    const before = liveBufferOctets()
    let most = 0
    const progress: number[] = []
    const reading = new AbortController()
    const events = (async () => {
      for await (const event of one.service.events(reading.signal)) if (event.type === 'job-progress') progress.push(event.job.octetsProcessed)
    })()
    const job = await one.service.jobSubmit(alice, 'office', request, documentOf(blocks(1024, (block) => {
      hash.update(block)
      // Every 8 MiB: to collect garbage takes its time.
      if (block[0] === 127 || block[0] === 255) most = Math.max(most, liveBufferOctets())
    })))
    reading.abort()
    await events
    expect(job).toMatchObject({ state: JobState.completed, stateReasons: ['job-completed-successfully'], octets: 67_108_864, octetsProcessed: 67_108_864 })
    expect((await one.printer.job(1)).digest).toBe(hash.digest('hex'))
    expect(most).toBeGreaterThan(0)
    expect(most - before).toBeLessThan(16 * 1024 * 1024)
    expect(progress.at(-1)).toBe(67_108_864)
  })

  it('no faster than the printer takes it', async () => {
    await using one = await world({ keep: 'digest' })
    one.printer.stop()
    let given = 0
    const done = one.service.jobSubmit(alice, 'office', request, documentOf(blocks(512, (block) => (given += block.length))))
    await seen(one.service, (event) => event.type === 'printer-state-changed' && event.printer.stateReasons.includes('timed-out-warning'))
    expect(given).toBeLessThan(24 * 1024 * 1024)
    expect(await one.service.printerQuery(alice, 'office')).toMatchObject({ state: PrinterState.processing, stateReasons: ['timed-out-warning'] })
    const well = seen(one.service, (event) => event.type === 'printer-state-changed' && event.printer.stateReasons.length === 0)
    one.printer.resume()
    await well
    expect(await done).toMatchObject({ state: JobState.completed, octets: 512 * 64 * 1024 })
  })
})

describe('a job is canceled from another connection', () => {
  it('in mid-job: the printer is cut off, the client is told, and the next job is whole', async () => {
    await using one = await world({ keep: 'digest', faults: [{ type: 'stop-reading', afterOctets: 5000, jobs: [1] }] })
    const done = settled(one.service.jobSubmit(alice, 'office', request, documentOf(blocks(512))))
    await one.printer.reached(1, 5000)
    const [job] = await one.service.printerListJobs(alice, {})
    expect(job).toMatchObject({ state: JobState.processing, stateReasons: ['job-outgoing', 'job-streaming'] })
    await one.service.jobCancel(operator, job?.id ?? 0)
    expect(await one.service.jobQuery(alice, job?.id ?? 0)).toMatchObject({ state: JobState.canceled, stateReasons: ['job-canceled-by-operator'] })
    expect(await done).toMatchObject({ name: 'PapiError', code: 'job-canceled' })
    one.printer.resume()
    expect((await one.printer.job(1)).end).toBe('lost')
    expect(await one.service.jobSubmit(alice, 'office', request, documentOf(blocks(2)))).toMatchObject({ state: JobState.completed })
    expect(await one.printer.job(2)).toMatchObject({ size: 131_072, end: 'half-closed' })
  })
})

describe('a client that goes away in mid-document', () => {
  it('by its signal: the job is aborted, the printer cut off, the next job whole', async () => {
    await using one = await world({ keep: 'digest' })
    const gone = new AbortController()
    const never = Promise.withResolvers<undefined>()
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1000)
      await never.promise
    }
    const done = settled(one.service.jobSubmit({ ...alice, signal: gone.signal }, 'office', request, documentOf(slow())))
    await one.printer.reached(1, 1000)
    gone.abort()
    expect(await done).toMatchObject({ name: 'PapiError', code: 'job-canceled' })
    expect((await one.printer.job(1)).end).toBe('lost')
    expect((await one.service.printerListJobs(alice, { which: 'completed' }))[0]).toMatchObject({ state: JobState.aborted, stateReasons: ['aborted-by-system', 'submission-interrupted'] })
    expect(await one.service.jobSubmit(alice, 'office', request, documentOf(blocks(1)))).toMatchObject({ state: JobState.completed })
  })
})

describe('a printer that breaks the connection', () => {
  it('aborts the job: device-error, for part of it may have been printed', async () => {
    await using one = await world({ faults: [{ type: 'reset', afterOctets: 100_000, jobs: [1] }] })
    const error = await settled(one.service.jobSubmit(alice, 'office', request, documentOf(blocks(512))))
    expect(error).toMatchObject({ name: 'PapiError', code: 'device-error', message: expect.stringMatching(/broke after \d+ octets/) as string })
    expect((await one.service.printerListJobs(alice, { which: 'completed' }))[0]).toMatchObject({ state: JobState.aborted })
  })
})

describe('two clients', () => {
  it('print one after the other, never both at once', async () => {
    await using one = await world({ printMilliseconds: 30 })
    const jobs = await Promise.all([1, 2, 3].map((count) => one.service.jobSubmit(alice, 'office', request, documentOf(blocks(count)))))
    expect(jobs.map((job) => job.state)).toEqual(Array(3).fill(JobState.completed))
    expect(one.printer.jobs.map((job) => job.size)).toEqual([65_536, 131_072, 196_608])
    expect(one.printer.mostConnections).toBe(1)
  })
})
