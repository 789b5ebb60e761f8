import { describe, expect, it } from 'vitest'
import { JobState, jobStateName } from '@platen/papi'
import { firstStanding, nextStanding, type JobEvent, type Standing } from './job-state-machine.js'

const { pending, pendingHeld, processing, processingStopped, canceled, aborted, completed } = JobState
const job = (state: JobState, more: Partial<Standing> = {}): Standing => ({
  state, open: false, documents: 1, kept: true, cancelBy: null, holdUntil: state === JobState.pendingHeld ? 'indefinite' : '', heldNew: false, locked: false, lock: 'none', suspendedBy: null,
  deviceStopped: state === JobState.processingStopped, notice: '', ...more,
})

/** The state after an event: `=` for no change, `-` for a refusal. In the order of the states. */
function row(event: JobEvent, more: Partial<Standing> = {}): string {
  return [pending, pendingHeld, processing, processingStopped, canceled, aborted, completed]
    .map((state) => {
      const verdict = nextStanding(job(state, more), event)
      return verdict.possible ? (verdict.change === undefined ? '=' : jobStateName(verdict.change.state)) : '-'
    })
    .join(' ')
}

const events = {
  hold: { type: 'hold', until: 'indefinite', releaseAt: null },
  release: { type: 'release' },
  releaseTime: { type: 'release-time' },
  cancel: { type: 'cancel', by: 'user', message: '' },
  start: { type: 'start' },
  stop: { type: 'stop', message: 'out of paper' },
  goOn: { type: 'go-on' },
  delivered: { type: 'delivered', reasons: [], message: '' },
  requeue: { type: 'requeue', message: '' },
  review: { type: 'review', message: '' },
  abort: { type: 'abort', reasons: [], message: '' },
  restart: { type: 'restart' },
  close: { type: 'close' },
  suspend: { type: 'suspend', by: 'operator' },
  resume: { type: 'resume' },
  releaseNew: { type: 'release-new' },
  timeUp: { type: 'cancel', by: 'time-out', message: '' },
} as const satisfies Record<string, JobEvent>

describe('the states of a closed job', () => {
  it.each<[keyof typeof events, string]>([
    //             pending      pending-held processing         processing-stopped canceled aborted completed
    ['hold', 'pending-held pending-held - - - - -'],
    ['release', '= pending = = - - -'],
    ['releaseTime', '- pending - - - - -'],
    ['cancel', 'canceled canceled processing processing-stopped - - -'],
    ['start', 'processing - - - - - -'],
    ['stop', '- - processing-stopped processing-stopped - - -'],
    ['goOn', '- - = processing - - -'],
    ['delivered', '- - completed completed - - -'],
    ['requeue', '- - pending pending - - -'],
    ['review', '- - pending-held pending-held - - -'],
    ['abort', 'aborted aborted aborted aborted - - -'],
    ['restart', '- - - - pending pending pending'],
    ['close', '= = = = = = ='],
    ['suspend', '- - processing-stopped processing-stopped - - -'],
    ['resume', '- - - - - - -'],
    ['releaseNew', '- - - - - - -'],
    ['timeUp', 'canceled canceled processing processing-stopped - - -'],
  ])('%s: %s', (event, expected) => {
    expect(row(events[event])).toBe(expected)
  })

  it('ends canceled whatever its device did, once it was asked to', () => {
    for (const event of [events.delivered, events.requeue, events.review, events.abort]) {
      const verdict = nextStanding(job(processing, { cancelBy: 'operator' }), event)
      expect(verdict).toMatchObject({ possible: true, change: { state: canceled, reasons: ['job-canceled-by-operator'], cancelBy: null } })
    }
    expect(nextStanding(job(processing, { cancelBy: 'user' }), events.cancel)).toEqual({ possible: true, change: undefined })
  })

  it('says processing-to-stop-point while it is being canceled (RFC 8011 section 5.3.8)', () => {
    expect(nextStanding(job(processing), events.cancel)).toMatchObject({ change: { reasons: ['processing-to-stop-point', 'job-canceled-by-user'], cancelBy: 'user' } })
    expect(nextStanding(job(processing, { cancelBy: 'user' }), events.stop)).toMatchObject({ change: { reasons: ['printer-stopped', 'processing-to-stop-point', 'job-canceled-by-user'] } })
  })

  it('completes with warnings if something stays to be said of it', () => {
    expect(nextStanding(job(processing), events.delivered)).toMatchObject({ change: { reasons: ['job-completed-successfully'] } })
    expect(nextStanding(job(processing, { notice: 'It may be printed twice.' }), events.delivered)).toMatchObject({ change: { reasons: ['job-completed-with-warnings'] } })
  })

  it('says how well it went once, by the word of its device if that has one (RFC 8011 section 5.3.8)', () => {
    const warned = { ...events.delivered, reasons: ['job-completed-with-warnings', 'warnings-detected'] }
    expect(nextStanding(job(processing), warned)).toMatchObject({ change: { reasons: ['job-completed-with-warnings', 'warnings-detected'] } })
    expect(nextStanding(job(processing, { notice: 'It may be printed twice.' }), warned)).toMatchObject({ change: { reasons: ['job-completed-with-warnings', 'warnings-detected'] } })
  })

  it('is not printed again without its documents', () => {
    expect(nextStanding(job(completed, { kept: false }), events.restart)).toEqual({ possible: false, why: 'its documents are no longer kept' })
    expect(nextStanding(job(aborted, { documents: 0 }), events.restart)).toMatchObject({ possible: false })
    expect(nextStanding(job(completed, { notice: 'old' }), events.restart)).toMatchObject({ change: { notice: '', anew: true } })
  })

  it('names the state in a refusal', () => {
    expect(nextStanding(job(completed), events.cancel)).toEqual({ possible: false, why: 'it is completed already' })
  })
})

