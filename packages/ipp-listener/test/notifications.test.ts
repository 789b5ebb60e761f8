/** Get-Notifications through whole requests (RFC 3996, RFC 3995 section 9). */
import { attribute, boolean, dateTime, GroupTag, groupOf, integer, JobState, keyword, octetString, Operation, PrinterState, StatusCode, uri, type Attribute, type Attributes, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, groupsOf, jobOf, office, openWorld, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const pdf = new TextEncoder().encode('%PDF-1.7 a document')
const alice = asUser('alice')
const operator = asUser('operator')
const pull = attribute('notify-pull-method', keyword('ippget'))
const waiting = attribute('notify-wait', boolean(true))
const events = (first: string, ...more: readonly string[]): Attribute => attribute('notify-events', keyword(first), ...more.map(keyword))
const integers = (name: string, [first = 0, ...more]: readonly number[]): Attribute => attribute(name, integer(first), ...more.map(integer))

async function subscribed(...attributes: readonly Attribute[]): Promise<number> {
  const answer = await world.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull, ...attributes]] })
  return groupOf(answer, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0
}
const fetch = (ids: readonly number[], ...more: readonly Attribute[]): Promise<Message> => world.send(Operation.GetNotifications, { operation: [office, alice, integers('notify-subscription-ids', ids), ...more] })
const fetched = (answer: Message): Attributes[] => groupsOf(answer, GroupTag.eventNotification)
const names = (answer: Message): (string | undefined)[] => fetched(answer).map((one) => one.string('notify-subscribed-event'))
const operationOf = (answer: Message): Attributes | undefined => groupOf(answer, GroupTag.operation)
const print = (...subscriptions: readonly (readonly Attribute[])[]): Promise<Message> => world.send(Operation.PrintJob, { operation: [office, alice], subscriptions, document: pdf })
const pause = () => world.send(Operation.PausePrinter, { operation: [office, operator] })
const resume = () => world.send(Operation.ResumePrinter, { operation: [office, operator] })

/** Fetches, waiting, until an event has come; then all that are there. */
async function fetchedUntil(id: number, event: string): Promise<Message> {
  for (let from = 1; ; ) {
    const answer = await fetch([id], waiting, integers('notify-sequence-numbers', [from]))
    if (fetched(answer).some((one) => one.string('notify-event') === event)) return fetch([id])
    from = (fetched(answer).at(-1)?.integer('notify-sequence-number') ?? from - 1) + 1
  }
}

describe('an event notification (RFC 3995 section 9.1, RFC 3996 section 5.2 tables 3 to 6)', () => {
  it('of a job says all of table 3 and 4', async () => {
    const id = await subscribed(events('job-state-changed'), attribute('notify-user-data', octetString(new Uint8Array([7]))))
    const job = jobOf(await print()).integer('job-id') ?? 0
    const all = fetched(await fetchedUntil(id, 'job-completed'))
    const last = all.at(-1)
    expect(last?.string('notify-event')).toBe('job-completed')
    expect(last?.integer('notify-subscription-id')).toBe(id)
    expect(last?.string('notify-printer-uri')).toBe('ipp://localhost:8631/printers/office')
    expect(last?.string('notify-subscribed-event')).toBe('job-state-changed')
    expect(last?.integer('printer-up-time')).toBeGreaterThan(0)
    expect(last?.value('printer-current-time')?.kind).toBe(dateTime(0).kind)
    expect(last?.string('notify-charset')).toBe('utf-8')
    expect(last?.string('notify-natural-language')).toBe('en')
    expect(last?.value('notify-user-data')).toEqual(octetString(new Uint8Array([7])))
    expect(last?.string('notify-text')).toMatch(new RegExp(`^Job ${job} ".+" on printer "office": completed`))
    expect(last?.string('printer-name')).toBe('office')
    expect(last?.integer('job-id')).toBe(job)
    expect(last?.string('job-name')).toBe('Untitled')
    expect(last?.integer('job-state')).toBe(JobState.completed)
    expect(last?.strings('job-state-reasons')).toEqual(['job-completed-successfully'])
    expect(last?.integer('job-impressions-completed')).toBe(0)
    expect(last?.has('printer-state')).toBe(false)
  })

  it('has job-impressions-completed only for progress and completion (table 5)', async () => {
    const id = await subscribed(events('all'))
    await print()
    const all = fetched(await fetchedUntil(id, 'job-completed')).filter((one) => one.has('job-id'))
    expect(all.map((one) => one.string('notify-event'))).toEqual(expect.arrayContaining(['job-created', 'job-state-changed', 'job-completed']))
    for (const one of all) expect([one.string('notify-event'), one.has('job-impressions-completed')]).toEqual([one.string('notify-event'), ['job-progress', 'job-completed'].includes(one.string('notify-event') ?? '')])
  })

  it('of a printer says all of table 6, as it was then', async () => {
    const id = await subscribed(events('printer-state-changed'))
    await pause()
    await resume()
    const [paused, resumed] = fetched(await fetchedUntil(id, 'printer-state-changed'))
    expect([paused?.string('notify-event'), paused?.string('notify-subscribed-event')]).toEqual(['printer-stopped', 'printer-state-changed'])
    expect(paused?.integer('printer-state')).toBe(PrinterState.stopped)
    expect(paused?.strings('printer-state-reasons')).toEqual(['paused'])
    expect(paused?.boolean('printer-is-accepting-jobs')).toBe(true)
    expect(paused?.value('notify-user-data')).toEqual(octetString(new Uint8Array()))
    expect(paused?.has('job-id')).toBe(false)
    expect([resumed?.integer('printer-state'), resumed?.strings('printer-state-reasons')]).toEqual([PrinterState.idle, ['none']])
  })

  it('carries the notify-attributes that were asked for, of the job and of the subscription (RFC 3995 section 5.3.4)', async () => {
    const id = await subscribed(events('job-completed'), attribute('notify-attributes', keyword('job-uri'), keyword('job-originating-user-name'), keyword('notify-subscriber-user-name')))
    const job = jobOf(await print()).integer('job-id') ?? 0
    const [completed] = fetched(await fetchedUntil(id, 'job-completed'))
    expect(completed?.string('job-uri')).toBe(`ipp://localhost:8631/jobs/${job}`)
    expect(completed?.string('job-originating-user-name')).toBe('alice')
    expect(completed?.string('notify-subscriber-user-name')).toBe('alice')
    expect(completed?.has('job-k-octets')).toBe(false)
  })
})

