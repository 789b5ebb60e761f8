import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { dial, print, Talk } from '../test/printing.js'
import { createPrinterSimulator } from './index.js'

describe('faults at the end of a job', () => {
  it('close-late: closes when its time is over', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'close-late', forMilliseconds: 60, jobs: [1] }] })
    await using talk = new Talk(printer)
    talk.socket.write('abc')
    talk.socket.end()
    const { endedAt = 0 } = await printer.job(1)
    expect(printer.connections).toBe(1)
    await once(talk.socket, 'end')
    expect(Date.now() - endedAt).toBeGreaterThanOrEqual(55)
  })

  it('ignore-after-end-of-job: takes what follows a Ctrl-D, and does nothing with it', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['postscript'], faults: [{ type: 'ignore-after-end-of-job' }] })
    const said = await print(printer, '\u0004%!\nshowpage\n\u0004%!\nshowpage\n\u0014\u0004')
    expect(said).toBe('\u0004\u0004')
    expect(await printer.job(1)).toMatchObject({ pages: 1, ignored: 14, size: 28, languages: ['postscript'] })
  })

  it('close-at-end-of-job: closes at the Ctrl-D after a document, not at one before it', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['postscript'], faults: [{ type: 'close-at-end-of-job' }] })
    await using talk = new Talk(printer)
    talk.say('\u0004%!\nshowpage\n\u0004')
    await once(talk.socket, 'end')
    expect(await printer.job(1)).toMatchObject({ end: 'closed', size: 14, pages: 1 })
  })
})

describe('faults of the back channel', () => {
  it('garbage: says octets that mean nothing, so many', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'garbage', afterOctets: 2, octets: 300 }] })
    const said = await print(printer, 'abc')
    expect(said).toHaveLength(300)
    expect(said).toContain('\u001b[31m')
    expect((await printer.job(1)).said).toHaveLength(300)
  })

  it('flood: so many octets, through the whole job', async () => {
    await using printer = await createPrinterSimulator({ faults: [{ type: 'flood', afterOctets: 0, octets: 1_000_000 }] })
    await using talk = new Talk(printer)
    talk.say('abc')
    let heard = 0
    for await (const chunk of talk.socket as AsyncIterable<Buffer>) if ((heard += chunk.length) >= 1_000_000) break
    expect(heard).toBe(1_000_000)
  })

  it('flood: without end, as fast as it is read, and data is taken meanwhile', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest', faults: [{ type: 'flood', afterOctets: 0 }] })
    const socket = dial(printer)
    let heard = 0
    const enough = new Promise<void>((resolve) => socket.on('data', (chunk: Buffer) => (heard += chunk.length) > 5_000_000 && resolve()))
    socket.write(Buffer.alloc(1_000_000))
    await enough
    expect((await printer.reached(1, 1_000_000)).size).toBe(1_000_000)
    socket.end()
    await once(socket, 'end')
    expect(await printer.job(1)).toMatchObject({ end: 'half-closed', size: 1_000_000 })
  })

  it('flood: a sender that does not read stops it, not the printer', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest', faults: [{ type: 'flood', afterOctets: 0 }] })
    const socket = dial(printer)
    socket.pause()
    socket.write(Buffer.alloc(1_000_000))
    expect((await printer.reached(1, 1_000_000)).size).toBe(1_000_000)
    socket.destroy()
  })
})

describe('faults set while it runs', () => {
  it('meet the next job', async () => {
    await using printer = await createPrinterSimulator()
    expect(await print(printer, 'abc')).toBe('')
    printer.faults = [{ type: 'garbage', afterOctets: 0, octets: 10 }]
    expect(await print(printer, 'abc')).toHaveLength(10)
    printer.faults = []
    expect(await print(printer, 'abc')).toBe('')
  })
})
