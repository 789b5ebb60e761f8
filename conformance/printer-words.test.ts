/** What printers say on the back channel, through the whole server: in the timeline of the job, as people see it on its page. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256, type Document } from './harness/documents.js'
import { SimulatedQueues } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const floodOctets = 8 * 1024 * 1024

describeWhere(missingTools('ipptool'), 'what a printer says', () => {
  const open = new AsyncDisposableStack()
  let queues: SimulatedQueues
  let document: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('printer-words'))
    const path = work.file('document.ps')
    const octets = Buffer.from('%!PS-Adobe-3.0\n%%Pages: 1\n%%Page: 1 1\nshowpage\n%%EOF\n')
    writeFileSync(path, octets)
    document = { path, format: 'application/postscript', octets, sha256: sha256(octets) }
    const ways = ['socket', 'appsocket'] as const
    queues = open.use(
      await SimulatedQueues.start(work, {
        pjl: { printer: { speaks: ['pjl'] }, device: { 'end-of-job': 'pjl' }, ways },
        rude: { printer: { answers: [{ after: 'end', text: 'red \u001b[31m<b>bold</b>\u0007\r\n' }] }, ways },
        flood: { printer: { faults: [{ type: 'flood', afterOctets: 1, octets: floodOctets }] }, ways },
      }),
    )
  })

  afterAll(() => open.disposeAsync())

  const pageOf = async (id: number): Promise<string> => (await fetch(`http://${queues.server.authority}/jobs/${id}`)).text()
  /** Rows of the timeline that are the printer's words. */
  const wordsOn = (page: string): string[] => [...page.matchAll(/<td>said<br>.*?<\/tr>/gs)].map(([row]) => row)

  describe.each(['socket', 'appsocket'] as const)('by %s', (way) => {
    it('is in the timeline of its job, by the device', async () => {
      const { id } = await queues.queue('pjl', way).print(document)
      const rows = wordsOn(await pageOf(id))
      expect(rows.join()).toContain('@PJL USTATUS JOB')
      expect(rows.join()).toContain('@PJL USTATUS PAGE')
      expect(rows.every((row) => row.includes('<td>device</td>') && row.includes('attempt 1'))).toBe(true)
    })

    it('obeys nobody: control characters and markup are shown', async () => {
      const { id } = await queues.queue('rude', way).print(document)
      expect(wordsOn(await pageOf(id)).join()).toContain('red \\x1b[31m&lt;b&gt;bold&lt;/b&gt;\\x07')
    })

    it('stays bounded in a flood, and says how much was left out', async () => {
      const queue = queues.queue('flood', way)
      const { id, state } = await queue.print(document)
      expect(state).toBe('completed')
      expect((await queue.printer.job(1)).said.length).toBeGreaterThan(0)
      const page = await pageOf(id)
      expect(wordsOn(page).length).toBeGreaterThan(0)
      expect(wordsOn(page).length).toBeLessThanOrEqual(51)
      expect(page.length).toBeLessThan(64 * 1024)
      expect(page).toMatch(/\(\d+ more lines?, \d+ octets, not kept\)|…/)
    })
  })
})