describe('Get-Notifications (RFC 3996 section 5)', () => {
  it('answers at once what is there, when to come again, and the time (section 5.2)', async () => {
    const id = await subscribed()
    const answer = await fetch([id])
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(fetched(answer)).toHaveLength(0)
    expect(operationOf(answer)?.integer('notify-get-interval')).toBe(30)
    expect(operationOf(answer)?.integer('printer-up-time')).toBeGreaterThan(0)
  })

  it('numbers the events of a subscription from 1, and answers from the number asked for (section 5.1.2)', async () => {
    const id = await subscribed(events('job-created', 'job-completed'))
    await print()
    await print()
    const answer = await fetch([id], waiting, integers('notify-sequence-numbers', [4]))
    expect(fetched(answer).map((one) => one.integer('notify-sequence-number'))).toEqual([4])
    const all = await fetch([id])
    expect(fetched(all).map((one) => one.integer('notify-sequence-number'))).toEqual([1, 2, 3, 4])
    expect(names(all)).toEqual(['job-created', 'job-completed', 'job-created', 'job-completed'])
    expect(names(await fetch([id], integers('notify-sequence-numbers', [3])))).toEqual(['job-created', 'job-completed'])
    expect(fetched(await fetch([id], integers('notify-sequence-numbers', [5])))).toHaveLength(0)
  })

  it('answers several subscriptions one behind the other, each from its number', async () => {
    const [first, second] = [await subscribed(events('job-created', 'job-completed')), await subscribed(events('job-completed'))]
    await print()
    await fetchedUntil(second, 'job-completed')
    const seen = fetched(await fetch([second, first], integers('notify-sequence-numbers', [1, 2]))).map((one) => [one.integer('notify-subscription-id'), one.integer('notify-sequence-number')])
    expect(seen).toEqual([[second, 1], [first, 2]])
    expect(fetched(await fetch([second, first], integers('notify-sequence-numbers', [2])))).toHaveLength(2)
  })

  it('tells of every printer to who subscribed to all', async () => {
    const answer = await world.send(Operation.CreatePrinterSubscriptions, { operation: [attribute('printer-uri', uri('/')), alice], subscriptions: [[pull, events('printer-stopped')]] })
    await world.send(Operation.PausePrinter, { operation: [attribute('printer-uri', uri('ipp://localhost/printers/lab')), operator] })
    const [event] = fetched(await fetchedUntil(groupOf(answer, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0, 'printer-stopped'))
    expect([event?.string('printer-name'), event?.string('notify-printer-uri')]).toEqual(['lab', 'ipp://localhost:8631/printers/lab'])
  })

  it('needs subscriptions: client-error-bad-request, and one that is there: -not-found', async () => {
    expect((await world.send(Operation.GetNotifications, { operation: [office, alice] })).code).toBe(StatusCode.ClientErrorBadRequest)
    const answer = await fetch([1])
    expect(answer.code).toBe(StatusCode.ClientErrorNotFound)
    expect(operationOf(answer)?.has('notify-get-interval')).toBe(false)
  })

  it('says which are not there if some are', async () => {
    const id = await subscribed()
    const answer = await fetch([id, 1])
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect(groupOf(answer, GroupTag.unsupported)?.integers('notify-subscription-ids')).toEqual([1])
  })

  it("refuses another user's: client-error-not-authorized; not to operators", async () => {
    const id = await subscribed()
    const as = async (user: Attribute) => (await world.send(Operation.GetNotifications, { operation: [office, user, integers('notify-subscription-ids', [id])] })).code
    expect(await as(asUser('bob'))).toBe(StatusCode.ClientErrorNotAuthorized)
    expect(await as(operator)).toBe(StatusCode.SuccessfulOk)
  })
})

describe('a job’s subscription (RFC 3995 section 11.1.3, RFC 3996 section 10.1)', () => {
  it('made with the job has its events from its creation on, and ends with it: successful-ok-events-complete', async () => {
    const printed = await print([pull, events('job-state-changed')])
    const id = groupOf(printed, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0
    await fetch([id], waiting, integers('notify-sequence-numbers', [99]))
    const answer = await fetch([id])
    expect(answer.code).toBe(StatusCode.SuccessfulOkEventsComplete)
    expect(operationOf(answer)?.has('notify-get-interval')).toBe(false)
    expect(fetched(answer).map((one) => one.string('notify-event'))).toEqual(['job-created', 'job-state-changed', 'job-completed'])
    expect(new Set(fetched(answer).map((one) => one.integer('job-id')))).toEqual(new Set([jobOf(printed).integer('job-id')]))
  })

  it('has no events of other jobs', async () => {
    const created = await world.send(Operation.CreateJob, { operation: [office, alice], subscriptions: [[pull, events('job-state-changed')]] })
    const id = groupOf(created, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0
    const other = await subscribed(events('job-completed'))
    await print()
    await fetchedUntil(other, 'job-completed')
    expect(names(await fetch([id]))).toEqual(['job-state-changed'])
  })

  it('is gone an event life after the job: client-error-not-found', async () => {
    let now = Date.now()
    await using timed = await openWorld({ clock: () => now, subscriptions: { eventLife: 15 } })
    const printed = await timed.send(Operation.PrintJob, { operation: [office, alice], subscriptions: [[pull]], document: pdf })
    const ask = (...more: readonly Attribute[]) => timed.send(Operation.GetNotifications, { operation: [office, alice, integers('notify-subscription-ids', [groupOf(printed, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0]), ...more] })
    expect((await ask(waiting)).code).toBe(StatusCode.SuccessfulOkEventsComplete)
    now += 14_000
    expect(fetched(await ask())).toHaveLength(1)
    now += 1000
    expect((await ask()).code).toBe(StatusCode.ClientErrorNotFound)
  })
})

describe('notify-wait (RFC 3996 section 5.2)', () => {
  it('holds the answer until an event comes', async () => {
    const id = await subscribed(events('printer-stopped'))
    let isAnswered = false
    const answered = fetch([id], waiting).finally(() => (isAnswered = true))
    await print()
    expect(isAnswered).toBe(false)
    await pause()
    const answer = await answered
    expect(names(answer)).toEqual(['printer-stopped'])
    expect(operationOf(answer)?.integer('notify-get-interval')).toBe(1)
  })

  it('does not hold it if there are events', async () => {
    const id = await subscribed(events('printer-stopped'))
    await pause()
    await fetchedUntil(id, 'printer-stopped')
    expect(names(await fetch([id], waiting))).toEqual(['printer-stopped'])
  })

  it('ends after the longest wait, with no event and when to ask again', async () => {
    await using brief = await openWorld({ subscriptions: { longestWait: 0.02 } })
    const made = await brief.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull]] })
    const answer = await brief.send(Operation.GetNotifications, { operation: [office, alice, waiting, integers('notify-subscription-ids', [groupOf(made, GroupTag.subscription)?.integer('notify-subscription-id') ?? 0])] })
    expect([answer.code, fetched(answer).length, operationOf(answer)?.has('notify-get-interval')]).toEqual([StatusCode.SuccessfulOk, 0, true])
  })

  it('ends when the subscription is canceled: successful-ok-events-complete, and none of its events', async () => {
    const id = await subscribed(events('job-completed'))
    const answered = fetch([id], waiting)
    await world.send(Operation.CancelSubscription, { operation: [office, alice, attribute('notify-subscription-id', integer(id))] })
    const answer = await answered
    expect([answer.code, fetched(answer).length, operationOf(answer)?.has('notify-get-interval')]).toEqual([StatusCode.SuccessfulOkEventsComplete, 0, false])
    expect((await fetch([id], waiting)).code).toBe(StatusCode.ClientErrorNotFound)
  })

  it('ends when the client goes away, and when the listener is closed', async () => {
    const id = await subscribed(events('job-completed'))
    const client = new AbortController()
    const gone = world.send(Operation.GetNotifications, { operation: [office, alice, waiting, integers('notify-subscription-ids', [id])], signal: client.signal })
    client.abort()
    expect((await gone).code).toBe(StatusCode.SuccessfulOk)
    const held = fetch([id], waiting)
    await world.listener.close()
    expect((await held).code).toBe(StatusCode.SuccessfulOk)
    expect((await fetch([id], waiting)).code).toBe(StatusCode.SuccessfulOk)
  })
})
