/** Subscriptions to events (RFC 3995, RFC 3996): CUPS's ipptool files and pycups. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDocument, type Document } from './harness/documents.js'
import { ipptool, summary, type Report } from './harness/ipptool.js'
import { finished, ownSuite, print } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { missingPycups, runPycups } from './harness/pycups.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere(missingTools('ipptool', 'gs'), 'Subscriptions', () => {
  const open = new AsyncDisposableStack()
  let server: PlatenServer
  let pdf: Document

  beforeAll(async () => {
    const work = open.use(new WorkFolder('subscriptions'))
    const folder = new PrintedFolder(work.file('printed'))
    server = open.use(await PlatenServer.start(work, { queues: [{ name: 'office', device: folder.device }] }))
    pdf = await makeDocument(work.path, 'document-a4.pdf')
  })

  afterAll(() => open.disposeAsync())

  const passed = (report: Report): Report => {
    expect(report.failed).toEqual([])
    return report
  }
  const subscribe = async (event: string): Promise<string> => passed(await ipptool(server.uri('office'), ownSuite('subscribe.test'), { variables: { event }, args: ['-v'] })).attributes.get('notify-subscription-id') ?? ''

  describe("CUPS's own files", () => {
    it.each(['create-printer-subscription.test', 'get-subscriptions.test'])('%s passes', async (suite) => {
      const report = passed(await ipptool(server.uri('office'), suite))
      console.log(summary(suite, report))
      expect(report.passed).toHaveLength(1)
    })

    it('get-notifications.test passes when there is an event', async () => {
      const id = await subscribe('job-completed')
      const job = await print(server.uri('office'), pdf.path, 'application/pdf')
      await finished(server.uri('office'), job.id)
      const report = passed(await ipptool(server.uri('office'), 'get-notifications.test', { variables: { id } }))
      console.log(summary('get-notifications.test', report))
      expect(report.passed).toHaveLength(1)
    })

    it('ipp-2.1.test finds all it asks of subscriptions', async () => {
      const { text } = await ipptool(server.uri('office'), 'ipp-2.1.test', { file: pdf.path, args: ['-I'] })
      expect(text).toContain('[PASS]')
      expect([...text.matchAll(/EXPECTED: (?<what>.*(?:notify|ippget|0x001[6-9abc]).*)/gi)].map((one) => one.groups?.['what'])).toEqual([])
    })
  })

  it('Get-Notifications waits until an event comes', async () => {
    const id = await subscribe('printer-stopped')
    const waiting = ipptool(server.uri('office'), ownSuite('wait-for-event.test'), { variables: { id, from: '1' }, args: ['-v'] })
    passed(await ipptool(server.uri('office'), ownSuite('pause-printer.test'), { variables: { user: 'root' } }))
    expect(passed(await waiting).attributes.get('notify-event')).toBe('printer-stopped')
    passed(await ipptool(server.uri('office'), ownSuite('resume-printer.test'), { variables: { user: 'root' } }))
  })

  describe('a subscription and a restart', () => {
    const stoppedEvent = async (id: string, from: number): Promise<number> => {
      passed(await ipptool(server.uri('office'), ownSuite('pause-printer.test'), { variables: { user: 'root' } }))
      const said = passed(await ipptool(server.uri('office'), ownSuite('wait-for-event.test'), { variables: { id, from: String(from) }, args: ['-v'] })).attributes
      passed(await ipptool(server.uri('office'), ownSuite('resume-printer.test'), { variables: { user: 'root' } }))
      expect(said.get('notify-event')).toBe('printer-stopped')
      return Number(said.get('notify-sequence-number'))
    }

    it('outlives a kill -9, again and again: its sequence numbers go up, with a gap where events may be lost', async () => {
      const id = await subscribe('printer-stopped')
      const numbers = [await stoppedEvent(id, 1)]
      for (let crash = 0; crash < 2; crash++) {
        await server.kill()
        await server.start()
        numbers.push(await stoppedEvent(id, (numbers.at(-1) ?? 0) + 1))
      }
      expect(numbers[0]).toBe(1)
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
      expect(numbers.at(-1)).toBeGreaterThan(3)
    })

    it('goes on without a gap after a stop', async () => {
      const id = await subscribe('printer-stopped')
      expect(await stoppedEvent(id, 1)).toBe(1)
      expect(await server.stop()).toMatchObject({ code: 0 })
      await server.start()
      expect(await stoppedEvent(id, 2)).toBe(2)
    })
  })

  describeWhere(missingPycups(), 'pycups', () => {
    it('subscribes, fetches, lists, renews and cancels', async () => {
      const saw = (await runPycups('subscriptions.py', [String(server.port), 'office', pdf.path])) as {
        readonly subscription: number
        readonly job: number
        readonly events: readonly Readonly<Record<string, unknown>>[]
      }
      expect(saw).toMatchObject({ interval: 30, listed: [saw.subscription], 'listed of the job': true, 'after cancel': 0x0406, dbus: 0x0414 })
      const ofJob = saw.events.filter((event) => event['job-id'] === saw.job)
      expect(ofJob[0]).toMatchObject({ 'notify-subscribed-event': 'job-created', 'job-name': 'from pycups', 'printer-name': 'office' })
      expect(ofJob.at(-1)).toMatchObject({ 'notify-subscribed-event': 'job-completed', 'job-state': 9, 'notify-printer-uri': expect.stringMatching(new RegExp(`^ipp://.+:${server.port}/printers/office$`)) as unknown })
      expect(saw.events.map((event) => event['notify-sequence-number'])).toEqual(saw.events.map((_, index) => index + 1))
    })
  })
})
