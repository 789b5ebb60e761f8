import { createDeviceDirectory, type Delivery } from '@platen/papi'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { describe, expect, it } from 'vitest'
import { socketDriver, type SocketDevice } from './socket-device.js'
import { snmpPrinter } from './status/snmp-agent.test-support.js'

const directory = createDeviceDirectory([socketDriver])

function delivery(text: string): Delivery {
  return {
    job: { id: 1, name: 'test', user: 'alice', documentName: '', format: 'application/octet-stream' },
    data: (async function* () {
      yield await Promise.resolve(Buffer.from(text))
    })(),
    signal: new AbortController().signal,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: () => undefined,
  }
}

describe('a socket device', () => {
  it('delivers to the URI it was opened with', async () => {
    await using printer = await createPrinterSimulator()
    await using device = directory.open(`${printer.uri}?waiteof=true&contimeout=60`)
    expect(device.uri).toBe(printer.uri)
    expect(await device.deliver(delivery('hello'))).toMatchObject({ octets: 5 })
    expect(Buffer.from((await printer.job(1)).octets).toString()).toBe('hello')
  })

  it("goes by the options of its URI and of its queue, the URI's first", async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'never-close' }] })
    await using patient = directory.open(`${printer.uri}?waiteof=true`, { silence: 1 })
    expect((await patient.deliver(delivery('hello'))).message).toContain('for 1 s')
    await using hasty = directory.open(`${printer.uri}?waiteof=false`, { waiteof: true, silence: 60 })
    expect((await hasty.deliver(delivery('hello'))).message).toContain('not waited for')
  })

  it('gives up after contimeout seconds', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'refuse' }] })
    await using device = directory.open(`${printer.uri}?contimeout=1`)
    await expect(device.deliver(delivery('hello'))).rejects.toMatchObject({ name: 'DeviceError', code: 'unreachable' })
  })

  it('ends what it delivers when it is disposed of', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'never-close' }] })
    const device = directory.open(printer.uri)
    const done = device.deliver(delivery('hello'))
    const ended = expect(done).rejects.toMatchObject({ name: 'DeviceError', code: 'canceled' })
    await printer.job(1)
    await device[Symbol.asyncDispose]()
    await ended
  })

  it('waits, visibly, while another device of this process is on the same printer; the wait can be canceled', async () => {
    await using printer = await createPrinterSimulator({ printMilliseconds: 100 })
    await using first = directory.open(printer.uri)
    await using second = directory.open(`${printer.uri}?silence=60`)
    const waits: string[] = []
    const waiting = (signal = new AbortController().signal): Promise<unknown> => second.deliver({ ...delivery('second'), signal, report: ({ reasons, message }) => waits.push(`${reasons.join()} ${message}`) })
    const abort = new AbortController()
    const [ahead, canceled, next] = [first.deliver(delivery('first')), waiting(abort.signal), waiting()]
    expect(waits).toEqual(Array.from({ length: 2 }, () => `connecting-to-device-report waiting for another job on ${printer.uri}`))
    abort.abort()
    await expect(canceled).rejects.toMatchObject({ name: 'DeviceError', code: 'canceled', octetsSent: 0 })
    expect(await ahead).toMatchObject({ octets: 5 })
    expect(await next).toMatchObject({ octets: 6 })
    expect(printer.jobs).toHaveLength(2)
    expect(printer.mostConnections).toBe(1)
  })

  it('tells how the printer is, by SNMP where the queue says so', async () => {
    const agent = await snmpPrinter()
    try {
      await using printer = await createPrinterSimulator()
      expect('status' in directory.open(printer.uri)).toBe(false)
      await using device = directory.open(`${printer.uri}?snmp=v2c&snmpport=${agent.port}`, { community: 'secret' })
      const status = await device.status?.(new AbortController().signal)
      expect(status?.reasons).toEqual(['media-empty-error'])
      expect(status?.message).toMatch(/^Tray \d+ is empty; Tray \d+ is empty; Tray \d+ is empty; and 57 more$/)
      const state = (device as SocketDevice).state()
      expect(state).toMatchObject({ activity: 'stopped', jobReasons: ['printer-stopped', 'resources-are-not-ready'], reachable: 'yes' })
      expect(state.alerts).toHaveLength(60)
      await using deaf = directory.open(`${printer.uri}?snmp=v2c&snmpport=${agent.port}&snmpwait=50&community=wrong`)
      expect(await deaf.status?.(new AbortController().signal)).toBeUndefined()
    } finally {
      agent.close()
    }
  })

  it.each([
    ['socket://printer.example?end-of-job=often', 'option "end-of-job" must be one of none, ctrl-d, pjl, tbcp'],
    ['socket://printer.example?color=true', 'there is no option "color"; known are: waiteof, contimeout, silence, stall'],
    ['socket://printer.example?contimeout=soon', 'option "contimeout" must be a whole number from 0 to 31536000 (seconds)'],
    ['socket://printer.example?waiteof=maybe', 'option "waiteof" must be true or false'],
    ['socket://printer.example/x', 'the path "/x" has no use'],
  ])('refuses %s: bad-argument', (uri, reason) => {
    expect(() => directory.open(uri)).toThrow(expect.objectContaining({ name: 'PapiError', code: 'bad-argument', message: expect.stringContaining(reason) as string }) as Error)
  })
})
