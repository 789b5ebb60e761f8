/** Subscriptions, each operation through whole requests (RFC 3995). */
import { attribute, boolean, GroupTag, groupOf, integer, JobState, keyword, name, octetString, Operation, StatusCode, uri, type Attribute, type Attributes, type Message } from '@platen/ipp-core'
import type { PrintService } from '@platen/papi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptSubscriptions, SubscriptionKeeper } from '../src/index.js'
import { asUser, groupsOf, jobOf, messageOf, office, openWorld, printerOf, type Sent, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const pdf = new TextEncoder().encode('%PDF-1.7 a document')
const alice = asUser('alice')
const bob = asUser('bob')
const operator = asUser('operator')
const pull = attribute('notify-pull-method', keyword('ippget'))
const push = attribute('notify-recipient-uri', uri('mailto:alice@example.org'))
const allPrinters = attribute('printer-uri', uri('/'))
const events = (first: string, ...more: readonly string[]): Attribute => attribute('notify-events', keyword(first), ...more.map(keyword))
const named = (id: number): Attribute => attribute('notify-subscription-id', integer(id))
const lease = (seconds: number): Attribute => attribute('notify-lease-duration', integer(seconds))

/** Makes a print service one that has no events. */
const withoutEvents = (service: PrintService): void => void Object.defineProperty(service, 'events', { value: undefined })

const groups = (answer: Message): Attributes[] => groupsOf(answer, GroupTag.subscription)
const ids = (answer: Message): number[] => groups(answer).flatMap((group) => group.integer('notify-subscription-id') ?? [])
const statuses = (answer: Message): (number | undefined)[] => groups(answer).map((group) => group.integer('notify-status-code'))

const create = (subscriptions: readonly (readonly Attribute[])[], operation: readonly Attribute[] = [office, alice]): Promise<Message> => world.send(Operation.CreatePrinterSubscriptions, { operation, subscriptions })
const created = async (...attributes: readonly Attribute[]): Promise<number> => ids(await create([[pull, ...attributes]]))[0] ?? 0
const query = (id: number, ...more: readonly Attribute[]): Promise<Message> => world.send(Operation.GetSubscriptionAttributes, { operation: [office, named(id), ...more] })

/** A job that is being sent while the device stands still. */
async function running(): Promise<{ readonly id: number; readonly ended: Promise<Message> }> {
  world.device.stop()
  const ended = world.send(Operation.PrintJob, { operation: [office, alice], document: pdf })
  await world.device.started(1)
  const [job] = await world.services.printerListJobs({ caller: { host: '', isOperator: true } }, {})
  return { id: job?.id ?? 0, ended }
}

describe('subscriptions that outlive the process', () => {
  it('are kept before the client is told; what cannot be kept is not made: server-error-temporary-error', async () => {
    let isFull = false
    let saved: KeptSubscriptions | undefined
    const keeper: SubscriptionKeeper = {
      load: () => saved,
      save: (state) => {
        if (isFull) throw new Error('the disk is full')
        saved = state
      },
    }
    await world[Symbol.asyncDispose]()
    world = await openWorld({ subscriptionKeeper: keeper })
    const id = await created(events('job-completed'))
    const leased = () => saved?.subscriptions.map((one) => [one.id, one.leaseDuration])
    expect(leased()).toEqual([[id, 86_400]])
    await world.send(Operation.RenewSubscription, { operation: [office, alice, named(id)], subscriptions: [[lease(7)]] })
    expect(leased()).toEqual([[id, 7]])
    isFull = true
    const refused = await create([[pull], [pull]])
    expect([refused.code, messageOf(refused)]).toEqual([StatusCode.ServerErrorTemporaryError, 'the print server cannot write down its subscriptions: the disk is full; try again later'])
    expect(ids(await world.send(Operation.GetSubscriptions, { operation: [office, alice] }))).toEqual([id])
    isFull = false
    await world.send(Operation.CancelSubscription, { operation: [office, alice, named(id)] })
    expect(leased()).toEqual([])
  })
})

describe('Create-Printer-Subscriptions (RFC 3995 section 11.1.2)', () => {
  it('answers the id and the lease that was granted', async () => {
    const answer = await create([[pull, events('printer-state-changed'), lease(3600)]])
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(groups(answer)).toHaveLength(1)
    expect(ids(answer)[0]).toBeGreaterThan(0)
    expect(groups(answer)[0]?.integer('notify-lease-duration')).toBe(3600)
    expect(statuses(answer)).toEqual([undefined])
  })

  it('grants a day by default, and the longest lease for one without end', async () => {
    expect(groups(await create([[pull]]))[0]?.integer('notify-lease-duration')).toBe(86_400)
    expect(groups(await create([[pull, lease(0)]]))[0]?.integer('notify-lease-duration')).toBe(2_592_000)
  })

  it('needs a subscription group that says how to deliver: client-error-bad-request', async () => {
    for (const answer of [await create([]), await create([[pull], [events('all')]])]) {
      expect(answer.code).toBe(StatusCode.ClientErrorBadRequest)
      expect(groups(answer)).toHaveLength(0)
    }
    expect(groups(await world.send(Operation.GetSubscriptions, { operation: [office] }))).toHaveLength(0)
  })

  it('answers a group for each, in order: successful-ok-ignored-subscriptions if some are refused', async () => {
    const answer = await create([[push], [pull], [pull, events('none')]])
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredSubscriptions)
    expect(statuses(answer)).toEqual([StatusCode.ClientErrorUriSchemeNotSupported, undefined, StatusCode.ClientErrorAttributesOrValuesNotSupported])
    expect(groups(answer).map((group) => group.has('notify-subscription-id'))).toEqual([false, true, false])
    expect(groups(answer)[0]?.string('notify-recipient-uri')).toBe('mailto:alice@example.org')
  })

  it("refuses CUPS's dbus:// even beside ippget, so that its clients know to poll: client-error-ignored-all-subscriptions", async () => {
    const answer = await create([[attribute('notify-recipient-uri', uri('dbus://')), pull, events('all'), lease(86_400), attribute('requesting-user-name', name('alice'))]], [allPrinters])
    expect(answer.code).toBe(StatusCode.ClientErrorIgnoredAllSubscriptions)
    expect(statuses(answer)).toEqual([StatusCode.ClientErrorUriSchemeNotSupported])
  })

  it('makes the subscription and returns what it cannot do (section 5.2)', async () => {
    const answer = await create([[pull, events('job-completed', 'printer-exploded')]])
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(statuses(answer)).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes])
    expect(groups(answer)[0]?.strings('notify-events')).toEqual(['printer-exploded'])
    expect(groups(await query(ids(answer)[0] ?? 0))[0]?.strings('notify-events')).toEqual(['job-completed'])
  })

  it('does not take a notify-job-id, and says so (section 11.1.2.1)', async () => {
    const answer = await create([[pull]], [office, alice, attribute('notify-job-id', integer(1))])
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect(groupOf(answer, GroupTag.unsupported)?.integer('notify-job-id')).toBe(1)
    expect(ids(answer)).toHaveLength(1)
  })

  it('has room for so many: client-error-too-many-subscriptions', async () => {
    await using small = await openWorld({ subscriptions: { subscriptions: 1 } })
    const answer = await small.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull], [pull]] })
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredSubscriptions)
    expect(statuses(answer)).toEqual([undefined, StatusCode.ClientErrorTooManySubscriptions])
    expect((await small.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull]] })).code).toBe(StatusCode.ClientErrorIgnoredAllSubscriptions)
  })

  it('takes all printers as its target, and the user from the subscription group, as pycups and cups-browsed send them', async () => {
    const sent: Sent = { operation: [allPrinters], subscriptions: [[pull, attribute('requesting-user-name', name('carol')), events('printer-added', 'printer-deleted', 'server-started')]] }
    const answer = await world.send(Operation.CreatePrinterSubscriptions, sent)
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    const [subscription] = groups(await query(ids(answer)[0] ?? 0, asUser('carol')))
    expect(subscription?.string('notify-subscriber-user-name')).toBe('carol')
    expect(subscription?.string('notify-printer-uri')).toBe('ipp://localhost:8631/')
  })

  it('refuses a printer that is not there, and a job: client-error-not-found, -bad-request', async () => {
    expect((await create([[pull]], [attribute('printer-uri', uri('ipp://localhost/printers/none')), alice])).code).toBe(StatusCode.ClientErrorNotFound)
    expect((await create([[pull]], [attribute('job-uri', uri('ipp://localhost/jobs/1')), alice])).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('Create-Job-Subscriptions (RFC 3995 section 11.1.1)', () => {
  const subscribe = (operation: readonly Attribute[], ...attributes: readonly Attribute[]) => world.send(Operation.CreateJobSubscriptions, { operation: [office, ...operation], subscriptions: [[pull, ...attributes]] })
  const job = (id: number) => attribute('notify-job-id', integer(id))

  it("subscribes to an unfinished job for its owner and for operators; others are refused: client-error-not-authorized", async () => {
    const { id, ended } = await running()
    const answer = await subscribe([alice, job(id)])
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect((await subscribe([operator, job(id)])).code).toBe(StatusCode.SuccessfulOk)
    expect((await subscribe([bob, job(id)])).code).toBe(StatusCode.ClientErrorNotAuthorized)
    const subscription = groups(await query(ids(answer)[0] ?? 0))[0]
    expect(subscription?.integer('notify-job-id')).toBe(id)
    expect(['notify-lease-duration', 'notify-lease-expiration-time', 'notify-printer-up-time'].filter((one) => subscription?.has(one))).toEqual([])
    world.device.go()
    await ended
  })

  it('refuses a job that has ended: client-error-not-possible; that is not there: -not-found; without one: -bad-request', async () => {
    const id = jobOf(await world.send(Operation.PrintJob, { operation: [office, alice], document: pdf })).integer('job-id') ?? 0
    expect((await subscribe([alice, job(id)])).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await subscribe([alice, job(99)])).code).toBe(StatusCode.ClientErrorNotFound)
    const answer = await subscribe([alice])
    expect([answer.code, messageOf(answer)]).toEqual([StatusCode.ClientErrorBadRequest, expect.stringContaining('notify-job-id')])
  })

  it('has no lease: returned as unsupported (section 5.2 step 8b)', async () => {
    const { id, ended } = await running()
    const [group] = groups(await subscribe([alice, job(id)], lease(60)))
    expect(group?.value('notify-lease-duration')?.kind).toBe('out-of-band')
    expect(group?.integer('notify-status-code')).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    world.device.go()
    await ended
  })

  it('is what a notify-job-id in the group of Create-Printer-Subscriptions means, as pycups sends it', async () => {
    const { id, ended } = await running()
    const answer = await world.send(Operation.CreatePrinterSubscriptions, { operation: [allPrinters], subscriptions: [[pull, attribute('requesting-user-name', name('alice')), job(id)]] })
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(groups(await query(ids(answer)[0] ?? 0))[0]?.integer('notify-job-id')).toBe(id)
    world.device.go()
    await ended
  })
})

describe('subscription groups in a request that makes a job (RFC 3995 section 11.1.3)', () => {
  const print = (subscriptions: readonly (readonly Attribute[])[]) => world.send(Operation.PrintJob, { operation: [office, alice], subscriptions, document: pdf })

  it('are answered behind the job, with ids and without leases', async () => {
    const answer = await print([[pull], [pull, events('job-progress')]])
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(answer.groups.map((group) => group.tag)).toEqual([GroupTag.operation, GroupTag.job, GroupTag.subscription, GroupTag.subscription])
    expect(ids(answer)).toHaveLength(2)
    expect(groups(answer).some((group) => group.has('notify-lease-duration'))).toBe(false)
  })

  it('never keep the job from being made: successful-ok-ignored-subscriptions, though all are refused', async () => {
    const answer = await print([[push]])
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredSubscriptions)
    expect(jobOf(answer).integer('job-state')).toBe(JobState.completed)
    expect(statuses(answer)).toEqual([StatusCode.ClientErrorUriSchemeNotSupported])
  })

  it('hide what else could be told, but for the attributes (section 12.1)', async () => {
    const answer = await world.send(Operation.PrintJob, { operation: [office, alice], job: [attribute('media', keyword('iso_a0_841x1189mm'))], subscriptions: [[push]], document: pdf })
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredSubscriptions)
    expect(groupOf(answer, GroupTag.unsupported)?.string('media')).toBe('iso_a0_841x1189mm')
  })

  it('are refused with the job if they do not say how to deliver: client-error-bad-request', async () => {
    expect((await print([[events('all')]])).code).toBe(StatusCode.ClientErrorBadRequest)
    expect(world.device.begun).toHaveLength(0)
  })

  it('work in Create-Job', async () => {
    const answer = await world.send(Operation.CreateJob, { operation: [office, alice], subscriptions: [[pull]] })
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    const listed = await world.send(Operation.GetSubscriptions, { operation: [office, attribute('notify-job-id', jobOf(answer).value('job-id') ?? integer(0))] })
    expect(ids(listed)).toEqual(ids(answer))
  })

  it('are tried in Validate-Job, which makes none (section 11.2.2)', async () => {
    const answer = await world.send(Operation.ValidateJob, { operation: [office, alice], subscriptions: [[pull, events('job-created', 'printer-exploded')], [push]] })
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredSubscriptions)
    expect(statuses(answer)).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, StatusCode.ClientErrorUriSchemeNotSupported])
    expect(ids(answer)).toEqual([])
    await using small = await openWorld({ subscriptions: { subscriptionsOfJob: 1 } })
    expect(statuses(await small.send(Operation.ValidateJob, { operation: [office], subscriptions: [[pull], [pull]] }))).toEqual([undefined, StatusCode.ClientErrorTooManySubscriptions])
  })

  it('are ignored by a print service without events', async () => {
    await using silent = await openWorld({}, { change: withoutEvents })
    const answer = await silent.send(Operation.PrintJob, { operation: [office, alice], subscriptions: [[events('all')]], document: pdf })
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(groups(answer)).toHaveLength(0)
  })
})

