/** Printers without a job: what they say when they are asked is their state, before anybody prints, and silence is no news. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocument, type Document } from './harness/documents.js'
import { SimulatedQueues, ways, type Setting, type SimulatedQueue, type Way } from './harness/simulated-queues.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

/** The ways to ask a printer that has no job. */
const languages: Readonly<Record<string, { readonly setting: Setting; readonly ways: readonly Way[] }>> = {
  'AppSocket UDP': { setting: {}, ways: ways.filter((way) => way.startsWith('appsocket')) },
  SNMP: { setting: { printer: { snmpPort: 0 } }, ways: ways.filter((way) => way.startsWith('socket')) },
}

/** What may be the matter, and how the printer's state is then; SNMP's door is a cover, and it has more than one word for some. */
const conditions = [
  { raise: 'media-empty', state: 'stopped', reasons: /^media-empty-error$/ },
  { raise: 'media-jam', state: 'stopped', reasons: /^media-jam-error$/ },
  { raise: 'cover-open', state: 'stopped', reasons: /^(cover|door)-open-error$/ },
  { raise: 'output-area-full', state: 'stopped', reasons: /^output-area-full-error$/ },
  { raise: 'toner-empty', state: 'stopped', reasons: /^toner-empty-error$/ },
  { raise: 'offline', state: 'stopped', reasons: /^offline-error$/ },
  { raise: 'hardware-error', state: 'stopped', reasons: /^(other-error|subunit-unrecoverable-failure-error,other-warning)$/ },
  { raise: 'toner-low', state: 'idle', reasons: /^toner-low-warning$/ },
  { raise: 'media-low', state: 'idle', reasons: /^media-low-warning$/ },
] as const

