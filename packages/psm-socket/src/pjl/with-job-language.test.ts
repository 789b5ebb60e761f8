import { attribute, Attributes, collection, createDeviceDirectory, integer, keyword, type Attribute, type Delivery } from '@platen/papi'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { describe, expect, it } from 'vitest'
import { socketDriver } from '../socket-device.js'

const directory = createDeviceDirectory([socketDriver])
const uel = '\x1b%-12345X'

interface Printed {
  readonly format?: string
  readonly name?: string
  readonly documentName?: string
  readonly user?: string
  readonly chunks?: readonly string[]
  readonly ticket?: readonly Attribute[]
}

/** What comes out at the printer. */
async function printed({ format = 'application/pdf', name = 'Minutes', documentName = '', user = 'alice', chunks = ['%PDF-1.7 ', 'all of it'], ticket = [] }: Printed, options = { pjl: true }): Promise<string> {
  await using printer = await createPrinterSimulator()
  await using device = directory.open(printer.uri, options)
  const delivery: Delivery = {
    job: { id: 1, name, user, documentName, format },
    ticket: Attributes.of(...ticket),
    data: (async function* () {
      for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk, 'latin1'))
    })(),
    signal: new AbortController().signal,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: () => undefined,
  }
  const { octets } = await device.deliver(delivery)
  const job = Buffer.from((await printer.job(1)).octets).toString('latin1')
  expect(octets).toBe(job.length)
  return job
}

describe('a printer that reads PJL', () => {
  it('gets the job around its document, octet by octet', async () => {
    const job = await printed({ ticket: [attribute('sides', keyword('two-sided-long-edge')), attribute('copies', integer(3))] })
    expect(job).toBe(
      `${uel}@PJL JOB NAME="Minutes"\r\n@PJL SET USERNAME="alice"\r\n@PJL SET COPIES=3\r\n@PJL SET DUPLEX=ON\r\n@PJL SET BINDING=LONGEDGE\r\n@PJL ENTER LANGUAGE=PDF\r\n`
      + `%PDF-1.7 all of it${uel}@PJL EOJ NAME="Minutes"\r\n${uel}`,
    )
  })

  it.each([
    ['one-sided', '@PJL SET DUPLEX=OFF\r\n'],
    ['two-sided-short-edge', '@PJL SET DUPLEX=ON\r\n@PJL SET BINDING=SHORTEDGE\r\n'],
  ])('is told sides %s', async (sides, said) => {
    expect(await printed({ ticket: [attribute('sides', keyword(sides))] })).toContain(`USERNAME="alice"\r\n${said}@PJL ENTER`)
  })

  it.each([
    ['tray-2', '@PJL SET MEDIASOURCE=TRAY2\r\n'],
    ['manual', '@PJL SET MANUALFEED=ON\r\n'],
    ['auto', ''],
  ])('is told media-source %s', async (source, said) => {
    const ticket = [attribute('media-col', collection(Attributes.of(attribute('media-source', keyword(source)))))]
    expect(await printed({ ticket })).toContain(`USERNAME="alice"\r\n${said}@PJL ENTER`)
  })

  it('is told the resolution', async () => {
    const ticket = [attribute('printer-resolution', { kind: 'resolution', tag: 0x32, crossFeed: 600, feed: 600, units: 3 })]
    expect(await printed({ ticket })).toContain('@PJL SET RESOLUTION=600\r\n')
  })

  it.each([
    ['application/postscript', '@PJL ENTER LANGUAGE=POSTSCRIPT\r\n%!'],
    ['application/vnd.hp-PCL', '@PJL ENTER LANGUAGE=PCL\r\n%!'],
    ['image/urf', 'USERNAME="alice"\r\n%!'],
  ])('is told the language of %s, if it has a name', async (format, said) => {
    expect(await printed({ format, chunks: ['%!'] })).toContain(said)
  })

  it('is told names that cannot become commands', async () => {
    const job = await printed({ documentName: 'Über "x"\r\n@PJL RESET\x1b', user: '用户' })
    expect(job).toContain('@PJL JOB NAME="Uber ?x???@PJL RESET?"\r\n@PJL SET USERNAME="??"\r\n')
  })

  it.each([[[`${uel}@PJL JOB\r\nits own`]], [[uel.slice(0, 4), `${uel.slice(4)}@PJL`]], [[uel]]])('gets a document with PJL of its own as it is', async (chunks) => {
    expect(await printed({ format: 'application/octet-stream', chunks })).toBe(chunks.join(''))
  })

  it.each([[['\x1b%', 'text']], [['\x1b']]])('gets a document that only begins like PJL with its own around it', async (chunks) => {
    expect(await printed({ format: 'text/plain', chunks })).toBe(`${uel}@PJL JOB NAME="Minutes"\r\n@PJL SET USERNAME="alice"\r\n${chunks.join('')}${uel}@PJL EOJ NAME="Minutes"\r\n${uel}`)
  })

  it('gets nothing of it unless the queue says so', async () => {
    expect(await printed({ ticket: [attribute('sides', keyword('two-sided-long-edge'))] }, { pjl: false })).toBe('%PDF-1.7 all of it')
    await using device = directory.open('socket://127.0.0.1')
    expect(device.carriesOut).toBeUndefined()
  })
})