describe('Get-Subscription-Attributes (RFC 3995 section 11.2.4)', () => {
  it('answers every attribute of a printer’s subscription (sections 5.3 and 5.4)', async () => {
    await using timed = await openWorld({ clock: () => 1_000_000_000_500 })
    const answer = await timed.send(Operation.CreatePrinterSubscriptions, { operation: [office, alice], subscriptions: [[pull, events('job-created', 'job-completed'), lease(100), attribute('notify-user-data', octetString(new Uint8Array([1, 2])))]] })
    const id = ids(answer)[0] ?? 0
    const [all] = groups(await timed.send(Operation.GetSubscriptionAttributes, { operation: [office, named(id), alice] }))
    expect(Object.fromEntries([...(all ?? [])].map((one) => [one.name, one.values.map((value) => ('value' in value ? value.value : value.kind))]))).toEqual({
      'notify-subscription-id': [id],
      'notify-printer-uri': ['ipp://localhost:8631/printers/office'],
      'notify-subscriber-user-name': ['alice'],
      'notify-sequence-number': [0],
      'notify-lease-duration': [100],
      'notify-lease-expiration-time': [1_000_000_100],
      'notify-printer-up-time': [1_000_000_000],
      'notify-pull-method': ['ippget'],
      'notify-events': ['job-created', 'job-completed'],
      'notify-user-data': [new Uint8Array([1, 2])],
      'notify-charset': ['utf-8'],
      'notify-natural-language': ['en'],
      'notify-time-interval': [0],
    })
  })

  it('answers what is asked for, by name and by group', async () => {
    const id = await created()
    const names = async (asked: string) => [...(groups(await query(id, attribute('requested-attributes', keyword(asked))))[0] ?? [])].map((one) => one.name)
    expect(await names('notify-events')).toEqual(['notify-events'])
    const [template, description, all] = [await names('subscription-template'), await names('subscription-description'), await names('all')]
    expect(template).toContain('notify-lease-duration')
    expect(description).toContain('notify-lease-expiration-time')
    expect(template.filter((one) => description.includes(one))).toEqual([])
    expect([...template, ...description].sort()).toEqual([...all].sort())
  })

  it('tells others neither whose it is nor the data it was given', async () => {
    const id = await created(attribute('notify-user-data', octetString(new Uint8Array([1]))))
    const seen = async (user: Attribute) => {
      const [subscription] = groups(await query(id, user))
      return ['notify-subscriber-user-name', 'notify-user-data'].filter((one) => subscription?.has(one))
    }
    expect(await seen(alice)).toHaveLength(2)
    expect(await seen(operator)).toHaveLength(2)
    expect(await seen(bob)).toEqual([])
  })

  it('needs the id of one that is there: client-error-bad-request, -not-found', async () => {
    expect((await world.send(Operation.GetSubscriptionAttributes)).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await query(1)).code).toBe(StatusCode.ClientErrorNotFound)
  })
})