describeWhere(missingTools('ipptool', 'gs'), 'a printer without a job', () => {
  const open = new AsyncDisposableStack()
  let queues: SimulatedQueues
  let page: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('idle'))
    page = await makeDocument(work.path, 'document-a4.ps')
    const uses = (name: string, more: Setting = {}) =>
      Object.entries(languages).map(([language, { setting, ways: some }]) => [`${keyOf(language)}-${name}`, { watch: 1, ...setting, ...more, ways: some }] as const)
    const sleeps = { device: { statuswait: 50 } }
    queues = open.use(
      await SimulatedQueues.start(
        work,
        Object.fromEntries([
          ...uses('well'),
          ...uses('before'),
          ...uses('after'),
          ['appsocket-udp-sleeps', { ...languages['AppSocket UDP']?.setting, watch: 1, ...sleeps, ways: languages['AppSocket UDP']?.ways ?? [] }],
          ['appsocket-udp-unwatched', { ...languages['AppSocket UDP']?.setting, watch: 0, ways: languages['AppSocket UDP']?.ways ?? [] }],
        ]),
      ),
    )
  })

  afterAll(() => open.disposeAsync())

  const keyOf = (language: string): string => language.toLowerCase().replace(' ', '-')

  /** When the printer's state changed last, as it says. */
  const changedAt = async (queue: SimulatedQueue): Promise<string | undefined> => (await queue.values('printer-state-change-time'))[0]

  /** The printer has been asked that often since it was begun to count, and the answers that came have been read: a question follows the answer to the one before. */
  const askedAgain = (queue: SimulatedQueue, times: number): Promise<void> => {
    const from = queue.printer.statusQuestions
    return expect.poll(() => queue.printer.statusQuestions - from, { timeout: 25_000 }).toBeGreaterThan(times)
  }

  // All at once, for each is asked once a second.
  it.each(conditions)('$raise shows in its state, in its words, and is over with the next answer that lacks it', async ({ raise, state, reasons }) => {
    const all = Object.entries(languages).flatMap(([language, { ways: some }]) => some.map((way) => ({ by: `${language}, ${way}`, queue: queues.queue(`${keyOf(language)}-well`, way) })))
    await Promise.all(all.map(({ queue }) => queue.withReason(/^none$/)))
    all.forEach(({ queue }) => queue.printer.raise(raise))
    for (const { by, queue } of all) {
      const printer = await queue.withReason(/-(error|warning)$/)
      expect({ by, ...printer, reasons: printer.reasons.join() }).toEqual({ by, state, reasons: expect.stringMatching(reasons) as unknown, message: expect.stringMatching(/./) as unknown })
      // Jobs are taken all the same: they wait for it.
      expect(await queue.values('printer-is-accepting-jobs')).toEqual(['true'])
    }
    all.forEach(({ queue }) => queue.printer.clear())
    for (const { by, queue } of all) expect({ by, ...(await queue.withReason(/^none$/)) }).toEqual({ by, state: 'idle', reasons: ['none'], message: '' })
    for (const { by, queue } of all) expect({ by, jobs: queue.printer.jobs }).toEqual({ by, jobs: [] })
  })

  for (const [language, { ways: some }] of Object.entries(languages)) {
    describe.each(some)(`that is asked by ${language}, by %s,`, (way) => {
      const queueOf = (name: string): SimulatedQueue => queues.queue(`${keyOf(language)}-${name}`, way)

      it('says it before a job is sent; the job waits in its printer and prints when it is over', async () => {
        const queue = queueOf('before')
        queue.printer.raise('media-empty')
        expect(await queue.withReason(/^media-empty-error$/)).toMatchObject({ state: 'stopped' })
        const { id } = await queue.send(page)
        expect(await queue.inState(id, '6')).toMatchObject({ reasons: expect.arrayContaining(['printer-stopped', 'resources-are-not-ready']) as unknown })
        queue.printer.clear()
        expect(await queue.finished(id)).toMatchObject({ state: 'completed' })
        expect(queue.printer.jobs.map(({ digest }) => digest)).toEqual([page.sha256])
        expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
      })

      it('low toner stays shown after a job, until somebody has changed it', async () => {
        const queue = queueOf('after')
        queue.printer.raise('toner-low')
        await queue.withReason(/^toner-low-warning$/)
        for (const number of [1, 2]) {
          expect(await queue.print(page)).toMatchObject({ state: 'completed' })
          expect((await queue.printer.job(number)).digest).toBe(page.sha256)
          expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['toner-low-warning'] })
        }
        queue.printer.clear()
        expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
      })
    })
  }

  describe.each(languages['AppSocket UDP']?.ways ?? [])('that sleeps, by %s', (way) => {
    it('does not flap: what it said last counts, and no silence is a change', async () => {
      const queue = queues.queue('appsocket-udp-sleeps', way)
      queue.printer.raise('toner-low')
      await queue.withReason(/^toner-low-warning$/)
      const before = await changedAt(queue)
      queue.printer.status = undefined
      await askedAgain(queue, 2)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['toner-low-warning'] })
      expect(await changedAt(queue)).toBe(before)
      // It wakes up.
      queue.printer.clear()
      queue.printer.status = 'automatic'
      expect(await queue.withReason(/^none$/)).toMatchObject({ state: 'idle' })
    })

    it('and never answered is not known, not down: idle, and it prints', async () => {
      using own = new WorkFolder('mute')
      await using mute = await SimulatedQueues.start(own, { mute: { printer: { faults: [{ type: 'status-never' }], conditions: ['toner-low'] }, watch: 1, device: { statuswait: 50 }, ways: [way] } })
      const queue = mute.queue('mute', way)
      const before = await changedAt(queue)
      await expect.poll(() => queue.printer.statusQuestions, { timeout: 25_000 }).toBeGreaterThan(2)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
      expect(await changedAt(queue)).toBe(before)
      expect(await queue.print(page)).toMatchObject({ state: 'completed', reasons: expect.arrayContaining(['job-completed-successfully']) as unknown })
      expect((await queue.printer.job(1)).digest).toBe(page.sha256)
      expect(await queue.state()).toMatchObject({ state: 'idle', reasons: ['none'] })
    })

    it('is asked with its jobs only where the queue says so (status-interval 0)', async () => {
      const queue = queues.queue('appsocket-udp-unwatched', way)
      expect(await queue.print(page)).toMatchObject({ state: 'completed' })
      const asked = queue.printer.statusQuestions
      expect(asked).toBeGreaterThan(0)
      // The other queue's printer is asked meanwhile.
      await askedAgain(queues.queue('appsocket-udp-well', way), 2)
      expect(queue.printer.statusQuestions).toBe(asked)
    })
  })
})
