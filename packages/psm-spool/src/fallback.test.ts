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
  const tries: string[] = []
  const driver: DeviceDriver = {
    schemes: ['switch'],
    options: {},
    open: (uri) => ({
      uri: uri.href,
      deliver: async (delivery) => {
        tries.push(uri.hostname)
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
  return { off, breaking, taken, tries, driver }
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

  it('goes when an operator names a queue for it while it waits; what is no option is refused', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { queueOptions: { 'fallback-after': 0 } })
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    const { options } = await spool.service.printerQuery(alice, 'q1')
    expect(options?.values).toMatchObject({ fallback: '', 'max-jobs': 0 })
    await expect(spool.service.printerModify(operator, 'q1', { options: { ...options?.values, 'hold-periods': 'at noon' } })).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringContaining('is not a period') as unknown })
    const changed = await spool.service.printerModify(operator, 'q1', { options: { ...options?.values, fallback: 'q2' } })
    expect(changed.options?.values).toMatchObject({ fallback: 'q2' })
    expect((await spool.jobEnded(job.id)).printer).toBe('q2')
  })

  it('stays while it is held, locked or open; moved by a person it stays what it is', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 0 } } })
    const { service } = spool
    board.off.add('one')
    const held = await service.jobSubmit(alice, 'q1', jobOf('held', { holdUntil: 'indefinite' }), documentOf(octets(10)))
    const locked = await service.jobSubmit(alice, 'q1', { ...jobOf('locked'), password: { encryption: 'none', octets: Buffer.from('1234') } }, documentOf(octets(10)))
    const unfinished = await service.jobCreate(alice, 'q1', jobOf('open'))
    const gone = await service.jobSubmit(alice, 'q1', jobOf('goes'), documentOf(octets(10)))
    expect((await spool.jobEnded(gone.id)).printer).toBe('q2')
    await inOrder(spool)
    for (const { id } of [held, locked, unfinished]) expect((await service.jobQuery(alice, id)).printer).toBe('q1')
    for (const { id } of [held, locked]) await service.jobMove(operator, id, 'q3')
    expect(await service.jobQuery(alice, held.id)).toMatchObject({ printer: 'q3', state: JobState.pendingHeld, stateReasons: ['job-hold-until-specified'] })
    expect(await service.jobQuery(alice, locked.id)).toMatchObject({ printer: 'q3', state: JobState.pendingHeld, stateReasons: ['job-password-wait'] })
    await expect(service.jobRelease(alice, locked.id)).rejects.toMatchObject({ code: 'not-possible' })
    await service.jobRelease(alice, locked.id, { encryption: 'none', octets: Buffer.from('1234') })
    expect((await spool.jobEnded(locked.id)).printer).toBe('q3')
    await service.jobStreamAdd(alice, unfinished.id, documentOf(octets(10)))
    await service.jobCommit(alice, unfinished.id)
    expect((await spool.jobEnded(unfinished.id)).printer).toBe('q2')
  })

  it('moves when it is printed again, whatever was sent of it before', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 0, 'error-policy': 'stop-printer' } } })
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    expect((await spool.jobEnded(job.id)).printer).toBe('q1')
    board.off.add('one')
    clock.turn(60_000)
    await spool.service.jobRestart(alice, job.id)
    expect(await spool.jobWhen(job.id, (one) => one.state === JobState.completed)).toMatchObject({ printer: 'q2', movedFrom: ['q1'] })
    expect(board.taken).toEqual([`one ${job.id}`, `two ${job.id}`])
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
    clock.turn(30_000)
    expect(await spool.jobIn(next.id, JobState.pendingHeld)).toMatchObject({ printer: 'q1', stateReasons: ['job-held-for-review'] })
  })
})