describe('a suspended job (RFC 3998 section 3.2)', () => {
  const suspended = { suspendedBy: 'operator', deviceStopped: false } as const
  const change = (event: JobEvent, more: Partial<Standing> = {}) => {
    const verdict = nextStanding(job(processingStopped, { ...suspended, ...more }), event)
    return verdict.possible ? verdict.change : verdict.why
  }

  it('says who suspended it, and goes on when it is resumed', () => {
    expect(nextStanding(job(processing), { type: 'suspend', by: 'user' })).toMatchObject({ change: { state: processingStopped, reasons: ['job-suspended', 'job-suspended-by-user'], suspendedBy: 'user' } })
    expect(change(events.resume)).toMatchObject({ state: processing, reasons: ['job-printing'], suspendedBy: null })
    expect(change(events.suspend)).toBeUndefined()
  })

  it('is stopped by its device and by people independently', () => {
    expect(change(events.stop)).toMatchObject({ state: processingStopped, reasons: ['printer-stopped', 'job-suspended', 'job-suspended-by-operator'] })
    expect(change(events.goOn, { deviceStopped: true })).toMatchObject({ state: processingStopped, reasons: ['job-suspended', 'job-suspended-by-operator'] })
    expect(change(events.resume, { deviceStopped: true })).toMatchObject({ state: processingStopped, reasons: ['printer-stopped'] })
  })

  it('is canceled like any other, and not suspended once it is being canceled', () => {
    expect(change(events.cancel)).toMatchObject({ state: processing, reasons: ['processing-to-stop-point', 'job-canceled-by-user'], suspendedBy: null })
    expect(nextStanding(job(processing, { cancelBy: 'user' }), events.suspend)).toEqual({ possible: false, why: 'it is being canceled' })
  })

  it('does not begin to print by itself after its delivery broke off: it is held', () => {
    expect(change({ type: 'requeue', message: 'The server stopped.', broken: true })).toMatchObject({
      state: pendingHeld, reasons: ['job-held-for-review'], message: 'The server stopped. It was suspended: it is held until it is released.', suspendedBy: null, broken: true,
    })
  })
})

