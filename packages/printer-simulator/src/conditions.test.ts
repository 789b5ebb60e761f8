import { describe, expect, it } from 'vitest'
import { dial, print, Talk, uel } from '../test/printing.js'
import { createPrinterSimulator } from './index.js'
import { conditionNames, conditionRow } from './model/condition-table.js'
import { parseCondition } from './model/condition.js'
import { PrinterModel } from './model/printer-model.js'

describe('a condition that stops the printer', () => {
  it.each(conditionNames.filter((name) => conditionRow(name).stops))('%s: page data waits until it is cleared', async (condition) => {
    await using printer = await createPrinterSimulator({ conditions: [condition] })
    const socket = dial(printer)
    socket.end('some text')
    expect((await printer.blocked(1)).size).toBe(0)
    printer.clear(condition)
    expect((await printer.job(1)).size).toBe(9)
  })

  it('stops it at exactly the octet that a script says', async () => {
    await using printer = await createPrinterSimulator({ keep: 'digest', script: [{ job: 1, afterOctets: 1234, do: [{ type: 'raise', condition: 'media-jam' }] }] })
    const socket = dial(printer)
    socket.end(Buffer.alloc(1_000_000))
    expect((await printer.blocked(1)).size).toBe(1234)
    expect(printer.conditions).toMatchObject([{ name: 'media-jam' }])
    printer.clear()
    expect((await printer.job(1)).size).toBe(1_000_000)
  })

  it('stops it after exactly the page that a script says', async () => {
    await using printer = await createPrinterSimulator({ script: [{ job: 1, afterPages: 2, do: [{ type: 'raise', condition: 'media-empty', tray: 1 }] }] })
    const socket = dial(printer)
    const pages = '%!\nshowpage\nshowpage\nshowpage\n'
    socket.end(pages)
    expect((await printer.blocked(1)).size).toBe('%!\nshowpage\nshowpage'.length)
    expect(printer.model.pageCount).toBe(2)
    printer.clear('media-empty', { tray: 2 })
    expect(printer.conditions).toHaveLength(1)
    printer.clear('media-empty', { tray: 1 })
    expect((await printer.printed(1, 3)).size).toBeGreaterThan(20)
  })

  it('leaves what is in unprinted: the connection stays until it is cleared', async () => {
    await using printer = await createPrinterSimulator({ pagesPerJob: 2, script: [{ job: 1, afterOctets: 3, do: [{ type: 'raise', condition: 'cover-open' }] }] })
    await using talk = new Talk(printer)
    talk.say('abc')
    talk.socket.end()
    expect(await printer.job(1)).toMatchObject({ end: 'half-closed', pages: 0 })
    await printer.blocked(1)
    expect(printer.connections).toBe(1)
    printer.clear()
    expect((await printer.printed(1, 2)).pages).toBe(2)
  })

  it('does not keep it from answering PJL', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'], conditions: ['media-empty'] })
    expect(await print(printer, `${uel}@PJL INFO STATUS\r\n${uel}`)).toContain('CODE=41100')
  })

  it('and one that does not lets jobs pass', async () => {
    await using printer = await createPrinterSimulator({ conditions: ['toner-low', 'media-low', 'output-area-almost-full', 'power-save'] })
    await print(printer, 'abc')
    expect((await printer.job(1)).size).toBe(3)
  })
})

describe('paper', () => {
  it('runs out after the sheets that are in the trays', async () => {
    await using printer = await createPrinterSimulator({ equipment: { consumesPaper: true, trays: [{ name: 'upper', capacity: 2, level: 1 }, { name: 'lower', capacity: 2 }] } })
    const socket = dial(printer)
    socket.end('\u001bE1\f2\f3\f4\f\u001bE')
    await printer.blocked(1)
    expect(printer.model.trays.map(({ level }) => level)).toEqual([0, 0])
    expect(printer.conditions).toMatchObject([{ name: 'media-empty' }])
    expect(printer.jobs[0]?.pages).toBe(3)
    printer.clear()
    expect((await printer.printed(1, 4)).pages).toBe(4)
    expect(printer.model.trays.map(({ level }) => level)).toEqual([1, 2])
  })
})

describe('the printer model', () => {
  it('has levels that go with its conditions', () => {
    const printer = new PrinterModel({ supplies: [{ name: 'C', color: 'cyan' }, { name: 'K', color: 'black' }, { name: 'Fuser', type: 'fuser' }] })
    printer.raise('toner-low', { supply: 1 })
    expect(printer.supplies.map(({ level }) => level)).toEqual([5, 100, 100])
    printer.raise('toner-empty')
    expect(printer.supplies.map(({ level }) => level)).toEqual([0, 0, 100])
    printer.clear('toner-empty')
    printer.setLevel('supply', 2, 42)
    expect(printer.supplies.map(({ level }) => level)).toEqual([100, 42, 100])
    expect(() => printer.setLevel('tray', 3, 1)).toThrow('there is no tray 3')
  })

  it('tells those who listen of every change, until they stop', () => {
    const printer = new PrinterModel()
    let changes = 0
    const stop = printer.onChange(() => changes++)
    printer.raise('offline')
    printer.raise('offline', { code: 10_014 })
    expect(printer.conditions).toHaveLength(1)
    expect(printer.status.code).toBe(10_014)
    expect(printer.clear('media-jam')).toBe(false)
    expect(printer.clear('offline')).toBe(true)
    expect(changes).toBe(3)
    stop()
    printer.raise('offline')
    expect(changes).toBe(3)
  })

  it('reads conditions from text', () => {
    expect(parseCondition('media-jam:tray=2:code=44099:display=OPEN REAR DOOR')).toEqual({ name: 'media-jam', detail: { tray: 2, code: 44_099, display: 'OPEN REAR DOOR' } })
    expect(() => parseCondition('media-jam:tray=x')).toThrow('"tray=x" is not one of')
    expect(() => parseCondition('toString')).toThrow('condition "toString" is not one of')
  })
})
