import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createPrinterSimulator, type Fault, type PrinterSimulator } from './index.js'

/** Asks, and waits for so many answers. */
class Asker implements AsyncDisposable {
  readonly #socket: Socket = createSocket('udp4')
  readonly answers: { readonly text: string; readonly port: number }[] = []

  constructor(readonly printer: PrinterSimulator) {
    this.#socket.on('message', (message, { port }) => this.answers.push({ text: message.toString('latin1'), port }))
  }

  async ask(answers = 1, question = ''): Promise<string[]> {
    const before = this.answers.length
    this.#socket.send(question, this.printer.statusPort, this.printer.host)
    while (this.answers.length < before + answers) await once(this.#socket, 'message')
    return this.answers.slice(before).map(({ text }) => text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#socket.close(resolve))
  }
}

const withFault = (...faults: Fault[]): Promise<PrinterSimulator> => createPrinterSimulator({ statusPort: 0, faults })

describe('AppSocket status', () => {
  it.each([
    [[], 'status: idle'],
    [['toner-low'], 'status: idle; toner low'],
    [['media-empty'], 'PrinterError: out of paper'],
    [['toner-low', 'cover-open'], 'PrinterError: cover open; toner low'],
    [['media-jam'], 'PrinterError: paper jam'],
    [['offline'], 'PrinterError: offline'],
    [['warming-up'], 'status: warming up'],
    [['power-save'], 'status: idle'],
  ] as const)('of a printer in %j is "%s"', async (conditions, text) => {
    await using printer = await createPrinterSimulator({ statusPort: 0, conditions })
    await using asker = new Asker(printer)
    expect(await asker.ask()).toEqual([text])
    expect(await asker.ask(1, '\r\n')).toEqual([text])
    expect(asker.answers[0]?.port).toBe(printer.statusPort)
  })
})

describe('faults of AppSocket status', () => {
  it('status-late: answers when its time is over', async () => {
    await using printer = await withFault({ type: 'status-late', forMilliseconds: 50 })
    await using asker = new Asker(printer)
    const before = Date.now()
    await asker.ask()
    expect(Date.now() - before).toBeGreaterThanOrEqual(45)
  })

  it('status-late: an answer still due does not keep the printer', async () => {
    const printer = await withFault({ type: 'status-late', forMilliseconds: 60_000 })
    await using asker = new Asker(printer)
    void asker.ask().catch(() => undefined)
    while (printer.statusQuestions === 0) await new Promise((resolve) => setImmediate(resolve))
    await printer[Symbol.asyncDispose]()
  })

  it('status-twice', async () => {
    await using printer = await withFault({ type: 'status-twice', questions: [1] })
    await using asker = new Asker(printer)
    expect(await asker.ask(2)).toEqual(['status: idle', 'status: idle'])
    await asker.ask()
    await asker.ask()
    expect(asker.answers).toHaveLength(4)
  })

  it('status-other-port', async () => {
    await using printer = await withFault({ type: 'status-other-port' })
    await using asker = new Asker(printer)
    expect(await asker.ask()).toEqual(['status: idle'])
    expect(asker.answers[0]?.port).not.toBe(printer.statusPort)
  })

  it('status-never: for the first question; the second is answered', async () => {
    await using printer = await withFault({ type: 'status-never', questions: [1] })
    await using asker = new Asker(printer)
    void asker.ask()
    await asker.ask()
    expect(printer.statusQuestions).toBe(2)
    expect(asker.answers).toHaveLength(1)
  })

  it('status-garbage and status-truncated', async () => {
    await using printer = await withFault({ type: 'status-garbage', questions: [1] }, { type: 'status-truncated', octets: 9, questions: [2] })
    await using asker = new Asker(printer)
    expect((await asker.ask())[0]).toContain('\u001b[31m')
    expect(await asker.ask()).toEqual(['status: i'])
  })

  it('are set while it runs', async () => {
    await using printer = await withFault()
    await using asker = new Asker(printer)
    printer.faults = [{ type: 'status-truncated', octets: 1 }]
    expect(await asker.ask()).toEqual(['s'])
    printer.perform({ type: 'status', text: 'gone fishing' })
    printer.faults = []
    expect(await asker.ask()).toEqual(['gone fishing'])
  })
})