describe('Get-Subscriptions (RFC 3995 section 11.2.5)', () => {
  const list = (...operation: readonly Attribute[]) => world.send(Operation.GetSubscriptions, { operation: [office, ...operation] })

  it('lists those of the printer: their ids by default', async () => {
    const id = await created()
    await world.send(Operation.CreatePrinterSubscriptions, { operation: [attribute('printer-uri', uri('ipp://localhost/printers/lab')), alice], subscriptions: [[pull]] })
    const answer = await list()
    expect(groups(answer).map((group) => [...group].map((one) => one.name))).toEqual([['notify-subscription-id']])
    expect(ids(answer)).toEqual([id])
    expect(ids(await world.send(Operation.GetSubscriptions, { operation: [allPrinters] }))).toHaveLength(2)
  })

  it('is not an error where there are none', async () => {
    const answer = await list()
    expect([answer.code, groups(answer).length]).toEqual([StatusCode.SuccessfulOk, 0])
  })

  it('lists my-subscriptions, up to a limit, with what is asked for', async () => {
    const mine = [await created(), await created()]
    await create([[pull]], [office, bob])
    expect(ids(await list(alice))).toHaveLength(3)
    expect(ids(await list(alice, attribute('my-subscriptions', boolean(true))))).toEqual(mine)
    expect(ids(await list(alice, attribute('my-subscriptions', boolean(true)), attribute('limit', integer(1))))).toEqual(mine.slice(0, 1))
    expect(groups(await list(alice, attribute('requested-attributes', keyword('subscription-template')))).every((group) => group.has('notify-events') && !group.has('notify-subscription-id'))).toBe(true)
    expect((await list(attribute('limit', integer(0)))).code).toBe(StatusCode.ClientErrorBadRequest)
  })

  it('lists those of a job, and leaves them out of its printer’s', async () => {
    const printed = await world.send(Operation.PrintJob, { operation: [office, alice], subscriptions: [[pull]], document: pdf })
    expect(ids(await list(attribute('notify-job-id', integer(jobOf(printed).integer('job-id') ?? 0))))).toEqual(ids(printed))
    expect(ids(await list())).toEqual([])
    expect((await list(attribute('notify-job-id', integer(99)))).code).toBe(StatusCode.ClientErrorNotFound)
  })
})

