/** Fallback lists: jobs whose device stays down go to another queue by themselves. */
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, DeviceError, JobState, keyword, PrinterState, type DeviceDriver } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { openTestSpool, TestClock, type TestSpool, type TestSpoolSetup } from './test-spool.js'

/** Devices that can be switched off one by one: `switch://name/`. */
function switchboard() {
  const off = new Set<string>()
  /** Go off as soon as they have taken something. */
  const breaking = new Set<string>()
  const taken: string[] = []
  const driver: DeviceDriver = {
    schemes: ['switch'],
    options: {},
    open: (uri) => ({
      uri: uri.href,
      deliver: async (delivery) => {
        if (off.has(uri.hostname)) throw new DeviceError('unreachable', `${uri.hostname} is off`, 0)
        let count = 0
        for await (const part of delivery.data) {
          if (count === 0) await delivery.beforeFirstOctet()
          count += part.length
          if (breaking.has(uri.hostname)) off.add(uri.hostname)
          if (off.has(uri.hostname)) throw new DeviceError('lost', `${uri.hostname} was switched off`, count)
        }
        taken.push(`${uri.hostname} ${delivery.job.id}`)
        return { octets: count, reasons: [], message: '' }
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  }
  return { off, breaking, taken, driver }
}

const open = (clock: TestClock, board: ReturnType<typeof switchboard>, setup: TestSpoolSetup = {}) =>
  openTestSpool({ surroundings: { clock }, drivers: [board.driver], queues: { q1: 'switch://one/', q2: 'switch://two/', q3: 'switch://three/' }, ...setup })

/** The writer works in order: when this is answered, what was asked before is done. */
async function inOrder(spool: TestSpool): Promise<void> {
  for (let thrice = 0; thrice < 3; thrice++) await spool.service.printerEnable(operator, 'q3')
}

const down = (spool: TestSpool, queue = 'q1') => spool.printerWhen(queue, (one) => one.state === PrinterState.stopped)

describe('a job whose device stays down', () => {
  it('goes to the first queue of the list once the time is over, keeps its id, and says where it came from', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2,q3', 'fallback-after': 60 } } })
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    const waiting = await spool.jobIn(job.id, JobState.pending)
    expect(waiting.stateMessage).toMatch(/^It waits for the printer: one is off \(since [-\d]+ [\d:]+\)\. If that lasts it goes to printer "q2" at [-\d]+ [\d:]+\.$/)
    const second = await spool.service.jobSubmit(alice, 'q1', jobOf('two'), documentOf(octets(10)))
    clock.turn(59_000)
    await inOrder(spool)
    expect((await spool.service.jobQuery(alice, job.id)).printer).toBe('q1')
    clock.turn(1000)
    const done = await spool.jobEnded(job.id)
    expect(done).toMatchObject({ id: job.id, printer: 'q2', movedFrom: ['q1'], state: JobState.completed, stateReasons: ['job-completed-successfully', 'job-restartable'] })
    expect(done.stateMessage).toMatch(/^It was moved from printer "q1": it was down since [\d:]+ \(one is off\)\.$/)
    await spool.jobEnded(second.id)
    expect(board.taken).toEqual([`two ${job.id}`, `two ${second.id}`])
    const moved = (await spool.service.jobHistory(alice, job.id)).find((one) => one.event === 'move')
    expect(moved).toMatchObject({ source: 'rule', printer: 'q2', state: JobState.pending, cause: expect.stringContaining('one is off') as unknown })
  })

  it('stays if the device is back in time', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 60 } } })
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    board.off.clear()
    clock.turn(30_000)
    expect(await spool.jobEnded(job.id)).toMatchObject({ printer: 'q1', stateMessage: '' })
    clock.turn(60_000)
    await inOrder(spool)
    expect(board.taken).toEqual([`one ${job.id}`])
  })

  it('passes over queues that are not ready or cannot print it, and says why; it goes as soon as one is', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, {
      queues: { q1: 'switch://one/', q2: 'switch://two/', q3: 'switch://three/', q4: 'switch://four/', q5: 'switch://five/', same: 'switch://one/?again' },
      optionsOf: { q1: { fallback: 'same q2 q3 q4 q5 q6', 'fallback-after': 0 } },
      formatsOf: { q3: ['application/pdf'] },
    })
    await spool.service.printerPause(operator, 'q2')
    await spool.service.printerDisable(operator, 'q4')
    await spool.service.printerHoldNewJobs(operator, 'q5')
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    const waiting = await spool.jobWhen(job.id, (one) => one.stateMessage.includes('It cannot go'))
    expect(waiting.stateMessage).toContain('same is down, too; q2 is paused; q3 does not take application/octet-stream; q4 accepts no jobs; q5 holds new jobs; q6 is not there.')
    await spool.service.printerResume(operator, 'q2')
    expect((await spool.jobEnded(job.id)).printer).toBe('q2')
  })

  it('passes over a queue that cannot do what its ticket asks', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2,q3', 'fallback-after': 0 } } })
    const { capabilities } = await spool.service.printerQuery(alice, 'q2')
    const without = new Attributes([...capabilities].filter((one) => one.name !== 'sides-supported'))
    await spool.service.printerModify(operator, 'q2', { capabilities: without })
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', { name: 'x', ticket: Attributes.of(attribute('sides', keyword('one-sided'))) }, documentOf(octets(10)))
    expect((await spool.jobEnded(job.id)).printer).toBe('q3')
  })

  it('never goes back to a queue that it left, and goes on down the list; a person who moves it decides anew', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2,q3', 'fallback-after': 0 }, q2: { fallback: 'q1', 'fallback-after': 0 }, q3: { fallback: 'q1', 'fallback-after': 0 } } })
    for (const one of ['one', 'two', 'three']) board.off.add(one)
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await spool.jobWhen(job.id, (one) => one.printer === 'q3')
    await down(spool, 'q3')
    board.off.delete('one')
    clock.turn(30_000)
    await inOrder(spool)
    const stuck = await spool.jobIn(job.id, JobState.pending)
    expect(stuck).toMatchObject({ printer: 'q3', movedFrom: ['q1', 'q2'] })
    await spool.service.jobMove(operator, job.id, 'q1')
    expect(await spool.jobEnded(job.id)).toMatchObject({ printer: 'q1', movedFrom: ['q1', 'q2', 'q3'], stateMessage: 'It was moved from printer "q3" by olga.' })
  })

  it('moves no more often than fallback-limit says', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { queueOptions: { 'fallback-after': 0, 'fallback-limit': 1 }, optionsOf: { q1: { fallback: 'q2' }, q2: { fallback: 'q3' } } })
    board.off.add('one').add('two')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await spool.jobWhen(job.id, (one) => one.printer === 'q2')
    await down(spool, 'q2')
    clock.turn(60_000)
    await inOrder(spool)
    expect((await spool.jobIn(job.id, JobState.pending)).printer).toBe('q2')
  })

  it.each([
    [false, 'q1'],
    [true, 'q2'],
  ])('after octets were sent it moves only if its queue allows that: %s', async (afterSend, printer) => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 10, 'fallback-after-send': afterSend } } })
    await spool.service.printerPause(operator, 'q1')
    const job = await spool.service.jobCreate(alice, 'q1', jobOf('two parts'))
    await spool.service.jobStreamAdd(alice, job.id, documentOf(octets(100_000)))
    await spool.service.jobCommit(alice, job.id)
    // The device goes off with the first octets of the document.
    board.breaking.add('one')
    await spool.service.printerResume(operator, 'q1')
    await spool.jobWhen(job.id, (one) => one.state === JobState.pending && one.stateMessage.includes('may be printed twice'))
    clock.turn(10_000)
    await inOrder(spool)
    const seen = afterSend ? await spool.jobEnded(job.id) : await spool.jobIn(job.id, JobState.pending)
    expect(seen.printer).toBe(printer)
    expect(seen.stateMessage).toContain('may be printed twice')
    if (!afterSend) expect(seen.stateMessage).toContain('It cannot go to another printer now: part of it may have been printed here.')
  })

  it('moves before the error policy acts; where it cannot, that does', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 5, 'error-policy': 'hold' } } })
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    clock.turn(5000)
    expect((await spool.jobEnded(job.id)).printer).toBe('q2')
    await spool.service.printerPause(operator, 'q2')
    const next = await spool.service.jobSubmit(alice, 'q1', jobOf('two'), documentOf(octets(10)))
    await down(spool)
    clock.turn(30_000)
    expect(await spool.jobIn(next.id, JobState.pendingHeld)).toMatchObject({ printer: 'q1', stateReasons: ['job-held-for-review'] })
  })
})

