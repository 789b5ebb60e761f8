import { Attributes, JobState } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import type { Call } from './call.js'
import { createDeviceDirectory } from './device-directory.js'
import { loadModule } from './module-loader.js'
import { OptionError } from './options.js'
import { createPrintServiceDirectory } from './print-service-directory.js'
import type { Device, DeviceDriver } from './device.js'
import type { Job, JobFilter } from './job.js'
import type { PrintService } from './print-service.js'

const driver = (scheme: string, uri: string): DeviceDriver => ({
  schemes: [scheme],
  options: {},
  open: (): Device => ({ uri, deliver: () => Promise.reject(new Error('not asked for here')), [Symbol.asyncDispose]: () => Promise.resolve() }),
})

describe('the device directory', () => {
  const directory = createDeviceDirectory([driver('socket', 'first'), driver('socket', 'second'), driver('lpd', 'third')])

  it('opens by scheme, the first driver of a scheme before others', () => {
    expect(directory.open('socket://h').uri).toBe('first')
    expect(directory.schemes).toEqual(['socket', 'lpd'])
  })

  it.each([
    ['usb://h', 'no device for "usb:" (in "usb://h"); known are: socket, lpd'],
    ['printer', '"printer" is not a URI'],
  ])('refuses %s with what is known', (uri, message) => {
    expect(() => directory.open(uri)).toThrow(message)
  })

  it('says which device an option is wrong for', () => {
    const picky = createDeviceDirectory([{ ...driver('socket', ''), open: () => { throw new OptionError('speed', 'there is no option "speed"') } }])
    expect(() => picky.open('socket://h')).toThrow('device "socket://h": there is no option "speed"')
  })
})

describe('the module loader', () => {
  const psm = { name: 'x', schemes: 'any', options: {}, queueOptions: {}, open: () => Promise.reject(new Error('')) }

  it('takes the export psm, or the default export', async () => {
    expect(await loadModule('a', () => Promise.resolve({ psm }))).toBe(psm)
    expect(await loadModule('a', () => Promise.resolve({ default: psm }))).toBe(psm)
  })

  it('says of a package that is not a module why, and of one that is not there too', async () => {
    await expect(loadModule('a', () => Promise.resolve({ default: {} }))).rejects.toThrow('"a" is not a print-service module')
    await expect(loadModule('platen-psm-that-is-not-there')).rejects.toThrow('"platen-psm-that-is-not-there" cannot be loaded')
  })
})

const job = (id: number, state: Job['state'], more: Partial<Job> = {}): Job => ({
  id, printer: 'p', name: '', user: '', host: '', state, stateReasons: [], stateMessage: '', priority: 50, createdAt: 0, octets: 0, octetsProcessed: 0, impressionsCompleted: 0, documents: 0, ticket: new Attributes(), ...more,
})
/** A service that only lists. */
const listing = (jobs: readonly Job[]): PrintService => ({ printerListJobs: (_: Call, { limit }: JobFilter) => Promise.resolve(jobs.slice(0, limit)) }) as Partial<PrintService> as PrintService

describe('the print-service directory', () => {
  it('merges the jobs of several services: printing, pending by priority, held, then finished newest first; their own order kept', async () => {
    const { pending, pendingHeld, processing, completed } = JobState
    const one = listing([job(5, processing), job(9, pending), job(1, pending, { priority: 50 }), job(3, completed, { completedAt: 30 })])
    const other = listing([job(2, pending, { priority: 70 }), job(4, pendingHeld), job(6, completed, { completedAt: 40 }), job(7, completed, { completedAt: 20 })])
    const directory = createPrintServiceDirectory(new Map([['a', one], ['b', other]]))
    const call: Call = { caller: { host: '', isOperator: false } }
    // 9 was promoted by its service: it stays before 1.
    expect((await directory.printerListJobs(call, { which: 'all' })).map(({ id }) => id)).toEqual([5, 2, 9, 1, 4, 6, 3, 7])
    expect((await directory.printerListJobs(call, { which: 'all', offset: 1, limit: 2 })).map(({ id }) => id)).toEqual([2, 9])
  })

  it('has no default without queues, and says which printer is not there', () => {
    const directory = createPrintServiceDirectory(new Map())
    expect(directory.defaultPrinter).toBeUndefined()
    expect(() => directory.forPrinter('office')).toThrow('there is no printer "office" here')
  })

  const service = (): PrintService => ({}) as PrintService

  it('is changed by adding, removing and a default; who has read it keeps what it read', () => {
    const [one, two] = [service(), service()]
    const directory = createPrintServiceDirectory(new Map([['office', one]]))
    const before = directory.printers
    directory.add('lab', two)
    expect([before, directory.printers, directory.forPrinter('lab') === two]).toEqual([['office'], ['office', 'lab'], true])
    expect(() => directory.add('lab', one)).toThrow('there is a printer "lab" already')
    directory.setDefault('lab')
    expect(directory.defaultPrinter).toBe('lab')
    expect(() => directory.setDefault('attic')).toThrow('there is no printer "attic" here')
    directory.remove('lab')
    expect([directory.printers, directory.defaultPrinter]).toEqual([['office'], 'office'])
    expect(() => directory.remove('lab')).toThrow('there is no printer "lab" here')
  })
})
