/** Subscriptions to the system (PWG 5100.22), through whole requests. */
import { attribute, Attributes, GroupTag, groupOf, integer, keyword, name, Operation, StatusCode, text, uri, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, groupsOf, office, openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const system = attribute('system-uri', uri('ipp://localhost:8631/ipp/system'))
const alice = asUser('alice')
const operator = asUser('operator')
const pull = attribute('notify-pull-method', keyword('ippget'))
const events = (first: string, ...more: readonly string[]): Attribute => attribute('notify-events', keyword(first), ...more.map(keyword))

const subscribe = (...attributes: readonly Attribute[]): Promise<Message> => world.send(Operation.CreateSystemSubscriptions, { operation: [system, alice], subscriptions: [[pull, ...attributes]] })
const groups = (answer: Message): Attributes[] => groupsOf(answer, GroupTag.subscription)
const idIn = (answer: Message): number => groups(answer)[0]?.integer('notify-subscription-id') ?? 0
const notificationsOf = async (id: number): Promise<Attributes[]> =>
  groupsOf(await world.send(Operation.GetNotifications, { operation: [system, alice, attribute('notify-subscription-ids', integer(id))] }), GroupTag.eventNotification)
const attributesOf = async (): Promise<Attributes> => groupOf(await world.send(Operation.GetSystemAttributes, { operation: [system] }), GroupTag.system) ?? new Attributes()

/** Waits until a subscription holds so many events: what is told on the way from a service comes a turn later. */
async function until(id: number, count: number): Promise<Attributes[]> {
  const deadline = Date.now() + 5000
  for (;;) {
    const found = await notificationsOf(id)
    if (found.length >= count || Date.now() > deadline) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('Create-System-Subscriptions', () => {
  it('tells what changes of the system, with notify-system-uri', async () => {
    const answer = await subscribe(events('system-config-changed'), attribute('notify-lease-duration', integer(600)))
    expect([answer.code, groups(answer)[0]?.integer('notify-lease-duration')]).toEqual([StatusCode.SuccessfulOk, 600])
    await world.send(Operation.SetSystemAttributes, { operation: [system, operator], system: [attribute('system-name', name('Cellar'))] })
    const [event] = await until(idIn(answer), 1)
    expect(event?.string('notify-system-uri')).toBe('ipp://localhost:8631/ipp/system')
    expect(event?.has('notify-printer-uri')).toBe(false)
    expect([event?.string('notify-subscribed-event'), event?.string('system-name'), event?.string('notify-text')]).toEqual(['system-config-changed', 'Cellar', 'The configuration of "Cellar" was changed'])
    expect(event?.integer('system-up-time')).toBeGreaterThan(0)
  })

  it('tells the events of all printers and of their jobs, of those that come later too', async () => {
    const id = idIn(await subscribe(events('printer-created', 'printer-config-changed', 'printer-deleted', 'job-completed')))
    const print = attribute('printer-service-type', keyword('print'))
    await world.send(Operation.CreatePrinter, { operation: [system, operator, print], printer: [attribute('printer-name', name('q2')), attribute('device-uri', uri('contract://new/'))] })
    const q2 = attribute('printer-uri', uri('ipp://localhost:8631/ipp/print/q2'))
    await world.send(Operation.SetPrinterAttributes, { operation: [q2, operator], printer: [attribute('printer-info', text('The second'))] })
    await world.send(Operation.PrintJob, { operation: [q2, alice], document: new TextEncoder().encode('%PDF-1.7') })
    await world.send(Operation.PrintJob, { operation: [office, alice], document: new TextEncoder().encode('%PDF-1.7') })
    await world.send(Operation.CUPSDeletePrinter, { operation: [q2, operator] })
    const told = (await until(id, 5)).map((one) => [one.string('notify-subscribed-event'), one.string('notify-printer-uri')?.replace(/.*\//, '')])
    expect(told).toEqual([['printer-created', 'q2'], ['printer-config-changed', 'q2'], ['job-completed', 'q2'], ['job-completed', 'office'], ['printer-deleted', 'q2']])
  })

  it('takes the events that Get-System-Attributes lists, which no printer does', async () => {
    const attributes = await attributesOf()
    const supported = attributes.strings('notify-events-supported')
    expect(supported).toEqual(expect.arrayContaining(['system-config-changed', 'printer-created', 'printer-deleted', 'printer-config-changed', 'printer-state-changed', 'job-completed']))
    expect(attributes.string('notify-pull-method-supported')).toBe('ippget')
    expect(['notify-max-events-supported', 'notify-lease-duration-default', 'notify-lease-duration-supported', 'ippget-event-life'].filter((one) => !attributes.has(one))).toEqual([])
    const [first = '', ...more] = supported
    expect((await subscribe(events(first, ...more))).code).toBe(StatusCode.SuccessfulOk)
    expect(groups(await subscribe(events('system-config-changed', 'printer-moved')))[0]?.strings('notify-events')).toEqual(['printer-moved'])
    const ofPrinter = await world.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull, events('system-config-changed')]] })
    expect(ofPrinter.code).toBe(StatusCode.ClientErrorIgnoredAllSubscriptions)
    expect(printerOf(await world.send(Operation.GetPrinterAttributes)).strings('notify-events-supported')).not.toContain('system-config-changed')
  })

  it('is for the system, and advertised by it with all that goes with it', async () => {
    const offered = (await attributesOf()).integers('operations-supported')
    const all = [Operation.CreateSystemSubscriptions, Operation.GetSubscriptions, Operation.GetSubscriptionAttributes, Operation.RenewSubscription, Operation.CancelSubscription, Operation.GetNotifications]
    expect(offered).toEqual(expect.arrayContaining(all))
    expect((await world.send(Operation.CreateSystemSubscriptions, { operation: [office, alice], subscriptions: [[pull]] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect((await world.send(Operation.CreateSystemSubscriptions, { operation: [system, alice] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('Get-Subscriptions, Renew- and Cancel-Subscription with a system-uri', () => {
  it('list the system\'s own, renew and cancel them', async () => {
    const id = idIn(await subscribe(events('system-config-changed')))
    await world.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull]] })
    const listed = await world.send(Operation.GetSubscriptions, { operation: [system, alice, attribute('requested-attributes', keyword('all'))] })
    expect(groups(listed).map((one) => [one.integer('notify-subscription-id'), one.string('notify-system-uri'), one.has('notify-printer-uri'), one.has('notify-system-up-time')])).toEqual([[id, 'ipp://localhost:8631/ipp/system', false, true]])
    const ofPrinter = await world.send(Operation.GetSubscriptions, { operation: [office, alice] })
    expect(groups(ofPrinter)).toHaveLength(1)
    expect(idIn(ofPrinter)).not.toBe(id)
    const named = attribute('notify-subscription-id', integer(id))
    const renewed = await world.send(Operation.RenewSubscription, { operation: [system, alice, named], subscriptions: [[attribute('notify-lease-duration', integer(60))]] })
    expect([renewed.code, groups(renewed)[0]?.integer('notify-lease-duration')]).toEqual([StatusCode.SuccessfulOk, 60])
    expect((await world.send(Operation.CancelSubscription, { operation: [system, asUser('bob'), named] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await world.send(Operation.CancelSubscription, { operation: [system, alice, named] })).code).toBe(StatusCode.SuccessfulOk)
    expect(groups(await world.send(Operation.GetSubscriptions, { operation: [system, alice] }))).toEqual([])
  })
})