describe('a queue whose device was found down', () => {
  /** Its first job has waited the whole time, moved on, and nothing waits any more. */
  async function afterOneMoved(setup: TestSpoolSetup = {}) {
    const clock = new TestClock()
    const board = switchboard()
    const spool = await open(clock, board, { optionsOf: { q1: { fallback: 'q2,q3', 'fallback-after': 10 } }, ...setup })
    board.off.add('one')
    const first = await spool.service.jobSubmit(alice, 'q1', jobOf('first'), documentOf(octets(10)))
    await down(spool)
    clock.turn(10_000)
    expect((await spool.jobEnded(first.id)).printer).toBe('q2')
    const submit = () => spool.service.jobSubmit(alice, 'q1', jobOf('next'), documentOf(octets(10)))
    /** Its next try is due, and there is nobody to try for: nothing is said of the device any more. */
    const idle = async () => {
      clock.turn(10_000)
      await spool.printerWhen('q1', (one) => one.state === PrinterState.idle)
    }
    return { clock, board, spool, first, submit, idle, [Symbol.asyncDispose]: () => spool[Symbol.asyncDispose]() }
  }

  it('has the next job go on at once, says who found the device down, and does not try it for that', async () => {
    await using world = await afterOneMoved()
    const { board, spool, first, submit } = world
    await world.idle()
    const tried = board.tries.length
    const second = await submit()
    const done = await spool.jobEnded(second.id)
    expect(done).toMatchObject({ printer: 'q2', movedFrom: ['q1'] })
    expect(done.stateMessage).toMatch(new RegExp(`^It was moved from printer "q1": it was down since [\\d:]+ \\(one is off; job ${first.id} found it so at [\\d:]+\\)\\.$`))
    expect(board.tries.slice(tried)).toEqual(['two'])
  })

  it('has the device tried again by a job that comes later; it moves on as soon as that has failed', async () => {
    await using world = await afterOneMoved()
    const { board, clock, spool, submit } = world
    await world.idle()
    clock.turn(30_000)
    const tried = board.tries.length
    const next = await submit()
    expect((await spool.jobEnded(next.id)).printer).toBe('q2')
    expect(board.tries.slice(tried)).toEqual(['one', 'two'])
  })

  it('uses the device again when it is back, and waits anew when it goes down after that', async () => {
    await using world = await afterOneMoved()
    const { board, clock, spool, submit } = world
    await world.idle()
    clock.turn(30_000)
    board.off.delete('one')
    const back = await submit()
    expect((await spool.jobEnded(back.id)).printer).toBe('q1')
    board.off.add('one')
    const waits = await submit()
    await down(spool)
    clock.turn(9000)
    await inOrder(spool)
    expect((await spool.service.jobQuery(alice, waits.id)).printer).toBe('q1')
    clock.turn(1000)
    expect((await spool.jobEnded(waits.id)).printer).toBe('q2')
  })

  it('forgets it when an operator says that the printer goes on, and after an hour', async () => {
    await using world = await afterOneMoved()
    const { board, clock, spool, submit } = world
    await world.idle()
    await spool.service.printerPause(operator, 'q1')
    await spool.service.printerResume(operator, 'q1')
    const tried = board.tries.length
    const first = await submit()
    await down(spool)
    await inOrder(spool)
    expect((await spool.service.jobQuery(alice, first.id)).printer).toBe('q1')
    expect(board.tries.slice(tried)).toEqual(['one'])
    await spool.service.jobCancel(alice, first.id)
    clock.turn(3_700_000)
    await inOrder(spool)
    const late = await submit()
    await down(spool)
    await inOrder(spool)
    expect((await spool.service.jobQuery(alice, late.id)).printer).toBe('q1')
  })

  it('is passed over by jobs of others meanwhile, and takes them when it may be back', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, { queueOptions: { 'fallback-after': 0 }, optionsOf: { q1: { fallback: 'q2' }, q3: { fallback: 'q1' } } })
    board.off.add('one')
    const first = await spool.service.jobSubmit(alice, 'q1', jobOf('first'), documentOf(octets(10)))
    expect((await spool.jobEnded(first.id)).printer).toBe('q2')
    clock.turn(500)
    await spool.printerWhen('q1', (one) => one.state === PrinterState.idle)
    board.off.add('three').delete('one')
    const job = await spool.service.jobSubmit(alice, 'q3', jobOf('of three'), documentOf(octets(10)))
    expect((await spool.jobWhen(job.id, (one) => one.stateMessage.includes('It cannot go'))).stateMessage).toContain('q1 is down, too')
    clock.turn(30_000)
    expect((await spool.jobEnded(job.id)).printer).toBe('q1')
  })

  it('keeps the loop guard: a job that came from another queue does not go back there', async () => {
    const world = await afterOneMoved({ optionsOf: { q1: { fallback: 'q2', 'fallback-after': 0 }, q2: { fallback: 'q1', 'fallback-after': 0 } } })
    await using spool = world.spool
    world.board.off.add('two')
    const job = await world.submit()
    const stuck = await spool.jobWhen(job.id, (one) => one.printer === 'q2' && one.stateMessage.startsWith('It was moved') && one.stateMessage.includes('two is off'))
    await inOrder(spool)
    expect(stuck).toMatchObject({ movedFrom: ['q1'] })
    expect((await spool.service.jobQuery(alice, job.id)).printer).toBe('q2')
  })
})