describe('Renew-Subscription (RFC 3995 section 11.2.6)', () => {
  const renew = (id: number, user: Attribute, ...subscription: readonly Attribute[]) => world.send(Operation.RenewSubscription, { operation: [office, user, named(id)], subscriptions: subscription.length === 0 ? [] : [subscription] })

  it('grants a new lease, from the subscription group or from the operation attributes', async () => {
    const id = await created(lease(60))
    const answer = await renew(id, alice, lease(3600))
    expect([answer.code, groups(answer)[0]?.integer('notify-lease-duration')]).toEqual([StatusCode.SuccessfulOk, 3600])
    expect(groups(await query(id))[0]?.integer('notify-lease-duration')).toBe(3600)
    expect(groups(await world.send(Operation.RenewSubscription, { operation: [office, alice, named(id), lease(70)] }))[0]?.integer('notify-lease-duration')).toBe(70)
    expect(groups(await renew(id, alice))[0]?.integer('notify-lease-duration')).toBe(86_400)
  })

  it('says if it grants another: successful-ok-ignored-or-substituted-attributes', async () => {
    const answer = await renew(await created(), alice, lease(60_000_000))
    expect([answer.code, groups(answer)[0]?.integer('notify-lease-duration')]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, 2_592_000])
  })

  it("refuses a job's subscription: client-error-not-possible; another user: -not-authorized; none: -not-found", async () => {
    const ofJob = ids(await world.send(Operation.PrintJob, { operation: [office, alice], subscriptions: [[pull]], document: pdf }))[0] ?? 0
    expect((await renew(ofJob, alice)).code).toBe(StatusCode.ClientErrorNotPossible)
    const id = await created()
    expect((await renew(id, bob)).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await renew(id, operator)).code).toBe(StatusCode.SuccessfulOk)
    expect((await renew(1, alice)).code).toBe(StatusCode.ClientErrorNotFound)
  })
})

