import { describe, expect, it } from 'vitest'
import { print, Talk } from '../test/printing.js'
import { createPrinterSimulator, firstDifference, parseAction, parseScript } from './index.js'
import { readAction } from './action.js'

describe('a script', () => {
  it('is read from JSON', () => {
    const script = {
      faults: ['reset:1000@1'],
      steps: [
        { job: 1, afterOctets: 500, do: ['raise media-empty:tray=2', { type: 'say', text: 'hm' }] },
        { job: 2, do: 'clear' },
        { job: 2, atEnd: true, do: 'refuse' },
        { afterPages: 3, do: 'stop' },
        { afterPages: 3, job: 4, do: 'resume' },
        { afterMilliseconds: 100, do: 'listen' },
      ],
    }
    expect(parseScript(JSON.stringify(script))).toEqual({
      faults: [{ type: 'reset', afterOctets: 1000, jobs: [1] }],
      steps: [
        { job: 1, afterOctets: 500, do: [{ type: 'raise', condition: 'media-empty', tray: 2 }, { type: 'say', text: 'hm' }] },
        { job: 2, afterOctets: 0, do: [{ type: 'clear', condition: 'all' }] },
        { job: 2, atEnd: true, do: [{ type: 'refuse' }] },
        { afterPages: 3, do: [{ type: 'stop' }] },
        { afterPages: 3, job: 4, do: [{ type: 'resume' }] },
        { afterMilliseconds: 100, do: [{ type: 'listen' }] },
      ],
    })
  })

  it.each([
    ['{', 'JSON'],
    ['[]', 'a script is an object'],
    ['{"step":[]}', 'not "step"'],
    ['{"steps":{}}', '"steps" must be a list'],
    ['{"faults":["explode"]}', 'faults[0]: fault "explode"'],
    ['{"faults":[1]}', 'faults[0]: a fault is a text'],
    ['{"steps":[{"do":"stop"}]}', 'steps[0]: a step says when'],
    ['{"steps":[{"job":1}]}', 'steps[0]: an action is a text or an object'],
    ['{"steps":[{"job":1,"when":2,"do":"stop"}]}', 'steps[0]: "when" is not one of'],
    ['{"steps":[{"job":1,"do":"fly"}]}', 'steps[0]: "fly" is not one of: raise'],
    ['{"steps":[7]}', 'steps[0]: a step is an object'],
  ])('%s is refused with a reason', (json, reason) => {
    expect(() => parseScript(json)).toThrow(reason)
  })

  it('is run: at octets, at the end, after pages and after a time', async () => {
    await using printer = await createPrinterSimulator({
      script: [
        { job: 1, afterOctets: 0, do: [{ type: 'say', text: 'begin ' }] },
        { job: 1, afterOctets: 3, do: [{ type: 'say', text: 'three ' }] },
        { job: 1, atEnd: true, do: [{ type: 'say', text: 'end' }] },
        { afterPages: 2, do: [{ type: 'raise', condition: 'toner-low' }] },
        { afterMilliseconds: 0, do: [{ type: 'raise', condition: 'media-low' }] },
      ],
    })
    expect(printer.conditions.map(({ name }) => name)).toEqual(['media-low'])
    expect(await print(printer, '\u001bE1\f')).toBe('begin three end')
    expect(await print(printer, '\u001bE2\f')).toBe('')
    expect(printer.conditions.map(({ name }) => name)).toEqual(['toner-low', 'media-low'])
  })

  it('clears what it raised when its time has come', async () => {
    await using printer = await createPrinterSimulator({ conditions: ['cover-open'], script: [{ afterMilliseconds: 40, do: [{ type: 'clear', condition: 'cover-open' }] }] })
    expect(await print(printer, 'abc')).toBe('')
    expect((await printer.job(1)).size).toBe(3)
  })
})

describe('actions', () => {
  it.each([
    ['raise cover-open', { type: 'raise', condition: 'cover-open' }],
    ['clear', { type: 'clear', condition: 'all' }],
    ['clear media-empty:tray=2', { type: 'clear', condition: 'media-empty', tray: 2 }],
    ['level tray 1 -3', { type: 'level', of: 'tray', number: 1, level: -3 }],
    ['say hello there', { type: 'say', text: 'hello there\r\n' }],
    ['error undefined foo', { type: 'postscript-error', error: 'undefined', command: 'foo' }],
    ['status', { type: 'status', text: null }],
    ['status in use', { type: 'status', text: 'in use' }],
    ['cancel', { type: 'cancel' }],
  ])('%s', (text, action) => {
    expect(parseAction(text)).toEqual(action)
    expect(readAction(action)).toEqual(action)
  })

  it.each(['', 'level tray one 2', 'stop now', 'error'])('"%s" is none', (text) => {
    expect(() => parseAction(text)).toThrow('is not one of: raise CONDITION')
  })

  it.each([[null], [7], [{ type: 'level', of: 'roof', number: 1, level: 1 }], [{ type: 'say' }], [{ type: 'status' }], [{ type: 'postscript-error' }], [{ type: 'clear' }]])('%j is none', (value) => {
    expect(() => readAction(value)).toThrow(Error)
  })

  it('refuse and listen, and what is said on the way', async () => {
    await using printer = await createPrinterSimulator()
    await using talk = new Talk(printer)
    await printer.reached(1, 0)
    printer.perform({ type: 'say', text: 'hello' })
    await talk.hears(/hello/)
    await printer.said(1, 'hello')
    printer.perform({ type: 'refuse' })
    await expect(print(printer, 'abc')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await printer.listen()
    await print(printer, 'abc')
  })
})

describe('pages', () => {
  it('are as many as configured, whatever is in the job', async () => {
    await using printer = await createPrinterSimulator({ pagesPerJob: 4 })
    await print(printer, '%!\nshowpage\n')
    expect((await printer.job(1)).pages).toBe(4)
    await print(printer, '')
    expect((await printer.job(2)).pages).toBe(0)
    expect(printer.model.pageCount).toBe(4)
  })

  it('take their time, if they are to', async () => {
    await using printer = await createPrinterSimulator({ pageMilliseconds: 30 })
    await print(printer, '%!\nshowpage\nshowpage\n')
    const { startedAt, endedAt = 0 } = await printer.job(1)
    expect(endedAt - startedAt).toBeGreaterThanOrEqual(55)
  })
})

describe('a comparison', () => {
  const text = (words: string): Uint8Array => Buffer.from(words, 'latin1')

  it('finds the first octet that differs', () => {
    expect(firstDifference(text('abcdef'), text('abcdef'))).toBeUndefined()
    expect(firstDifference(text('abcXe\n'), text('abcde\n'))).toEqual({ offset: 3, received: 'Xe\\x0a', expected: 'de\\x0a' })
    expect(firstDifference(text('abc'), text('abcd'))).toEqual({ offset: 3, received: '', expected: 'd' })
    expect(firstDifference(text('abcd'), text(''))).toEqual({ offset: 0, received: 'abcd', expected: '' })
  })
})