describe('a queue that is paused', () => {
  const stopping = { optionsOf: { q1: { fallback: 'q2', 'fallback-after': 10, 'error-policy': 'stop-printer' } } }

  it('by its error policy: its jobs move as soon as a queue of its list can take them; that is kept over a restart', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, stopping)
    board.off.add('one')
    await spool.service.printerPause(operator, 'q2')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    clock.turn(10_000)
    await spool.printerWhen('q1', (one) => one.stateReasons.includes('paused'))
    const later = await spool.service.jobSubmit(alice, 'q1', jobOf('later'), documentOf(octets(10)))
    expect((await spool.service.jobQuery(alice, job.id)).stateMessage).toMatch(/^The printer is paused: The printer could not be reached and was stopped: one is off\. It cannot go to another printer now: q2 is paused\.$/)
    const folder = await spool.crashCopy()
    await spool.service.printerResume(operator, 'q2')
    expect(await spool.jobEnded(job.id)).toMatchObject({ printer: 'q2', movedFrom: ['q1'] })
    expect((await spool.jobEnded(later.id)).printer).toBe('q2')
    await using again = await open(clock, board, { ...stopping, folder })
    await again.service.printerResume(operator, 'q2')
    expect((await again.jobEnded(job.id)).printer).toBe('q2')
  })

  it('by a person: its jobs wait for a person, also where its device is down', async () => {
    const clock = new TestClock()
    const board = switchboard()
    await using spool = await open(clock, board, stopping)
    board.off.add('one')
    const job = await spool.service.jobSubmit(alice, 'q1', jobOf('one'), documentOf(octets(10)))
    await down(spool)
    await spool.service.printerPause(operator, 'q1', 'repairs')
    clock.turn(60_000)
    await inOrder(spool)
    expect(await spool.jobIn(job.id, JobState.pending)).toMatchObject({ printer: 'q1', stateMessage: 'The printer is paused: repairs' })
    await spool.service.printerResume(operator, 'q1')
    await spool.printerWhen('q1', (one) => !one.stateReasons.includes('paused') && one.state === PrinterState.stopped)
    clock.turn(10_000)
    expect((await spool.jobEnded(job.id)).printer).toBe('q2')
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
    // The next one is moved without a try; a later one tries for five seconds.
    const second = await spool.service.jobSubmit(alice, 'q1', jobOf('two'), documentOf(octets(10)))
    expect((await spool.jobEnded(second.id)).printer).toBe('q2')
    clock.turn(30_000)
    const third = await spool.service.jobSubmit(alice, 'q1', jobOf('three'), documentOf(octets(10)))
    await spool.jobWhen(third.id, (one) => one.stateMessage === 'waiting for the printer')
    clock.turn(4999)
    await inOrder(spool)
    expect((await spool.service.jobQuery(alice, third.id)).printer).toBe('q1')
    clock.turn(1)
    expect((await spool.jobEnded(third.id)).printer).toBe('q2')
  })
})
