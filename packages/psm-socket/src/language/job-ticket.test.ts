import { attribute, Attributes, collection, createDeviceDirectory, integer, keyword, type Attribute, type Delivery } from '@platen/papi'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { describe, expect, it } from 'vitest'
import { socketDriver } from '../socket-device.js'
import { pjlCarriesOut } from './job-ticket.js'

const directory = createDeviceDirectory([socketDriver])
const exit = '\u001b%-12345X'
const dpi = (crossFeed: number, feed = crossFeed) => ({ kind: 'resolution', tag: 0x32, crossFeed, feed, units: 3 }) as const

/** What comes out at the printer. */
async function printed(ticket: readonly Attribute[], options: Readonly<Record<string, string | boolean>> = { 'end-of-job': 'pjl', 'pjl-reports': false }): Promise<string> {
  await using printer = await createPrinterSimulator()
  await using device = directory.open(printer.uri, options)
  const delivery: Delivery = {
    job: { id: 7, name: 'Minutes', user: 'alice', documentName: '', format: 'application/pdf' },
    ticket: Attributes.of(...ticket),
    data: (async function* () {
      yield await Promise.resolve(Buffer.from('%PDF-1.7 all of it'))
    })(),
    signal: new AbortController().signal,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: () => undefined,
  }
  await device.deliver(delivery)
  return Buffer.from((await printer.job(1)).octets).toString('latin1')
}

const around = (settings: string): string =>
  `${exit}@PJL\r\n@PJL JOB NAME = "7 Minutes"\r\n@PJL SET USERNAME = "alice"\r\n${settings}@PJL ENTER LANGUAGE = PDF\r\n%PDF-1.7 all of it${exit}@PJL\r\n@PJL EOJ NAME = "7 Minutes"\r\n${exit}`

describe("a job's attributes at a printer that reads PJL", () => {
  it.each<[string, readonly Attribute[], string]>([
    ['nothing that was not asked for', [], ''],
    ['sides one-sided', [attribute('sides', keyword('one-sided'))], '@PJL SET DUPLEX = OFF\r\n'],
    ['sides two-sided-long-edge', [attribute('sides', keyword('two-sided-long-edge'))], '@PJL SET DUPLEX = ON\r\n@PJL SET BINDING = LONGEDGE\r\n'],
    ['sides two-sided-short-edge', [attribute('sides', keyword('two-sided-short-edge'))], '@PJL SET DUPLEX = ON\r\n@PJL SET BINDING = SHORTEDGE\r\n'],
    ['copies', [attribute('copies', integer(3))], '@PJL SET COPIES = 3\r\n'],
    ['media', [attribute('media', keyword('iso_a4_210x297mm'))], '@PJL SET PAPER = A4\r\n'],
    ['media-source', [attribute('media-col', collection(Attributes.of(attribute('media-source', keyword('tray-2')))))], '@PJL SET MEDIASOURCE = TRAY2\r\n'],
    ['media-source auto', [attribute('media-col', collection(Attributes.of(attribute('media-source', keyword('auto')))))], ''],
    ['printer-resolution', [attribute('printer-resolution', dpi(600))], '@PJL SET RESOLUTION = 600\r\n'],
  ])('%s, octet by octet', async (_what, ticket, settings) => {
    expect(await printed(ticket)).toBe(around(settings))
  })

  it('are not told to one that does not', async () => {
    expect(await printed([attribute('sides', keyword('two-sided-long-edge'))], {})).toBe('%PDF-1.7 all of it')
  })

  it('are what its device says it carries out, and no others', async () => {
    await using silent = directory.open('socket://127.0.0.1')
    expect(silent.carriesOut).toBeUndefined()
    await using device = directory.open('socket://127.0.0.1', { 'end-of-job': 'pjl' })
    expect(device.carriesOut?.('sides', keyword('two-sided-long-edge'))).toBe(true)
    expect(pjlCarriesOut('media-source', keyword('tray-2'))).toBe(true)
    expect(pjlCarriesOut('media-source', keyword('roll-1'))).toBe(false)
    expect(pjlCarriesOut('printer-resolution', dpi(600))).toBe(true)
    expect(pjlCarriesOut('printer-resolution', dpi(600, 300))).toBe(false)
    expect(pjlCarriesOut('copies', integer(1000))).toBe(false)
    expect(pjlCarriesOut('print-quality', integer(3))).toBe(false)
  })
})
