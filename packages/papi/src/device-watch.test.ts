import { describe, expect, it } from 'vitest'
import { lastingReport, factsAfter, saysStopped, type DeviceReport } from './device-report.js'
import { DeviceWatch } from './device-watch.js'

const empty: DeviceReport = { reasons: ['media-empty-error'], message: 'Tray 1 is empty.' }
const well: DeviceReport = { reasons: [], message: '', activity: 'idle' }

/** A clock turned by hand, a device that answers when it is told to, and what the watch made of it. */
function world({ interval = 30_000, random = 0.5, canBeAsked = true } = {}) {
  let now = 0
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const questions: { readonly signal: AbortSignal; readonly answer: (report: DeviceReport | undefined) => void; readonly fail: (error: Error) => void }[] = []
  const reports: (DeviceReport | undefined)[] = []
  const complaints: string[] = []
  const status = (signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<DeviceReport | undefined>()
    questions.push({ signal, answer: resolve, fail: reject })
    return promise
  }
  const watch = new DeviceWatch({
    device: canBeAsked ? { status } : {},
    interval,
    random: () => random,
    clock: {
      now: () => now,
      after: (milliseconds, run) => {
        const timer = { at: now + milliseconds, run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    },
    onReport: (report) => reports.push(report),
    onError: (message) => complaints.push(message),
  })
  const turn = (milliseconds: number): void => {
    now += milliseconds
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer)
      timer.run()
    }
  }
  const settled = async (): Promise<void> => {
    for (let turns = 0; turns < 5; turns++) await Promise.resolve()
  }
  const answer = async (report: DeviceReport | undefined): Promise<void> => {
    questions.at(-1)?.answer(report)
    await settled()
  }
  const next = (): number | undefined => {
    const [first] = [...timers].map(({ at }) => at - now).sort((a, b) => a - b)
    return first
  }
  return { watch, questions, reports, complaints, turn, answer, settled, next }
}

describe('a watch over a device', () => {
  it('asks soon after its start, then again and again', async () => {
    const { watch, questions, reports, turn, answer, next } = world()
    watch.start()
    expect(next()).toBe(500)
    turn(500)
    await answer(well)
    expect(reports).toEqual([well])
    expect(next()).toBe(30_000)
    turn(30_000)
    expect(questions).toHaveLength(2)
  })

  it.each([
    [0, 22_500],
    [1, 37_500],
  ])('does not ask all devices at once: chance %d, next question in %d ms', async (random, milliseconds) => {
    const { watch, turn, answer, next } = world({ random })
    watch.start()
    turn(1000)
    await answer(well)
    expect(next()).toBe(milliseconds)
  })

  it('asks faster while the device is stopped', async () => {
    const { watch, turn, answer, next } = world()
    watch.start()
    turn(1000)
    await answer(empty)
    expect(next()).toBe(5000)
    turn(5000)
    await answer(well)
    expect(next()).toBe(30_000)
  })

  it('asks one that does not answer less and less, and as before when it answers', async () => {
    const { watch, reports, turn, answer, next } = world()
    watch.start()
    turn(1000)
    const waits: (number | undefined)[] = []
    for (let silent = 0; silent < 6; silent++) {
      await answer(undefined)
      waits.push(next())
      turn(next() ?? 0)
    }
    expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, 480_000, 480_000])
    expect(reports.every((report) => report === undefined)).toBe(true)
    await answer(well)
    expect(next()).toBe(30_000)
  })

  it('is out of the way of a job: no question, and an answer on its way does not count', async () => {
    const { watch, questions, reports, turn, answer, next } = world()
    watch.start()
    turn(1000)
    watch.begin()
    expect(questions[0]?.signal.aborted).toBe(true)
    await answer(empty)
    expect([reports, next()]).toEqual([[], undefined])
    watch.now()
    expect(questions).toHaveLength(1)
    watch.end(undefined)
    expect(questions).toHaveLength(2)
    await answer(empty)
    expect(reports).toEqual([empty])
  })

  it('says once why it cannot ask', async () => {
    const { watch, questions, reports, complaints, turn, settled, next } = world()
    watch.start()
    turn(1000)
    for (const why of ['net-snmp is not installed', 'net-snmp is not installed']) {
      questions.at(-1)?.fail(new Error(why))
      await settled()
      turn(next() ?? 0)
    }
    expect([complaints, reports]).toEqual([['net-snmp is not installed'], [undefined, undefined]])
  })

  it('passes on once what a device that answers complains of', async () => {
    const { watch, reports, complaints, turn, answer, next } = world()
    watch.start()
    turn(1000)
    for (const complaint of ['a password is wrong', 'a password is wrong', undefined]) {
      await answer({ ...well, ...(complaint === undefined ? {} : { complaint }) })
      turn(next() ?? 0)
    }
    expect([complaints, reports.length]).toEqual([['a password is wrong'], 3])
  })

  it('ends a question when it is disposed of, and asks no more', async () => {
    const { watch, questions, reports, turn, answer, next } = world()
    watch.start()
    turn(1000)
    watch[Symbol.dispose]()
    expect(questions[0]?.signal.aborted).toBe(true)
    await answer(empty)
    watch.now()
    expect([reports, next(), questions.length]).toEqual([[], undefined, 1])
  })

  it.each([
    ['cannot be asked', { canBeAsked: false }],
    ['is not to be asked', { interval: 0 }],
  ])('lets what was said count for its time where the device %s', (_what, setup) => {
    const { watch, questions, reports, turn, next } = world(setup)
    watch.start()
    expect(next()).toBeUndefined()
    watch.begin()
    watch.end({ reasons: ['toner-low-warning'], message: '', until: 60_000 })
    turn(59_999)
    expect(reports).toEqual([])
    turn(1)
    expect([reports, questions]).toEqual([[undefined], []])
  })
})

