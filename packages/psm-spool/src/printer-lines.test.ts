/** What printers say on the back channel, in the timelines of jobs. */
import { describe, expect, it } from 'vitest'
import { JobState, PapiError, type JobHappening } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { PrinterLines } from './printer-lines.js'
import type { Command } from './store/commands/command.js'
import { openTestSpool, TestClock, type TestSpool } from './test-spool.js'

const said = (history: readonly JobHappening[]) => history.filter(({ event }) => event === 'said')
const submit = (spool: TestSpool, ticket: Parameters<typeof jobOf>[1] = {}) => spool.service.jobSubmit(alice, 'alpha', jobOf('one', ticket), documentOf(octets(1000)))

describe('what a printer says', () => {
  it('is in its job\'s timeline, between the send and its end, by the device', async () => {
    await using spool = await openTestSpool()
    spool.device.says('%%[ status: busy; source: hush ]%%\r\n@PJL USTATUS PAGE\r\n1\r\n\f')
    const job = await submit(spool)
    await spool.jobIn(job.id, JobState.completed)
    const history = await spool.service.jobHistory(alice, job.id)
    expect(history.map(({ event, source, attempt }) => [event, source, attempt])).toEqual([
      ['create', 'client', undefined],
      ['start', 'server', undefined],
      ['send', 'device', 1],
      ['said', 'device', 1],
      ['said', 'device', 1],
      ['said', 'device', 1],
      ['sent', 'device', 1],
      ['delivered', 'device', 1],
    ])
    expect(said(history).map(({ cause }) => cause)).toEqual(['%%[ status: busy; source: hush ]%%', '@PJL USTATUS PAGE', '1'])
  })

  it('is bounded in each attempt and in all, and pushes nothing else out', async () => {
    await using spool = await openTestSpool()
    spool.device.says('flood\n'.repeat(100_000))
    const job = await submit(spool, { copies: 20 })
    await spool.jobIn(job.id, JobState.completed)
    const history = await spool.service.jobHistory(alice, job.id)
    expect(said(history)).toHaveLength(200)
    expect(said(history).filter(({ attempt }) => attempt === 20).map(({ cause }) => cause)).toEqual([...Array<string>(40).fill('flood'), '(99950 more lines, 499750 octets, not kept)', ...Array<string>(10).fill('flood')])
    expect(history.filter(({ event }) => event === 'create' || event === 'start' || event === 'send')).toHaveLength(22)
  })

  it('of an attempt that broke off is kept with it', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { device } = spool
    device.stop()
    const job = await submit(spool)
    await device.started(1)
    device.utter('PrinterError: out of paper\r\nand then')
    await spool.service.jobCancel(operator, job.id)
    await spool.jobIn(job.id, JobState.canceled)
    expect(said(await spool.service.jobHistory(alice, job.id)).map(({ cause, attempt }) => [cause, attempt])).toEqual([
      ['PrinterError: out of paper', 1],
      ['and then', 1],
    ])
  })

  it('is seen while the job prints', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    const { device } = spool
    device.stop()
    const job = await submit(spool)
    await device.started(1)
    device.utter('warming up\r\n')
    clock.turn(500)
    await expect.poll(async () => said(await spool.service.jobHistory(alice, job.id)).map(({ cause }) => cause)).toEqual(['warming up'])
    device.go()
    await spool.jobIn(job.id, JobState.completed)
  })
})

describe('the lines of an attempt', () => {
  function world(fail = false) {
    const clock = new TestClock()
    const sent: Command[] = []
    const warnings: string[] = []
    const store = {
      send: (command: Command) => {
        sent.push(command)
        return fail ? Promise.reject(new PapiError('temporary-error', 'the disk is full')) : Promise.resolve(undefined)
      },
    }
    const log = { info: () => undefined, warn: (message: string) => void warnings.push(message), error: () => undefined }
    const lines = new PrinterLines({ clock, store, log } as never, 7, () => 3)
    const say = (text: string): void => lines.take(Buffer.from(text))
    return { clock, sent, warnings, lines, say }
  }

  it('are written together: twice a second at most', () => {
    const { clock, sent, lines, say } = world()
    for (let line = 0; line < 20; line++) {
      say(`line ${line}\n`)
      clock.turn(50)
    }
    expect(sent).toHaveLength(2)
    lines[Symbol.dispose]()
    expect(sent.every((one) => one.type === 'note-lines' && one.job === 7 && one.attempt === 3)).toBe(true)
    expect(sent.flatMap((one) => (one.type === 'note-lines' ? one.lines.map(({ text }) => text) : []))).toEqual(Array.from({ length: 20 }, (_, line) => `line ${line}`))
    say('too late\n')
    clock.turn(10_000)
    expect(sent.length).toBeLessThanOrEqual(3)
  })

  it('that cannot be written are left out, and the log says so', async () => {
    const { warnings, lines, say } = world(true)
    say('a\n')
    lines[Symbol.dispose]()
    await expect.poll(() => warnings).toEqual(['job 7: what its printer said could not be written down'])
  })
})
