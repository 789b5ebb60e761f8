import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.js'
import { PageCounter } from './page-counter.js'
import { DeviceStateModel } from './status/device-state.js'
import type { Observation } from './status/observation.js'

/** A counter that answers when it is told to, of a printer that has told its pages before or not. */
function counted(known?: number) {
  const timers: (() => void)[] = []
  const clock: Clock = { now: () => 0, after: (_, callback) => (timers.push(callback), () => undefined) }
  const model = new DeviceStateModel()
  if (known !== undefined) model.observe({ source: 'snmp', at: 0, pages: known })
  const questions: PromiseWithResolvers<Observation | undefined>[] = []
  const probe = () => {
    const question = Promise.withResolvers<Observation | undefined>()
    questions.push(question)
    return question.promise
  }
  const counter = new PageCounter([probe], model, clock, new AbortController().signal)
  return { counter, patienceEnds: () => timers.forEach((call) => call()), answer: (question: number, pages?: number) => questions[question]?.resolve(pages === undefined ? undefined : { source: 'snmp', at: 0, conditions: [], pages }) }
}

/** Whether a promise is settled, when all that can happen by itself has happened. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  void promise.then(() => (settled = true))
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

describe('the pages of a job by the counter', () => {
  it('are those between an answer before the first octet, which is waited for, and one after the last', async () => {
    const { counter, answer } = counted(1000)
    void counter.before()
    const begun = counter.ready()
    expect(await isSettled(begun)).toBe(false)
    answer(0, 1002)
    await begun
    const printed = counter.after()
    answer(1, 1007)
    expect(await printed).toMatchObject({ before: 1002, after: 1007 })
  })

  it.each([
    ['after a moment, of a printer that does not answer in it', 1000],
    ['at once, of one that is not known to count', undefined],
  ])('are not known where the job began without an answer: %s', async (_when, known) => {
    const { counter, patienceEnds, answer } = counted(known)
    const before = counter.before()
    const begun = counter.ready()
    if (known !== undefined) {
      expect(await isSettled(begun)).toBe(false)
      patienceEnds()
    }
    await begun
    // Pages of the job are in it.
    answer(0, 1003)
    expect(await before).toBe(true)
    expect(await counter.after()).toBeUndefined()
  })

  it('are not waited for longer than the silence of a printer', async () => {
    const { counter, answer } = counted(1000)
    void counter.before()
    const begun = counter.ready()
    answer(0)
    await begun
    expect(await counter.after()).toBeUndefined()
  })
})