describe('what outlasts a delivery', () => {
  it('is warnings, for a quarter of an hour, or what the device has given an end', () => {
    expect(lastingReport({ reasons: ['media-empty-error', 'toner-low-warning'], message: 'm', activity: 'stopped' }, 1000)).toEqual({ reasons: ['toner-low-warning'], message: 'm', until: 901_000 })
    expect(lastingReport({ ...empty, until: 61_000 }, 1000)).toEqual({ ...empty, until: 61_000 })
    expect(lastingReport({ ...empty, until: 61_000 }, 61_000)).toBeUndefined()
  })

  it('is nothing about the connection', () => {
    expect(lastingReport({ reasons: ['connecting-to-device-warning', 'timed-out-warning'], message: 'm' }, 0)).toBeUndefined()
  })
})

describe('what is known of a device', () => {
  const supplies = [{ supply: 'type=toner;', name: 'Black', type: 'toner', color: '#000000', level: 5, lowLevel: 10, highLevel: 100 }]
  const alerts = [{ alert: 'code=jam', description: '' }]

  it('stays as it was told last, but for alerts', () => {
    const known = factsAfter({}, { ...empty, supplies, alerts, pages: 7 })
    expect(known).toEqual({ supplies, alerts, pages: 7 })
    expect(factsAfter(known, undefined)).toEqual({ supplies, pages: 7 })
    expect(factsAfter(known, { ...well, supplies: [] })).toEqual({ supplies: [], pages: 7 })
  })

  it('is the same object where nothing has changed', () => {
    const known = factsAfter({}, { ...empty, supplies, alerts })
    expect(factsAfter(known, { ...empty, supplies: structuredClone(supplies), alerts: structuredClone(alerts) })).toBe(known)
  })
})

it('stands still with an error, or if it says so', () => {
  expect([empty, well, { reasons: ['toner-low-warning'] }, { reasons: [], activity: 'stopped' } as const].map(saysStopped)).toEqual([true, false, false, true])
})
