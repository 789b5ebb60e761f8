import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createDeviceDirectory, type Delivery, type Device, type DeviceReport } from '@platen/papi'
import { createPrinterSimulator, parseSnmpUser, type PrinterSimulator } from '@platen/printer-simulator'
import { describe, expect, it } from 'vitest'
import { appsocketDriver, appsocketDriverWith } from './appsocket-device.js'
import { askStatus } from './status-query.js'
import { statusPhrases } from './status-text.js'

const never = new AbortController().signal
const directory = createDeviceDirectory([appsocketDriver])
const deviceOf = (printer: PrinterSimulator, query = ''): Device => directory.open(`appsocket://${printer.host}:${printer.port}?statusport=${printer.statusPort ?? 0}&statuswait=300${query}`)

async function* once1(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(data)
}

function delivery(data: AsyncIterable<Uint8Array>, onReport: (report: DeviceReport) => void = () => undefined): Delivery {
  return {
    job: { id: 1, name: 'test', user: 'alice', documentName: '', format: 'application/octet-stream' },
    data,
    signal: never,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: onReport,
  }
}

describe('askStatus', () => {
  it('gets the one answer', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    expect(await askStatus({ host: printer.host, port: printer.statusPort ?? 0, wait: 2000 }, never)).toBe('status: idle')
    expect(await askStatus({ host: 'localhost', port: printer.statusPort ?? 0, wait: 2000 }, never)).toBe('status: idle')
    expect(printer.statusQuestions).toBe(2)
  })

  it('takes silence, a closed port and an unknown name as not known', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    printer.status = undefined
    expect(await askStatus({ host: printer.host, port: printer.statusPort ?? 0, wait: 60 }, never)).toBeUndefined()
    expect(printer.statusQuestions).toBe(1)
    expect(await askStatus({ host: '127.0.0.1', port: 1, wait: 60 }, never)).toBeUndefined()
    expect(await askStatus({ host: 'no-such-printer.invalid', port: 9101, wait: 60 }, never)).toBeUndefined()
  })

  it('ends with its signal', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    printer.status = undefined
    const abort = new AbortController()
    const asked = askStatus({ host: printer.host, port: printer.statusPort ?? 0, wait: 30_000 }, abort.signal)
    abort.abort()
    expect(await asked).toBeUndefined()
  })

  it.each([
    ["another's address", '127.0.0.2'],
    ['another port of its address', '127.0.0.1'],
  ])('takes no answer from %s', async (_where, elsewhere) => {
    const printer = createSocket('udp4')
    const other = createSocket('udp4')
    printer.bind(0, '127.0.0.1')
    other.bind(0, elsewhere)
    await Promise.all([once(printer, 'listening'), once(other, 'listening')])
    try {
      printer.on('message', (_question, from) => {
        // The forged answer goes out, and arrives, before the true one.
        other.send('PrinterError: out of paper', from.port, from.address, () => printer.send('idle', from.port, from.address))
      })
      expect(await askStatus({ host: '127.0.0.1', port: printer.address().port, wait: 2000 }, never)).toBe('idle')
    } finally {
      printer.close()
      other.close()
    }
  })
})

