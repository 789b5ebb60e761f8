import { describe, expect, it } from 'vitest'
import { dial, print, Talk, uel } from '../test/printing.js'
import { createPrinterSimulator, type SimulatorOptions } from './index.js'

const speaking: SimulatorOptions = { speaks: ['postscript'] }
const flushing = '%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%\r\n'

describe('a printer that speaks PostScript', () => {
  it('answers Ctrl-T with its status: idle, busy, or what is wrong', async () => {
    await using printer = await createPrinterSimulator(speaking)
    expect(await print(printer, '\u0014')).toBe('%%[ status: idle ]%%\r\n')
    expect(await print(printer, '%!\n\u0014')).toBe('%%[ status: busy; source: network ]%%\r\n')
    printer.raise('media-empty')
    expect(await print(printer, '\u0014')).toBe('%%[ status: PrinterError: out of paper ]%%\r\n')
    printer.clear()
    printer.raise('warming-up')
    expect(await print(printer, '\u0014')).toBe('%%[ status: initializing ]%%\r\n')
  })

  it.each([
    ['media-empty', 'out of paper'],
    ['cover-open', 'cover open'],
    ['media-jam', 'paper jam'],
    ['media-needed', 'manual feed'],
    ['toner-empty', 'out of toner'],
  ] as const)('tells %s when a job meets it', async (condition, words) => {
    await using printer = await createPrinterSimulator({ ...speaking, conditions: [condition] })
    await using talk = new Talk(printer)
    talk.say('%!\nshowpage\n')
    await talk.hears(/ \]%%\r\n$/)
    expect(talk.heard).toBe(`%%[ PrinterError: ${words} ]%%\r\n`)
    printer.clear()
    expect(await talk.ends()).toBe(`%%[ PrinterError: ${words} ]%%\r\n`)
    expect((await printer.job(1)).pages).toBe(1)
  })

  it('tells toner low in mid-job, and prints on', async () => {
    await using printer = await createPrinterSimulator({ ...speaking, script: [{ job: 1, afterPages: 1, do: [{ type: 'raise', condition: 'toner-low' }] }] })
    expect(await print(printer, '%!\nshowpage\nshowpage\n')).toBe('%%[ PrinterError: toner low ]%%\r\n')
    expect((await printer.job(1)).pages).toBe(2)
  })

  it('fails at a trigger, throws the rest away to the Ctrl-D, and prints the next', async () => {
    await using printer = await createPrinterSimulator(speaking)
    const said = await print(printer, '%!\nshowpage\n%%Simulate: error undefined foo\nshowpage\nshowpage\n\u0004%!\nshowpage\n\u0004')
    expect(said).toBe(`%%[ Error: undefined; OffendingCommand: foo ]%%\r\n${flushing}\u0004\u0004`)
    expect(await printer.job(1)).toMatchObject({ pages: 2, failures: ['undefined in foo'] })
  })

  it('fails when the script says so', async () => {
    await using printer = await createPrinterSimulator({ ...speaking, script: [{ job: 1, afterOctets: 5, do: [{ type: 'postscript-error', error: 'limitcheck', command: 'image' }] }] })
    expect(await print(printer, '%!\n%%\nshowpage')).toBe(`%%[ Error: limitcheck; OffendingCommand: image ]%%\r\n${flushing}`)
    expect((await printer.job(1)).pages).toBe(0)
  })

  it('does other things at triggers, and fails at one it cannot read', async () => {
    await using printer = await createPrinterSimulator(speaking)
    const socket = dial(printer)
    socket.end('%!\n%%Simulate: raise media-jam:tray=2\nshowpage\n')
    await printer.blocked(1)
    expect(printer.conditions).toMatchObject([{ name: 'media-jam', tray: 2 }])
    printer.clear()
    expect(await print(printer, '%!\n%%Simulate: fly\n')).toContain('Error: syntaxerror; OffendingCommand: %%Simulate:')
  })

  it('is interrupted by Ctrl-C', async () => {
    await using printer = await createPrinterSimulator(speaking)
    expect(await print(printer, '%!\nshowpage\n\u0003showpage\n\u0004')).toBe(`%%[ Error: interrupt; OffendingCommand: --interrupt-- ]%%\r\n${flushing}\u0004`)
    expect(await printer.job(1)).toMatchObject({ pages: 1, failures: ['interrupt'] })
  })

  it('tells that a job has left the server loop', async () => {
    await using printer = await createPrinterSimulator(speaking)
    expect(await print(printer, '%!\nserverdict begin 0 exitserver\n')).toBe('%%[ exitserver: permanent state may be changed ]%%\r\n')
  })

  it('takes what TBCP quotes for data', async () => {
    await using printer = await createPrinterSimulator(speaking)
    expect(await print(printer, '\u0001M%!\n(\u0001D\u0001T\u0001C) showpage\n\u0004')).toBe('\u0004')
    expect((await printer.job(1)).pages).toBe(1)
  })

  it('has both languages if it is to', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl', 'postscript'] })
    const said = await print(printer, `${uel}@PJL USTATUS JOB=ON\r\n@PJL JOB\r\n@PJL ENTER LANGUAGE=POSTSCRIPT\r\n%!PS-Adobe-3.0\n%%Page: 1 1\n\u0014\u0004${uel}@PJL EOJ\r\n${uel}`)
    expect(said).toBe('@PJL USTATUS JOB\r\nSTART\r\n\f%%[ status: busy; source: network ]%%\r\n\u0004@PJL USTATUS JOB\r\nEND\r\nPAGES=1\r\n\f')
  })
})
