/** Subscriptions over a restart: the registry and what is kept of it. */
import { describe, expect, it } from 'vitest'
import type { KeptSubscriptions, SubscriptionKeeper } from './keeper.js'
import { SubscriptionRegistry } from './registry.js'
import type { Subject, Subscription, SubscriptionTemplate } from './subscription.js'
import { aJob, jobEvent } from './test-events.js'

/** A disk: what is on it, and whether writing waits or fails. */
function disk() {
  const state: { saved: unknown; fails: boolean; gate: Promise<unknown>; writes: number } = { saved: undefined, fails: false, gate: Promise.resolve(), writes: 0 }
  const keeper: SubscriptionKeeper = {
    load: () => state.saved,
    save: async (kept: KeptSubscriptions) => {
      await state.gate
      if (state.fails) throw new Error('the disk is full')
      state.writes++
      state.saved = JSON.parse(JSON.stringify(kept))
    },
  }
  return { state, keeper }
}

const start = 1_700_000_000_000

/** A process over a disk. */
function openRegistry(keeper: SubscriptionKeeper, now = start) {
  const logged: string[] = []
  const registry = new SubscriptionRegistry({}, { clock: () => now, after: () => () => undefined, keeper, log: { error: (message) => void logged.push(message) } })
  const made = (subject: Subject, template: Partial<SubscriptionTemplate> = {}): Subscription => {
    const subscription = registry.subscribe({ subject, host: '192.0.2.7', subscriber: 'alice', template: { events: ['job-completed'], attributes: ['job-id'], userData: undefined, charset: 'utf-8', naturalLanguage: 'en', leaseDuration: 600, timeInterval: 5, ...template } })
    if (subscription === undefined) throw new Error('no room')
    return subscription
  }
  const happen = (times = 1): void => {
    for (let time = 0; time < times; time++) registry.publish(jobEvent('job-completed'))
  }
  const numbers = (subscription: Subscription | undefined, from = 1): number[] => (subscription === undefined ? [] : registry.notifications(subscription, from).map(({ sequence }) => sequence))
  return { registry, made, happen, numbers, logged }
}

const office: Subject = { kind: 'printer', printer: 'office' }

describe('subscriptions that are kept', () => {
  it('are there after a restart as they were: to a printer, to all printers, to the system', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const made = [before.made(office, { userData: new Uint8Array([0, 255]) }), before.made({ kind: 'printer', printer: undefined }), before.made({ kind: 'system' }, { events: ['system-config-changed'] })]
    await before.registry.keep()
    const { registry } = openRegistry(keeper, start + 60_000)
    for (const one of made) {
      const { template, subscriber, host, printer, isOfSystem, leaseDuration, expiresAt } = one
      expect(registry.find(one.id)).toMatchObject({ template, subscriber, host, printer, isOfSystem, leaseDuration, expiresAt })
    }
    expect(registry.list({ printer: undefined }).map(({ id }) => id)).toEqual(made.slice(0, 2).map(({ id }) => id))
  })

  it('end with their lease, also while no process runs', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const [short, renewed] = [before.made(office), before.made(office)]
    before.registry.renew(renewed, 1200)
    await before.registry.keep()
    const { registry } = openRegistry(keeper, start + 600_000)
    expect([registry.find(short.id), registry.find(renewed.id)?.leaseDuration]).toEqual([undefined, 1200])
  })

  it('stay away once they are canceled', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const canceled = before.made(office)
    await before.registry.keep()
    before.registry.cancel(canceled)
    await before.registry.keep()
    expect(openRegistry(keeper).registry.find(canceled.id)).toBeUndefined()
  })

  it('get ids that none of before had, however many were made in a second', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const made = Array.from({ length: 20 }, () => before.made(office))
    await before.registry.keep()
    expect(openRegistry(keeper, start + 1000).made(office).id).toBeGreaterThan(made.at(-1)?.id ?? 0)
  })

  it('of jobs are not kept', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    before.made({ kind: 'job', job: aJob(), fromCreation: false })
    await before.registry.keep()
    expect(openRegistry(keeper).registry.list({ job: 1 })).toEqual([])
  })
})

describe('notify-sequence-number over a restart (RFC 3995 section 5.4.2)', () => {
  it('never comes again after a crash: the gap shows that events may be lost', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const subscription = before.made(office)
    await before.registry.keep()
    before.happen(3)
    expect(before.numbers(subscription)).toEqual([1, 2, 3])
    const after = openRegistry(keeper)
    after.happen()
    await after.registry.keep()
    expect(after.numbers(after.registry.find(subscription.id), 4)).toEqual([10_001])
  })

  it('goes on without a gap after a clean stop', async () => {
    const { keeper } = disk()
    const before = openRegistry(keeper)
    const subscription = before.made(office)
    await before.registry.keep()
    before.happen(3)
    before.registry.close()
    await before.registry.finish()
    const after = openRegistry(keeper)
    after.happen()
    await after.registry.keep()
    expect(after.numbers(after.registry.find(subscription.id))).toEqual([4])
  })

  it('is told only when it is reserved; who waits is told as soon as it is', async () => {
    const { state, keeper } = disk()
    const before = openRegistry(keeper)
    const { id } = before.made(office)
    await before.registry.keep()
    const gate = Promise.withResolvers<undefined>()
    state.gate = gate.promise
    const { registry, happen, numbers } = openRegistry(keeper)
    const subscription = registry.find(id)
    happen()
    expect(numbers(subscription)).toEqual([])
    const waited = registry.wait(subscription === undefined ? [] : [subscription], () => numbers(subscription).length > 0, undefined)
    gate.resolve(undefined)
    await waited
    expect(numbers(subscription)).toEqual([10_001])
  })

  it('is reserved in blocks, long before they are used up', async () => {
    const { state, keeper } = disk()
    const { registry, made, happen, numbers } = openRegistry(keeper)
    const subscription = made(office)
    await registry.keep()
    happen(4000)
    expect(state.writes).toBe(1)
    happen(2000)
    await registry.keep()
    happen(8000)
    expect(numbers(subscription).at(-1)).toBe(14_000)
    expect(state.writes).toBeLessThan(5)
  })
})

describe('a disk that does not take or give them', () => {
  it('is told who subscribes, and once in the log; when it works again, events that waited are there', async () => {
    const { state, keeper } = disk()
    const { registry, made, happen, numbers, logged } = openRegistry(keeper)
    state.fails = true
    const subscription = made(office)
    await expect(registry.keep()).rejects.toMatchObject({ code: 'temporary-error', message: 'the print server cannot write down its subscriptions: the disk is full; try again later' })
    for (let time = 0; time < 3; time++) {
      happen()
      await registry.keep().catch(() => undefined)
    }
    expect(numbers(subscription)).toEqual([])
    expect(logged).toEqual(['the subscriptions cannot be written down; events wait until they can: the disk is full'])
    state.fails = false
    await registry.keep()
    expect(numbers(subscription)).toEqual([1, 2, 3])
  })

  it.each([
    ['of another version', { version: 2 }, 'the subscriptions of before are lost: the subscriptions were kept by another version (form 2, this one knows 1)'],
    ['that are no JSON', undefined, 'the subscriptions of before are lost: Unexpected end'],
  ])('with subscriptions %s: the server starts without them, and says so', (_, saved, message) => {
    const { keeper } = disk()
    const load = (): unknown => {
      if (saved === undefined) throw new Error('Unexpected end')
      return saved
    }
    const { registry, logged } = openRegistry({ ...keeper, load })
    expect([registry.list({ printer: undefined }), logged]).toEqual([[], [message]])
  })
})