describe('an appsocket device', () => {
  it('delivers as a socket device does', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    await using device = deviceOf(printer)
    expect(device.uri).toBe(`appsocket://127.0.0.1:${printer.port}`)
    expect(await device.deliver(delivery(once1(Buffer.from('hello'))))).toMatchObject({ octets: 5, reasons: [] })
    expect(Buffer.from((await printer.job(1)).octets).toString()).toBe('hello')
  })

  it('says how the printer is', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    await using device = deviceOf(printer)
    expect(await device.status?.(never)).toEqual({ reasons: [], message: 'it says "status: idle"', activity: 'idle' })
    printer.status = '%%[ PrinterError: out of paper ]%%'
    expect(await device.status?.(never)).toMatchObject({ reasons: ['media-empty-error'], message: 'it says "%%[ PrinterError: out of paper ]%%"', activity: 'stopped' })
    // One lost answer is no news.
    printer.status = undefined
    expect(await device.status?.(never)).toMatchObject({ reasons: ['media-empty-error'] })
  })

  it('knows nothing of a printer that never answered: that is not down', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    printer.status = undefined
    await using device = deviceOf(printer)
    expect(await device.status?.(never)).toBeUndefined()
  })

  it('says what is wrong with its SNMP options, though the printer answers by UDP', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0, snmpPort: 0, snmpUsers: [parseSnmpUser('monitor,sha:authentic')] })
    await using device = deviceOf(printer, `&snmp=v3&snmpuser=monitor&snmplevel=authNoPriv&snmpauthpassword=not-authentic&snmpport=${printer.snmpPort ?? 0}`)
    expect(await device.status?.(never)).toEqual({ reasons: [], message: 'it says "status: idle"', activity: 'idle', complaint: expect.stringContaining('(options snmpauthpassword, snmpauth)') as string })
  })

  it('offers no status where the queue says there is none', () => {
    expect('status' in directory.open('appsocket://printer.example?statusport=0')).toBe(false)
  })

  it('waits for a busy printer, says so in its words, and prints when it is idle', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0, faults: [{ type: 'busy', forMilliseconds: 250 }] })
    await using device = deviceOf(printer)
    const reports: DeviceReport[] = []
    expect((await device.deliver(delivery(once1(Buffer.from('hello')), (report) => reports.push(report)))).octets).toBe(5)
    const waiting = reports.filter((report) => report.message.includes('it says "status: busy"'))
    expect(waiting[0]).toMatchObject({ reasons: ['connecting-to-device-report'], message: expect.stringContaining('it refuses connections (ECONNREFUSED)') as string })
    expect(reports.at(-1)?.reasons).toEqual([])
  })

  it('says in the words of the printer why it stands still', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest', statusPort: 0, faults: [{ type: 'stop-reading', afterOctets: 0 }] })
    printer.status = 'PrinterError: out of paper'
    await using device = deviceOf(printer, '&stall=1')
    const told = Promise.withResolvers<DeviceReport>()
    const done = device.deliver(delivery(once1(new Uint8Array(32 * 1024 * 1024)), (report) => {
      if (report.reasons.includes('media-empty-error') && report.reasons.includes('timed-out-warning')) told.resolve(report)
    }))
    const report = await told.promise
    expect(report.reasons).toEqual(['timed-out-warning', 'media-empty-error'])
    expect(report.message).toContain('takes no data since')
    expect(report.message).toContain('it says "PrinterError: out of paper"')
    printer.resume()
    expect((await done).octets).toBe(32 * 1024 * 1024)
  })

  it.each([
    ['appsocket://printer.example?statusport=x', 'option "statusport" must be a whole number from 0 to 65535'],
    ['appsocket://printer.example?colour=yes', 'there is no option "colour"; known are: waiteof, contimeout, silence, stall, end-of-job, start-mark, pjl-reports, snmp, community, snmpuser, snmplevel, snmpauth, snmpauthpassword, snmppriv, snmpprivpassword, snmpcontext, snmpport, snmpwait, statusport, statuswait'],
    ['appsocket:///', 'names no host'],
  ])('refuses %s with a reason', (uri, reason) => {
    expect(() => directory.open(uri)).toThrow(reason)
  })
})

describe('a table of its own', () => {
  it('reads the words of a printer that nobody knew', async () => {
    await using printer = await createPrinterSimulator({ statusPort: 0 })
    printer.status = 'Papier leer'
    const driver = appsocketDriverWith([{ phrase: /papier leer/i, reason: 'media-empty-error' }, ...statusPhrases])
    await using device = driver.open(new URL(`appsocket://${printer.host}:${printer.port}?statusport=${printer.statusPort ?? 0}`), {})
    expect(await device.status?.(never)).toMatchObject({ reasons: ['media-empty-error'], message: 'it says "Papier leer"' })
  })
})