describe('a job held for several reasons', () => {
  const all = { holdUntil: 'night', heldNew: true, locked: true, lock: 'password' as const }
  const reasons = (event: JobEvent, more: Partial<Standing>) => {
    const verdict = nextStanding(job(pendingHeld, more), event)
    return verdict.possible ? verdict.change?.reasons : verdict.why
  }

  it('prints when the last has gone', () => {
    expect(reasons(events.releaseTime, all)).toEqual(['job-held-for-review', 'job-password-wait'])
    expect(reasons(events.releaseNew, all)).toEqual(['job-hold-until-specified', 'job-password-wait'])
    expect(reasons({ type: 'hold', until: 'no-hold', releaseAt: null }, all)).toEqual(['job-held-for-review', 'job-password-wait'])
    expect(reasons({ type: 'release', unlocked: true }, all)).toEqual([])
    expect(reasons(events.releaseNew, { holdUntil: '', heldNew: true })).toEqual([])
  })

  it('is not released without its password, nor by its owner while new jobs are held', () => {
    expect(reasons(events.release, { locked: true, lock: 'password' })).toBe('it waits for its password')
    expect(reasons(events.release, { locked: true, lock: 'owner' })).toBe('it waits for its owner')
    expect(reasons({ type: 'release', by: 'user' }, { heldNew: true })).toBe('an operator holds new jobs of this printer')
    expect(reasons({ type: 'release', by: 'operator' }, { heldNew: true })).toEqual([])
  })

  it('begins and begins again locked if it has a password, held if that is asked', () => {
    expect(firstStanding(false, undefined, { lock: 'password' })).toMatchObject({ state: pendingHeld, reasons: ['job-password-wait'], locked: true })
    expect(firstStanding(false, undefined, { lock: 'owner' })).toMatchObject({ state: pendingHeld, reasons: ['job-held-for-authorization'], locked: true })
    expect(firstStanding(true, undefined, { heldNew: true })).toMatchObject({ state: pendingHeld, reasons: ['job-incoming', 'job-data-insufficient', 'job-held-for-review'], heldNew: true })
    expect(nextStanding(job(completed, { lock: 'password' }), events.restart)).toMatchObject({ change: { state: pendingHeld, reasons: ['job-password-wait'], locked: true } })
    expect(nextStanding(job(completed), { type: 'restart', hold: { until: 'night', releaseAt: 9 } })).toMatchObject({ change: { state: pendingHeld, holdUntil: 'night', releaseAt: 9 } })
  })
})

describe('an open job', () => {
  const open = { open: true }

  it('is not started, and may be held, released and canceled', () => {
    expect(row(events.start, open).split(' ')[0]).toBe('-')
    expect(nextStanding(job(pending, open), events.hold)).toMatchObject({ change: { reasons: ['job-incoming', 'job-data-insufficient', 'job-hold-until-specified'] } })
    expect(nextStanding(job(pendingHeld, open), events.release)).toMatchObject({ change: { state: pending, reasons: ['job-incoming', 'job-data-insufficient'] } })
    expect(nextStanding(job(pending, open), events.cancel)).toMatchObject({ change: { state: canceled, open: false } })
  })

  it('prints once it is closed, stays held if it is held, and is aborted without a document', () => {
    expect(nextStanding(job(pending, open), events.close)).toMatchObject({ change: { state: pending, reasons: [], open: false } })
    expect(nextStanding(job(pendingHeld, open), events.close)).toMatchObject({ change: { state: pendingHeld, reasons: ['job-hold-until-specified'], open: false } })
    expect(nextStanding(job(pending, { ...open, documents: 0 }), events.close)).toMatchObject({ change: { state: aborted } })
  })

  it.each([
    ['abort-job', 1, aborted],
    ['hold-job', 1, pendingHeld],
    ['process-job', 1, pending],
    ['hold-job', 0, aborted],
    ['process-job', 0, aborted],
  ] as const)('that times out under %s with %i documents', (action, documents, state) => {
    expect(nextStanding(job(pending, { ...open, documents }), { type: 'time-out', action })).toMatchObject({ change: { state, open: false } })
  })

  it('does not time out once it is closed', () => {
    expect(nextStanding(job(pending), { type: 'time-out', action: 'abort-job' })).toMatchObject({ possible: false })
  })
})

describe('a new job', () => {
  it.each([
    [false, undefined, pending, []],
    [true, undefined, pending, ['job-incoming', 'job-data-insufficient']],
    [false, { until: 'night', releaseAt: 5 }, pendingHeld, ['job-hold-until-specified']],
    [true, { until: 'night', releaseAt: 5 }, pendingHeld, ['job-incoming', 'job-data-insufficient', 'job-hold-until-specified']],
  ] as const)('open %s, held %j', (open, hold, state, reasons) => {
    expect(firstStanding(open, hold)).toMatchObject({ state, reasons, holdUntil: hold?.until ?? '', releaseAt: hold?.releaseAt ?? null })
  })
})
