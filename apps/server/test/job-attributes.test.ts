/** What is said, set and listed of jobs and documents, through whole requests to a spooled queue. */
import { createHash } from 'node:crypto'
import {
  attribute, Attributes, boolean, collection, dateTime, DocumentState, enumeration, integer, JobState, keyword, mimeMediaType, name, naturalLanguage, octetString, Operation, OutOfBandTag, StatusCode, type Attribute,
} from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jobUri, number, openSpooledWorld, printer, type Sent, type SpooledWorld } from './spooled-world.js'

let world: SpooledWorld
beforeEach(async () => {
  world = await openSpooledWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const pause = () => world.send(Operation.PausePrinter, { user: 'operator' })
const resume = () => world.send(Operation.ResumePrinter, { user: 'operator' })
const job = async (id: number) => (await world.send(Operation.GetJobAttributes, { operation: [jobUri(id)] })).job
const set = (id: number, ...attributes: readonly Attribute[]) => world.send(Operation.SetJobAttributes, { operation: [jobUri(id)], job: attributes })
const withdrawn = (named: string): Attribute => ({ name: named, values: [{ kind: 'out-of-band', tag: OutOfBandTag.deleteAttribute }] })

describe('Set-Job-Attributes (RFC 3380 section 4.2)', () => {
  it('sets what job-settable-attributes-supported lists', async () => {
    await pause()
    const id = await world.print()
    expect((await set(id, attribute('job-name', name('renamed')), attribute('copies', integer(3)), attribute('job-priority', integer(90)), attribute('media', keyword('iso_a5_148x210mm')), attribute('job-hold-until', keyword('indefinite')))).code).toBe(StatusCode.SuccessfulOk)
    const changed = await job(id)
    expect(['job-name', 'copies', 'job-priority', 'media', 'job-hold-until', 'job-state'].map((one) => changed.string(one) ?? changed.integer(one))).toEqual(['renamed', 3, 90, 'iso_a5_148x210mm', 'indefinite', JobState.pendingHeld])
  })

  it('takes away what delete-attribute names (RFC 3380 section 8.1)', async () => {
    await pause()
    const id = await world.print({ job: [attribute('copies', integer(3)), attribute('job-hold-until', keyword('indefinite'))] })
    expect((await set(id, withdrawn('copies'), withdrawn('job-hold-until'))).code).toBe(StatusCode.SuccessfulOk)
    const changed = await job(id)
    expect([changed.has('copies'), changed.integer('job-state')]).toEqual([false, JobState.pending])
  })

  it('sets all or nothing: attributes-not-settable says which are there and cannot be set', async () => {
    await pause()
    const id = await world.print()
    const refused = await set(id, attribute('copies', integer(3)), attribute('job-id', integer(5)), attribute('job-state', enumeration(9)))
    expect([refused.code, [...refused.unsupported].map((one) => [one.name, one.values[0]?.tag])]).toEqual([StatusCode.ClientErrorAttributesNotSettable, [['job-id', OutOfBandTag.notSettable], ['job-state', OutOfBandTag.notSettable]]])
    const unsupported = await set(id, attribute('copies', integer(3)), attribute('sides', keyword('three-sided')), attribute('job-smell', keyword('lemon')), withdrawn('job-name'))
    expect([unsupported.code, [...unsupported.unsupported].map((one) => one.name)]).toEqual([StatusCode.ClientErrorAttributesOrValuesNotSupported, ['job-name', 'sides', 'job-smell']])
    expect((await job(id)).has('copies')).toBe(false)
  })

  it('refuses a job that is finished: client-error-not-possible', async () => {
    const id = await world.print()
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    expect((await set(id, attribute('copies', integer(3)))).code).toBe(StatusCode.ClientErrorNotPossible)
  })
})

describe('what a printer says of jobs', () => {
  it('comes from the tables that requests are checked with', async () => {
    const { printer: said } = await world.send(Operation.GetPrinterAttributes)
    expect(said.strings('job-settable-attributes-supported')).toEqual(expect.arrayContaining(['job-name', 'copies', 'job-priority', 'job-hold-until', 'job-hold-until-time', 'job-retain-until-interval', 'media', 'media-col']))
    expect(said.strings('job-creation-attributes-supported')).toEqual(expect.arrayContaining(['job-name', 'ipp-attribute-fidelity', 'job-password', 'copies', 'proof-print']))
    expect(said.strings('job-creation-attributes-supported').filter((one) => !said.has(`${one}-supported`))).toEqual(['job-name', 'document-name', 'document-natural-language', 'ipp-attribute-fidelity'])
    for (const which of said.strings('which-jobs-supported')) {
      expect([which, (await world.send(Operation.GetJobs, { operation: [printer, attribute('which-jobs', keyword(which))] })).code]).toEqual([which, StatusCode.SuccessfulOk])
    }
  })
})

describe('Get-Jobs, which-jobs (PWG 5100.7)', () => {
  it('lists jobs of one state', async () => {
    const ended = await world.print()
    await world.jobWhen(ended, (one) => one.state === JobState.completed)
    await pause()
    const held = await world.print({ job: [attribute('job-hold-until', keyword('indefinite'))] })
    const waiting = await world.print()
    const canceled = await world.print()
    await world.send(Operation.CancelJob, { operation: [jobUri(canceled)] })
    const list = async (which: string) => (await world.send(Operation.GetJobs, { operation: [printer, attribute('which-jobs', keyword(which))] })).jobs.map((one) => one.integer('job-id'))
    const lists = ['all', 'completed', 'not-completed', 'canceled', 'aborted', 'pending', 'pending-held', 'processing', 'processing-stopped', 'proof-print']
    expect(await Promise.all(lists.map(async (which) => [which, ...(await list(which))]))).toEqual([
      ['all', waiting, held, canceled, ended], ['completed', canceled, ended], ['not-completed', waiting, held], ['canceled', canceled], ['aborted'], ['pending', waiting], ['pending-held', held], ['processing'], ['processing-stopped'], ['proof-print'],
    ])
  })
})

describe('job-password (PWG 5100.11)', () => {
  const hash = createHash('sha256').update('4711').digest()
  const password = (octets: Uint8Array, encryption: string) => [attribute('job-password', octetString(octets)), attribute('job-password-encryption', keyword(encryption))]

  it('holds a job until it is released with it; the password is never told', async () => {
    const id = await world.print({ operation: password(hash, 'sha2-256') })
    const locked = await job(id)
    expect([locked.integer('job-state'), locked.strings('job-state-reasons'), locked.has('job-password')]).toEqual([JobState.pendingHeld, ['job-password-wait'], false])
    expect((await world.send(Operation.ReleaseJob, { operation: [jobUri(id)] })).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await world.send(Operation.ReleaseJob, { operation: [jobUri(id), ...password(new TextEncoder().encode('4712'), 'none')] })).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await world.send(Operation.ReleaseJob, { operation: [jobUri(id), ...password(new TextEncoder().encode('4711'), 'none')] })).code).toBe(StatusCode.SuccessfulOk)
    await world.jobWhen(id, (one) => one.state === JobState.completed)
  })

  it('that cannot be checked is refused, whether fidelity is asked for or not', async () => {
    for (const [octets, encryption, why] of [[hash, 'md5', 'job-password-encryption'], [new Uint8Array(256), 'none', 'job-password']] as const) {
      const answer = await world.send(Operation.ValidateJob, { operation: [printer, ...password(octets, encryption)] })
      expect([answer.code, [...answer.unsupported].map((one) => one.name)]).toEqual([StatusCode.ClientErrorAttributesOrValuesNotSupported, [why]])
    }
    expect((await world.send(Operation.PrintJob, { operation: [printer, attribute<string>('job-password', keyword('4711'))] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('Hold-Job and Restart-Job', () => {
  it('hold until a time (PWG 5100.7)', async () => {
    await pause()
    const id = await world.print()
    const until = attribute('job-hold-until-time', dateTime(Date.now() + 3_600_000))
    expect((await world.send(Operation.HoldJob, { operation: [jobUri(id), until] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await job(id)).value('job-hold-until-time')).toEqual(until.values[0])
    await world.send(Operation.CancelJob, { operation: [jobUri(id)] })
    expect((await world.send(Operation.RestartJob, { operation: [jobUri(id), attribute('job-hold-until', keyword('indefinite'))] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await job(id)).integer('job-state')).toBe(JobState.pendingHeld)
  })

  it('a job is held by job-hold-until among the operation attributes, as old clients send it', async () => {
    const id = await world.print({ operation: [attribute('job-hold-until', keyword('indefinite'))] })
    expect((await job(id)).integer('job-state')).toBe(JobState.pendingHeld)
  })
})

describe('documents (PWG 5100.5)', () => {
  /** A paused job of two documents, the second in German. */
  async function twoDocuments(): Promise<number> {
    await pause()
    const id = (await world.send(Operation.CreateJob)).job.integer('job-id') ?? 0
    const send = (last: boolean, more: readonly Attribute[], sent: Sent = {}) =>
      world.send(Operation.SendDocument, { operation: [jobUri(id), attribute('last-document', boolean(last)), ...more], document: new TextEncoder().encode('plain words'), ...sent })
    expect((await send(false, [attribute('document-name', name('first')), attribute('document-format', mimeMediaType('text/plain'))])).code).toBe(StatusCode.SuccessfulOk)
    const second = await send(true, [attribute('document-name', name('zweites')), attribute('document-natural-language', naturalLanguage('de'))], { documentGroup: [attribute('sides', keyword('one-sided'))] })
    expect([second.code, [...second.unsupported].map((one) => one.name)]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, ['sides']])
    return id
  }

  it('Get-Documents lists their numbers, or what is asked for, in pages', async () => {
    const id = await twoDocuments()
    expect((await world.send(Operation.GetDocuments, { operation: [jobUri(id)] })).documents.map((one) => [...one].map(({ name: named }) => named).join())).toEqual(['document-number', 'document-number'])
    const page = await world.send(Operation.GetDocuments, { operation: [jobUri(id), attribute('first-index', integer(2)), attribute('limit', integer(5)), attribute('requested-attributes', keyword('document-name'), keyword('last-document'))] })
    expect(page.documents.map((one) => [one.string('document-name'), one.boolean('last-document')])).toEqual([['zweites', true]])
  })

  it('Get-Document-Attributes tells all of one, by job and number', async () => {
    const id = await twoDocuments()
    const { documents: [document] } = await world.send(Operation.GetDocumentAttributes, { operation: [printer, attribute('job-id', integer(id)), number(2)] })
    expect(document?.integer('document-job-id')).toBe(id)
    expect(['document-name', 'document-natural-language', 'document-state-reasons', 'document-job-uri'].map((one) => document?.string(one))).toEqual(['zweites', 'de', 'none', `ipp://localhost:8631/jobs/${id}`])
    expect([document?.integer('document-state'), document?.integer('k-octets'), document?.value('time-at-completed')?.tag]).toEqual([DocumentState.pending, 1, OutOfBandTag.noValue])
    expect((await world.send(Operation.GetDocumentAttributes, { operation: [jobUri(id)] })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await world.send(Operation.GetDocumentAttributes, { operation: [jobUri(id), number(3)] })).code).toBe(StatusCode.ClientErrorNotFound)
  })

  it('Set-Document-Attributes sets the name, and nothing else', async () => {
    const id = await twoDocuments()
    const change = (...documentGroup: readonly Attribute[]) => world.send(Operation.SetDocumentAttributes, { operation: [jobUri(id), number(1)], documentGroup })
    const names = async () => (await world.send(Operation.GetDocuments, { operation: [jobUri(id), attribute('requested-attributes', keyword('document-name'))] })).documents.map((one) => one.string('document-name'))
    expect((await change(attribute('document-name', name('cover')), attribute('document-format', mimeMediaType('text/plain')))).code).toBe(StatusCode.ClientErrorAttributesNotSettable)
    expect((await change(attribute('document-name', name('cover')), attribute('copies', integer(2)))).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await change()).code).toBe(StatusCode.ClientErrorBadRequest)
    expect(await names()).toEqual(['first', 'zweites'])
    expect((await change(attribute('document-name', name('cover')))).code).toBe(StatusCode.SuccessfulOk)
    expect(await names()).toEqual(['cover', 'zweites'])
  })

  it('Cancel-Document leaves one out; the others print', async () => {
    const id = await twoDocuments()
    expect((await world.send(Operation.CancelDocument, { user: 'bob', operation: [jobUri(id), number(1)] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await world.send(Operation.CancelDocument, { operation: [jobUri(id), number(1)] })).code).toBe(StatusCode.SuccessfulOk)
    await resume()
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    expect(world.device.begun.map((one) => one.documentName)).toEqual(['zweites'])
    const { documents } = await world.send(Operation.GetDocuments, { operation: [jobUri(id), attribute('requested-attributes', keyword('all'))] })
    expect(documents.map((one) => [one.integer('document-state'), one.string('document-state-reasons')])).toEqual([[DocumentState.canceled, 'canceled-by-user'], [DocumentState.completed, 'completed-successfully']])
  })
})

describe('job-release-action (PWG 5100.11)', () => {
  const waiting = [attribute('job-release-action', keyword('owner-authorized'))]
  const release = (id: number, user: string) => world.send(Operation.ReleaseJob, { user, operation: [jobUri(id)] })

  it('owner-authorized: the job waits until its owner releases it', async () => {
    const id = await world.print({ operation: waiting })
    const held = await job(id)
    expect([held.integer('job-state'), held.strings('job-state-reasons'), held.string('job-release-action')]).toEqual([JobState.pendingHeld, ['job-held-for-authorization'], 'owner-authorized'])
    for (const user of ['bob', 'operator']) expect((await release(id, user)).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await release(id, 'alice')).code).toBe(StatusCode.SuccessfulOk)
    await world.jobWhen(id, ({ state }) => state === JobState.completed)
  })

  it('is minded among the job\'s attributes too: what is meant to wait must not lie in the tray', async () => {
    const id = await world.print({ job: waiting })
    expect((await job(id)).integer('job-state')).toBe(JobState.pendingHeld)
  })

  it('is advertised with what it may be, and as a feature', async () => {
    const said = (await world.send(Operation.GetPrinterAttributes)).printer
    expect([said.strings('job-release-action-supported'), said.string('job-release-action-default'), said.strings('ipp-features-supported')]).toEqual([
      ['none', 'job-password', 'owner-authorized'], 'none', expect.arrayContaining(['job-release']),
    ])
    expect(said.strings('job-creation-attributes-supported')).toContain('job-release-action')
  })
})

describe('attributes that do not go together (PWG 5100.13)', () => {
  const any = attribute('document-format', mimeMediaType('application/octet-stream'))
  const transparency = attribute('media-col', collection(Attributes.of(attribute('media-type', keyword('transparency')))))
  const twoSided = attribute('sides', keyword('two-sided-long-edge'))
  const open = () => openSpooledWorld({ mediaTypes: ['stationery', 'transparency'], duplex: true })
  const unread = { operation: [any], document: new Uint8Array([1, 2, 3, 4]) }

  it('cannot come to be by Set-Job-Attributes: conflicting-attributes, and nothing is changed', async () => {
    await using film = await open()
    const id = await film.print({ ...unread, job: [transparency, attribute('job-hold-until', keyword('indefinite'))] })
    const answer = await film.send(Operation.SetJobAttributes, { operation: [jobUri(id)], job: [twoSided, attribute('copies', integer(2))] })
    expect([answer.code, answer.unsupported.string('sides')]).toEqual([StatusCode.ClientErrorConflictingAttributes, 'two-sided-long-edge'])
    const { job: after } = await film.send(Operation.GetJobAttributes, { operation: [jobUri(id)] })
    expect([after.has('sides'), after.has('copies')]).toEqual([false, false])
  })

  it('are resolved by Resubmit-Job with the attributes of the job before', async () => {
    await using film = await open()
    const id = await film.print({ ...unread, job: [transparency] })
    await film.jobWhen(id, ({ state }) => state === JobState.completed)
    const again = await film.send(Operation.ResubmitJob, { operation: [jobUri(id)], job: [twoSided] })
    expect([again.code, again.unsupported.string('sides')]).toEqual([StatusCode.SuccessfulOkConflictingAttributes, 'two-sided-long-edge'])
    const { job: made } = await film.send(Operation.GetJobAttributes, { operation: [jobUri(again.job.integer('job-id') ?? 0)] })
    expect([made.string('sides'), made.has('media-col')]).toEqual(['one-sided', true])
    const faithful = await film.send(Operation.ResubmitJob, { operation: [jobUri(id), attribute('ipp-attribute-fidelity', boolean(true))], job: [twoSided] })
    expect(faithful.code).toBe(StatusCode.ClientErrorConflictingAttributes)
  })
})
