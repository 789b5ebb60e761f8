/** A job whose printer is down goes to another queue, through the whole server: what the job, both printers and their subscribers say of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attribute, Attributes, GroupTag, integer, keyword, Operation, StatusCode, type Message } from '@platen/ipp-core'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { freePort } from './harness/free-port.js'
import { IppClient, jobIdOf } from './harness/ipp-requests.js'
import { PlatenServer } from './harness/platen-server.js'
import { WorkFolder } from './harness/work-folder.js'

const groups = ({ groups: all }: Message, tag: number): Attributes[] => all.filter((one) => one.tag === tag).map((one) => one.attributes)

describe('Fallback', () => {
  const open = new AsyncDisposableStack()
  let server: PlatenServer
  let client: IppClient
  let port: number

  beforeAll(async () => {
    const work = open.use(new WorkFolder('fallback'))
    const backup = open.use(await createPrinterSimulator())
    port = await freePort()
    const quick = { silence: 1, stall: 1 }
    server = open.use(
      await PlatenServer.start(work, {
        queues: [
          { name: 'laser', device: `socket://127.0.0.1:${port}`, 'device-options': quick, options: { fallback: 'backup', 'fallback-after': 2 } },
          { name: 'backup', device: backup.uri, 'device-options': quick },
          { name: 'off', device: `socket://127.0.0.1:${await freePort()}`, 'device-options': quick },
          { name: 'office', device: 'class:off,backup' },
        ],
      }),
    )
    client = open.use(new IppClient(server.port))
  })

  afterAll(() => open.disposeAsync())

  const subscribe = async (printer: string): Promise<number> => {
    const subscription = Attributes.of(attribute('notify-pull-method', keyword('ippget')), attribute('notify-events', keyword('job-config-changed'), keyword('job-state-changed')))
    const answer = await client.ask({ operation: Operation.CreatePrinterSubscriptions, printer, subscriptionAttributes: subscription })
    return groups(answer, GroupTag.subscription)[0]?.integer('notify-subscription-id') ?? 0
  }
  /** What a subscription holds, when a job's end is among it or it need not be. */
  const told = async (printer: string, id: number): Promise<Attributes[]> =>
    groups(await client.ask({ operation: Operation.GetNotifications, printer, operationAttributes: [attribute('notify-subscription-ids', integer(id))] }), GroupTag.eventNotification)
  const print = async (printer = 'laser'): Promise<number> => {
    const answer = await client.ask({ operation: Operation.PrintJob, printer, document: Buffer.from('Hello, printer.\n') })
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    return jobIdOf(answer)
  }
  /** The job when it has ended: a subscription that waits says when. */
  const ended = async (id: number): Promise<Attributes> => {
    for (;;) {
      const answer = await client.ask({ operation: Operation.GetJobAttributes, printer: 'laser', job: id, operationAttributes: [attribute('requested-attributes', keyword('all'))] })
      const [job = new Attributes()] = groups(answer, GroupTag.job)
      if ((job.integer('job-state') ?? 0) >= 7) return job
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  it('moves a job and tells subscribers of both printers; the next one goes on without trying; a printer that is back is used', { timeout: 30_000 }, async () => {
    const [ofLaser, ofBackup] = [await subscribe('laser'), await subscribe('backup')]
    const first = await print()
    const job = await ended(first)
    expect(job.string('job-printer-uri')).toBe(server.uri('backup'))
    expect(job.strings('platen-job-moved-from')).toEqual(['laser'])
    expect(job.string('job-state-message')).toMatch(/^It was moved from printer "laser": it was down since [\d:]+ \(.+\)\./)

    for (const [printer, subscription] of [['laser', ofLaser], ['backup', ofBackup]] as const) {
      const moves = (await told(printer, subscription)).filter((one) => one.has('platen-job-moved-from'))
      expect(moves.map((one) => [one.string('notify-subscribed-event'), one.integer('job-id'), one.string('notify-printer-uri'), one.string('job-printer-uri'), one.strings('platen-job-moved-from')])).toEqual(
        ['job-config-changed', 'job-state-changed'].map((event) => [event, first, server.uri(printer), server.uri('backup'), ['laser']]),
      )
      expect(moves[0]?.string('notify-text')).toContain(`was moved from printer "laser" to printer "backup"`)
    }
    // What comes after is of the printer where it is.
    expect((await told('laser', ofLaser)).at(-1)?.has('platen-job-moved-from')).toBe(true)
    expect((await told('backup', ofBackup)).at(-1)?.integer('job-state')).toBe(9)

    const second = await ended(await print())
    expect(second.string('job-printer-uri')).toBe(server.uri('backup'))
    expect(second.string('job-state-message')).toContain(`job ${first} found it so`)

    await using repaired = await createPrinterSimulator({ port })
    // An operator says that it goes on: nobody need wait for the next try.
    for (const operation of [Operation.PausePrinter, Operation.ResumePrinter]) expect((await client.ask({ operation, printer: 'laser', user: 'root' })).code).toBe(StatusCode.SuccessfulOk)
    const third = await ended(await print())
    expect([third.string('job-printer-uri'), third.has('platen-job-moved-from'), repaired.port]).toEqual([server.uri('laser'), false, port])
  })

  it('a class does not leave its job to a printer that is off, and goes on with the others', { timeout: 30_000 }, async () => {
    const first = await ended(await print('office'))
    // Not tried again so soon.
    const second = await ended(await print('office'))
    for (const job of [first, second]) expect([job.integer('job-state'), job.string('output-device-assigned')]).toEqual([9, 'backup'])
    const waited = (job: Attributes): number => (job.integer('time-at-completed') ?? 0) - (job.integer('time-at-creation') ?? 0)
    expect(waited(first)).toBeGreaterThanOrEqual(4)
    expect(waited(second)).toBeLessThanOrEqual(3)
  })
})