describe('a job that is on a device which takes nothing', () => {
  it('is taken back and moved, if nothing of it was sent', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { queues: { q1: 'contract://recorder/', q2: 'switch://two/', q3: 'switch://three/' }, optionsOf: { q1: { fallback: 'q2', 'fallback-after': 60 } } })
    const silent = spool.device
    silent.stop()
    silent.report({ reasons: ['media-jam-error'], message: 'Paper jam.' })
    const blocker = await spool.service.jobSubmit(alice, 'q1', jobOf('begun'), documentOf(octets(10)))
    await spool.jobIn(blocker.id, JobState.processingStopped)
    const waiting = await spool.service.jobSubmit(alice, 'q1', jobOf('waits'), documentOf(octets(10)))
    clock.turn(60_000)
    expect((await spool.jobEnded(waiting.id)).printer).toBe('q2')
    // Octets of the first one are on their way: it stays.
    expect(await spool.service.jobQuery(alice, blocker.id)).toMatchObject({ printer: 'q1', state: JobState.processingStopped })
    silent.report(undefined)
    silent.go()
    expect((await spool.jobEnded(blocker.id)).printer).toBe('q1')
  })

  it('is taken back from a device that is being connected to', async () => {
    const clock = new TestClock()
    const board = switchboard()
    const connecting: DeviceDriver = {
      schemes: ['connecting'],
      options: {},
      open: (uri) => ({
        uri: uri.href,
        deliver: (delivery) => {
          delivery.report({ reasons: ['connecting-to-device-report'], message: 'waiting for the printer' })
          return new Promise((_resolve, reject) => delivery.signal.addEventListener('abort', () => reject(new DeviceError('canceled', 'canceled', 0))))
        },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
    }
    await using spool = await open(clock, board, { drivers: [board.driver, connecting], queues: { q1: 'connecting://one/', q2: 'switch://two/', q3: 'switch://three/' }, optionsOf: { q1: { fallback: 'q2', 'fallback-after': 60 } } })
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await spool.jobWhen(job.id, (one) => one.stateMessage === 'waiting for the printer')
    clock.turn(60_000)
    expect(await spool.jobEnded(job.id)).toMatchObject({ printer: 'q2', stateReasons: ['job-completed-successfully', 'job-restartable'] })
    await spool.printerWhen('q1', (one) => one.state === PrinterState.idle && one.stateReasons.length === 0)
  })
})