describe('Cancel-Subscription (RFC 3995 section 11.2.7)', () => {
  const cancel = async (id: number, user: Attribute) => (await world.send(Operation.CancelSubscription, { operation: [office, user, named(id)] })).code

  it('deletes the subscription of its owner, or of anyone for an operator', async () => {
    const [first, second] = [await created(), await created()]
    expect(await cancel(first, bob)).toBe(StatusCode.ClientErrorNotAuthorized)
    expect(await cancel(first, alice)).toBe(StatusCode.SuccessfulOk)
    expect(await cancel(first, alice)).toBe(StatusCode.ClientErrorNotFound)
    expect(await cancel(second, operator)).toBe(StatusCode.SuccessfulOk)
    expect(ids(await world.send(Operation.GetSubscriptions, { operation: [office] }))).toEqual([])
  })
})

describe('Get-Printer-Attributes (RFC 3995 section 11.2.3, RFC 3996 section 8.1)', () => {
  const subscribing = [
    'notify-events-default', 'notify-events-supported', 'notify-max-events-supported', 'notify-pull-method-supported', 'notify-attributes-supported', 'notify-lease-duration-default',
    'notify-lease-duration-supported',
  ]
  const operations = [
    Operation.CreatePrinterSubscriptions, Operation.CreateJobSubscriptions, Operation.GetSubscriptionAttributes, Operation.GetSubscriptions, Operation.RenewSubscription, Operation.CancelSubscription,
    Operation.GetNotifications,
  ]

  it('says what can be subscribed to, in the group subscription-template too', async () => {
    const printer = printerOf(await world.send(Operation.GetPrinterAttributes))
    expect([...subscribing, 'ippget-event-life'].filter((one) => !printer.has(one))).toEqual([])
    expect(printer.has('notify-schemes-supported')).toBe(false)
    expect(printer.integer('ippget-event-life')).toBe(300)
    const template = printerOf(await world.send(Operation.GetPrinterAttributes, { operation: [office, attribute('requested-attributes', keyword('subscription-template'))] }))
    expect([...template].map((one) => one.name).sort()).toEqual([...subscribing, 'charset-supported', 'generated-natural-language-supported'].sort())
  })

  it('says of each event that it is taken, and each is', async () => {
    for (const event of printerOf(await world.send(Operation.GetPrinterAttributes)).strings('notify-events-supported')) expect(statuses(await create([[pull, events(event)]]))).toEqual([undefined])
  })

  it('says nothing of it, and offers no operation, where the print service has no events', async () => {
    await using silent = await openWorld({}, { change: withoutEvents })
    const printer = printerOf(await silent.send(Operation.GetPrinterAttributes))
    expect([...subscribing, 'ippget-event-life'].filter((one) => printer.has(one))).toEqual([])
    expect(operations.filter((one) => printer.integers('operations-supported').includes(one))).toEqual([])
    expect((await silent.send(Operation.CreatePrinterSubscriptions, { operation: [office], subscriptions: [[pull]] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect((await silent.send(Operation.CreatePrinterSubscriptions, { operation: [allPrinters], subscriptions: [[pull]] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })
})
