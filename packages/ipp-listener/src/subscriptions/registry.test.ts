import { JobState } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { SubscriptionRegistry } from './registry.js'
import type { SubscriptionSettings } from './settings.js'
import type { Subject, Subscription, SubscriptionTemplate } from './subscription.js'
import { aJob, jobEvent, printerEvent } from './test-events.js'

/** A registry whose time is set by the test. */
function openRegistry(settings: SubscriptionSettings = {}, startedAt = 1_700_000_000_000) {
  let now = startedAt
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const registry = new SubscriptionRegistry(settings, {
    clock: () => now,
    after: (milliseconds, run) => {
      const timer = { at: now + milliseconds, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
  })
  const pass = (seconds: number): void => {
    now += seconds * 1000
    for (const timer of timers) if (timer.at <= now) timer.run()
  }
  const subscribe = (subject: Subject, template: Partial<SubscriptionTemplate> = {}, host = '127.0.0.1') =>
    registry.subscribe({ subject, host, subscriber: 'alice', template: { events: ['all'], attributes: [], userData: undefined, charset: 'utf-8', naturalLanguage: 'en', leaseDuration: undefined, timeInterval: 0, ...template } })
  const made = (subject: Subject, template: Partial<SubscriptionTemplate> = {}): Subscription => {
    const subscription = subscribe(subject, template)
    if (subscription === undefined) throw new Error('no room')
    return subscription
  }
  const told = (subscription: Subscription, from = 1) => registry.notifications(subscription, from).map(({ sequence, event }) => `${sequence} ${event.name}`)
  return { registry, pass, subscribe, made, told, timers }
}

const office: Subject = { kind: 'printer', printer: 'office' }
const everyPrinter: Subject = { kind: 'printer', printer: undefined }

describe('a lease (RFC 3995 sections 5.3.8 and 5.4.3)', () => {
  it('is the default, what is asked for, or the longest', () => {
    const { made } = openRegistry({ defaultLease: 100, longestLease: 1000 })
    expect(made(office).leaseDuration).toBe(100)
    expect(made(office, { leaseDuration: 7 }).leaseDuration).toBe(7)
    expect(made(office, { leaseDuration: 5000 }).leaseDuration).toBe(1000)
    expect(made(office, { leaseDuration: 0 }).leaseDuration).toBe(1000)
  })

  it('ends the subscription, unless it is renewed', () => {
    const { registry, made, pass } = openRegistry()
    const [ended, renewed] = [made(office, { leaseDuration: 10 }), made(office, { leaseDuration: 10 })]
    pass(9)
    expect(registry.renew(renewed, 20)).toBe(20)
    pass(1)
    expect(registry.find(ended.id)).toBeUndefined()
    expect(ended.isOver).toBe(true)
    pass(18)
    expect(registry.find(renewed.id)).toBe(renewed)
    pass(1)
    expect(registry.find(renewed.id)).toBeUndefined()
  })
})

describe('ids (RFC 3995 section 5.4.1)', () => {
  it('are never given twice, nor after a restart', () => {
    const before = openRegistry()
    const after = openRegistry({}, 1_700_000_000_000 + 5000)
    const ids = [before.made(office).id, before.made(office).id, after.made(office).id]
    expect(new Set(ids).size).toBe(3)
    expect(Math.min(...ids)).toBeGreaterThan(0)
  })
})

describe('events (RFC 3995 section 5.3.3.5)', () => {
  it('go to those of the printer, of all printers, and of the job', () => {
    const { registry, made, told } = openRegistry()
    const subscriptions = [made(office), made({ kind: 'printer', printer: 'lab' }), made(everyPrinter), made({ kind: 'job', job: aJob({ id: 1 }), fromCreation: false }), made({ kind: 'job', job: aJob({ id: 2 }), fromCreation: false })]
    registry.publish(jobEvent('job-state-changed', { id: 1 }))
    registry.publish(printerEvent('printer-state-changed'))
    expect(subscriptions.map((one) => told(one))).toEqual([
      ['1 job-state-changed', '2 printer-state-changed'],
      [],
      ['1 job-state-changed', '2 printer-state-changed'],
      ['1 job-state-changed', '2 printer-state-changed'],
      ['1 printer-state-changed'],
    ])
  })

  it('of its printer do not go to a job that has ended', () => {
    const { registry, made, told } = openRegistry()
    const subscription = made({ kind: 'job', job: aJob(), fromCreation: false })
    registry.publish(jobEvent('job-completed', { state: JobState.completed }))
    registry.publish(printerEvent('printer-state-changed'))
    expect(told(subscription)).toEqual(['1 job-completed'])
  })

  it('follow a job that is moved', () => {
    const { registry, made, told } = openRegistry()
    const subscription = made({ kind: 'job', job: aJob(), fromCreation: false })
    registry.publish(jobEvent('job-config-changed', { printer: 'lab' }))
    registry.publish(printerEvent('printer-state-changed', { name: 'office' }))
    registry.publish(printerEvent('printer-state-changed', { name: 'lab' }))
    expect(told(subscription)).toEqual(['1 job-config-changed', '2 printer-state-changed'])
    expect(subscription.printer).toBe('lab')
  })

  it('that a job was moved go to both printers, and once to the job and to those of all printers', () => {
    const { registry, made, told } = openRegistry()
    const subscriptions = [made(office), made({ kind: 'printer', printer: 'lab' }), made({ kind: 'printer', printer: 'cellar' }), made(everyPrinter), made({ kind: 'job', job: aJob(), fromCreation: false })]
    for (const type of ['job-config-changed', 'job-state-changed'] as const) registry.publish({ ...jobEvent(type, { printer: 'lab' }), movedFrom: 'office' })
    const both = ['1 job-config-changed', '2 job-state-changed']
    expect(subscriptions.map((one) => told(one))).toEqual([both, both, [], both, both])
    registry.publish(jobEvent('job-completed', { printer: 'lab', state: JobState.completed }))
    expect(subscriptions.map((one) => told(one).length)).toEqual([2, 3, 0, 3, 3])
  })

  it('are numbered per subscription, and only those that are told count', () => {
    const { registry, made, told } = openRegistry()
    const subscription = made(office, { events: ['job-completed'] })
    for (const type of ['job-created', 'job-completed', 'job-created', 'job-completed'] as const) registry.publish(jobEvent(type))
    expect(told(subscription)).toEqual(['1 job-completed', '2 job-completed'])
    expect(told(subscription, 2)).toEqual(['2 job-completed'])
    expect(told(subscription, 3)).toEqual([])
    expect(subscription.sequence).toBe(2)
  })

  it('of progress keep the interval that was asked for, others do not (RFC 3995 section 5.3.9)', () => {
    const { registry, made, told, pass } = openRegistry()
    const subscription = made(office, { timeInterval: 10 })
    for (const seconds of [0, 4, 4, 2]) {
      pass(seconds)
      registry.publish(jobEvent('job-progress'))
      registry.publish(jobEvent('job-config-changed'))
    }
    expect(told(subscription)).toEqual(['1 job-progress', '2 job-config-changed', '3 job-config-changed', '4 job-config-changed', '5 job-progress', '6 job-config-changed'])
  })

  it('are kept for their life, and no more than there is room for (RFC 3996 section 8.1)', () => {
    const { registry, made, told, pass } = openRegistry({ eventLife: 15, events: 3 })
    const subscription = made(office)
    registry.publish(jobEvent('job-created'))
    pass(10)
    registry.publish(jobEvent('job-state-changed'))
    expect(told(subscription)).toHaveLength(2)
    pass(6)
    expect(told(subscription)).toEqual(['2 job-state-changed'])
    for (let count = 0; count < 5; count++) registry.publish(jobEvent('job-progress'))
    expect(told(subscription)).toEqual(['5 job-progress', '6 job-progress', '7 job-progress'])
  })
})

describe("a job's subscription", () => {
  it('made after the job begins with its creation, if it was asked for with the job', () => {
    const { registry, made, told } = openRegistry()
    registry.publish(jobEvent('job-created', { id: 7 }))
    registry.publish(jobEvent('job-created'))
    registry.publish(printerEvent('printer-state-changed'))
    registry.publish(jobEvent('job-completed', { state: JobState.completed }))
    const job = aJob({ state: JobState.completed })
    const [withJob, later] = [made({ kind: 'job', job, fromCreation: true }), made({ kind: 'job', job, fromCreation: false })]
    expect(told(withJob)).toEqual(['1 job-created', '2 printer-state-changed', '3 job-completed'])
    expect(withJob.isOver).toBe(true)
    expect(told(later)).toEqual([])
  })

  it('lives an event life longer than its job', () => {
    const { registry, made, pass } = openRegistry({ eventLife: 60 })
    const subscription = made({ kind: 'job', job: aJob(), fromCreation: false })
    pass(100_000)
    expect(registry.find(subscription.id)).toBe(subscription)
    registry.publish(jobEvent('job-completed', { state: JobState.aborted }))
    pass(59)
    registry.publish(printerEvent('printer-state-changed'))
    expect(registry.find(subscription.id)).toBe(subscription)
    pass(1)
    expect(registry.find(subscription.id)).toBeUndefined()
  })

  it('goes on when the job is restarted (RFC 3995 section 11.2.1)', () => {
    const { registry, made, pass } = openRegistry({ eventLife: 60 })
    const subscription = made({ kind: 'job', job: aJob(), fromCreation: false })
    registry.publish(jobEvent('job-completed', { state: JobState.canceled }))
    expect(subscription.isOver).toBe(true)
    registry.publish(jobEvent('job-created'))
    expect(subscription.isOver).toBe(false)
    pass(61)
    expect(registry.find(subscription.id)).toBe(subscription)
  })
})

describe('room', () => {
  it('is limited in all, by address and by job, and comes back', () => {
    const { registry, subscribe } = openRegistry({ subscriptions: 4, subscriptionsOfHost: 3, subscriptionsOfJob: 1 })
    const ofJob: Subject = { kind: 'job', job: aJob(), fromCreation: false }
    const first = subscribe(ofJob)
    expect(subscribe(ofJob)).toBeUndefined()
    expect([subscribe(office), subscribe(office)].every((one) => one !== undefined)).toBe(true)
    expect(subscribe(office)).toBeUndefined()
    expect(subscribe(office, {}, '192.0.2.1')).toBeDefined()
    expect(subscribe(office, {}, '192.0.2.1')).toBeUndefined()
    if (first !== undefined) registry.cancel(first)
    expect(registry.hasRoom('127.0.0.1', 1)).toBe(true)
    expect(registry.hasRoom('127.0.0.1', 1, 1)).toBe(false)
  })
})

describe('lists (RFC 3995 section 11.2.5)', () => {
  it('are of a job, of a printer, or of all printers', () => {
    const { registry, made } = openRegistry()
    const [ofOffice, ofLab, ofAll, ofJob] = [made(office), made({ kind: 'printer', printer: 'lab' }), made(everyPrinter), made({ kind: 'job', job: aJob({ id: 9 }), fromCreation: false })]
    expect(registry.list({ printer: 'office' })).toEqual([ofOffice, ofAll])
    expect(registry.list({ printer: undefined })).toEqual([ofOffice, ofLab, ofAll])
    expect(registry.list({ job: 9 })).toEqual([ofJob])
  })
})

describe('waiting (RFC 3996 section 5.2)', () => {
  const waiting = (world: ReturnType<typeof openRegistry>, subscription: Subscription, signal?: AbortSignal) => {
    let isDone = false
    const done = world.registry.wait([subscription], () => subscription.isOver || world.registry.notifications(subscription, 1).length > 0, signal).then(() => (isDone = true))
    return { done, isDone: () => isDone }
  }

  it('ends with the next event, and with none that was not subscribed to', async () => {
    const world = openRegistry()
    const subscription = world.made(office, { events: ['job-completed'] })
    const { done, isDone } = waiting(world, subscription)
    world.registry.publish(jobEvent('job-created'))
    await Promise.resolve()
    expect(isDone()).toBe(false)
    world.registry.publish(jobEvent('job-completed'))
    await done
    expect(world.timers.size).toBe(0)
  })

  it('ends with the subscription: canceled, or at the end of its lease', async () => {
    const world = openRegistry()
    const canceled = world.made(office)
    const first = waiting(world, canceled)
    world.registry.cancel(canceled)
    await first.done
    const leased = world.made(office, { leaseDuration: 5 })
    const second = waiting(world, leased)
    world.pass(5)
    await second.done
    expect(leased.isOver).toBe(true)
  })

  it('ends after the longest wait, with the client, and with the listener; and does not begin where too many wait', async () => {
    const world = openRegistry({ longestWait: 60, waiting: 1 })
    const subscription = world.made(office)
    const first = waiting(world, subscription)
    await waiting(world, subscription).done
    expect(first.isDone()).toBe(false)
    world.pass(60)
    await first.done
    const client = new AbortController()
    const second = waiting(world, subscription, client.signal)
    client.abort()
    await second.done
    const third = waiting(world, subscription)
    world.registry.close()
    await third.done
    await waiting(world, subscription).done
    expect(world.timers.size).toBe(0)
  })
})
