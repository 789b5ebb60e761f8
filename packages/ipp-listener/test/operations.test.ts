/** The operations, each through whole requests. */
import { Attributes, attribute, boolean, GroupTag, groupOf, integer, JobState, keyword, mimeMediaType, name, Operation, StatusCode, text, uri, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, jobOf, messageOf, office, openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const pdf = new TextEncoder().encode('%PDF-1.7 a document')
const alice = asUser('alice')
const theJob = (id: number): Attribute => attribute('job-uri', uri(`ipp://localhost:8631/jobs/${id}`))
const jobs = (answer: Message): Attributes[] => answer.groups.filter((group) => group.tag === GroupTag.job).map((group) => group.attributes)
const print = (...more: readonly Attribute[]) => world.send(Operation.PrintJob, { operation: [office, alice, attribute('job-name', name('report')), ...more], document: pdf })

/** A job that is being sent while the device stands still. */
async function running(): Promise<{ id: number; ended: Promise<Message> }> {
  world.device.stop()
  const ended = print()
  await world.device.started(1)
  const [job] = await world.services.printerListJobs({ caller: { host: '', isOperator: true } }, {})
  return { id: job?.id ?? 0, ended }
}

describe('Print-Job (RFC 8011 section 4.2.1)', () => {
  it('delivers the document and answers job-uri, job-id, job-state', async () => {
    const answer = await print()
    expect(answer.code).toBe(StatusCode.SuccessfulOk)
    expect(jobOf(answer).integer('job-id')).toBe(1)
    expect(jobOf(answer).string('job-uri')).toBe('ipp://localhost:8631/jobs/1')
    expect(jobOf(answer).integer('job-state')).toBe(JobState.completed)
    expect(await world.device.delivered(1)).toEqual([Buffer.from(pdf)])
  })

  it('refuses a format the printer does not take: client-error-document-format-not-supported, with the value', async () => {
    const answer = await print(attribute('document-format', mimeMediaType('image/png')))
    expect(answer.code).toBe(StatusCode.ClientErrorDocumentFormatNotSupported)
    expect(groupOf(answer, GroupTag.unsupported)?.string('document-format')).toBe('image/png')
    expect(world.device.begun).toHaveLength(0)
  })

  it('ignores what the printer cannot do and says so, or refuses with fidelity (RFC 8011 section 4.2.1.2)', async () => {
    const job = [attribute('media', keyword('iso_a0_841x1189mm'))]
    const ignored = await world.send(Operation.PrintJob, { operation: [office], job, document: pdf })
    expect(ignored.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect(groupOf(ignored, GroupTag.unsupported)?.string('media')).toBe('iso_a0_841x1189mm')
    const refused = await world.send(Operation.PrintJob, { operation: [office, attribute('ipp-attribute-fidelity', boolean(true))], job, document: pdf })
    expect(refused.code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect(jobOf(refused).size).toBe(0)
  })

  it('passes silently over what happens anyway: lp sends no-hold, one copy, no sheets to every printer', async () => {
    const job = [attribute('job-hold-until', keyword('no-hold')), attribute('copies', integer(1)), attribute('job-sheets', keyword('none'), keyword('none')), attribute('number-up', integer(1)), attribute('job-priority', integer(50))]
    expect((await world.send(Operation.PrintJob, { operation: [office], job, document: pdf })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('says why the printer takes no jobs: server-error-not-accepting-jobs', async () => {
    await world.send(Operation.CUPSRejectJobs, { operation: [office, asUser('operator'), attribute('printer-state-message', text('being moved'))] })
    const answer = await print()
    expect(answer.code).toBe(StatusCode.ServerErrorNotAcceptingJobs)
    await world.send(Operation.CUPSAcceptJobs, { operation: [office, asUser('operator')] })
    expect((await print()).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Validate-Job (RFC 8011 section 4.2.3)', () => {
  it('answers as Print-Job would, and makes no job', async () => {
    expect((await world.send(Operation.ValidateJob)).code).toBe(StatusCode.SuccessfulOk)
    expect((await world.send(Operation.ValidateJob, { operation: [office, attribute('document-format', mimeMediaType('image/png'))] })).code).toBe(StatusCode.ClientErrorDocumentFormatNotSupported)
    expect(jobs(await world.send(Operation.GetJobs, { operation: [office, attribute('which-jobs', keyword('all'))] }))).toHaveLength(0)
  })
})

describe('Create-Job and Send-Document (RFC 8011 sections 4.2.4 and 4.3.1)', () => {
  const send = (id: number, last: boolean | undefined, document: Uint8Array) =>
    world.send(Operation.SendDocument, { operation: [office, attribute('job-id', integer(id)), alice, ...(last === undefined ? [] : [attribute('last-document', boolean(last))])], document })

  it('print a document sent after the job was made', async () => {
    const created = await world.send(Operation.CreateJob, { operation: [office, alice] })
    expect(created.code).toBe(StatusCode.SuccessfulOk)
    const id = jobOf(created).integer('job-id') ?? 0
    expect((await send(id, true, pdf)).code).toBe(StatusCode.SuccessfulOk)
    expect(await world.device.delivered(1)).toEqual([Buffer.from(pdf)])
  })

  it('need last-document: client-error-bad-request', async () => {
    const id = jobOf(await world.send(Operation.CreateJob, { operation: [office, alice] })).integer('job-id') ?? 0
    const answer = await send(id, undefined, pdf)
    expect(answer.code).toBe(StatusCode.ClientErrorBadRequest)
    expect(messageOf(answer)).toContain('last-document')
  })

  it('tell a client that the queue takes one document only: server-error-multiple-document-jobs-not-supported', async () => {
    const id = jobOf(await world.send(Operation.CreateJob, { operation: [office, alice] })).integer('job-id') ?? 0
    expect((await send(id, false, pdf)).code).toBe(StatusCode.SuccessfulOk)
    expect([StatusCode.ServerErrorMultipleDocumentJobsNotSupported, StatusCode.ClientErrorNotPossible]).toContain((await send(id, true, pdf)).code)
  })

  it('close a job without another document (Close-Job, or Send-Document without data)', async () => {
    const id = jobOf(await world.send(Operation.CreateJob, { operation: [office, alice] })).integer('job-id') ?? 0
    await send(id, false, pdf)
    expect((await send(id, true, new Uint8Array())).code).toBe(StatusCode.SuccessfulOk)
    expect((await world.send(Operation.CloseJob, { operation: [theJob(id), alice] })).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Cancel-Job (RFC 8011 section 4.3.3)', () => {
  it('ends a job that is being sent', async () => {
    const { id, ended } = await running()
    expect((await world.send(Operation.CancelJob, { operation: [theJob(id), alice] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await ended).code).toBe(StatusCode.ServerErrorJobCanceled)
    expect(jobOf(await world.send(Operation.GetJobAttributes, { operation: [theJob(id)] })).integer('job-state')).toBe(JobState.canceled)
  })

  it("refuses another user's job: client-error-not-authorized", async () => {
    const { id, ended } = await running()
    expect((await world.send(Operation.CancelJob, { operation: [theJob(id), asUser('bob')] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    world.device.go()
    expect((await ended).code).toBe(StatusCode.SuccessfulOk)
  })

  it('refuses a finished job: client-error-not-possible', async () => {
    const id = jobOf(await print()).integer('job-id') ?? 0
    expect((await world.send(Operation.CancelJob, { operation: [theJob(id), alice] })).code).toBe(StatusCode.ClientErrorNotPossible)
  })
})

describe('Cancel-Jobs and Cancel-My-Jobs (PWG 5100.7 sections 5.1 and 5.2)', () => {
  it('cancel what is unfinished', async () => {
    const { ended } = await running()
    expect((await world.send(Operation.CancelJobs, { operation: [office, attribute('job-id', integer(0)), alice] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await ended).code).toBe(StatusCode.ServerErrorJobCanceled)
  })

  it('cancel none if one that is named cannot be: client-error-not-possible, with its id', async () => {
    const { id, ended } = await running()
    const answer = await world.send(Operation.CancelMyJobs, { operation: [office, alice, attribute('job-ids', integer(id), integer(99))] })
    expect(answer.code).toBe(StatusCode.ClientErrorNotPossible)
    expect(groupOf(answer, GroupTag.unsupported)?.integers('job-ids')).toEqual([99])
    world.device.go()
    expect((await ended).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Purge-Jobs (RFC 8011 section 4.2.9), and what CUPS\'s clients mean by it', () => {
  const all = async () => jobs(await world.send(Operation.GetJobs, { operation: [attribute('printer-uri', uri('ipp://localhost/')), attribute('which-jobs', keyword('all')), attribute('requested-attributes', keyword('job-id'))] })).map((job) => job.integer('job-id'))
  const purge = (...operation: readonly Attribute[]) => world.send(Operation.PurgeJobs, { operation })
  const everywhere = attribute('printer-uri', uri('ipp://localhost/printers/'))
  const printAt = (queue: string) => world.send(Operation.PrintJob, { operation: [attribute('printer-uri', uri(`ipp://localhost/printers/${queue}`)), alice], document: pdf })

  it("forgets a printer's jobs, or those of every printer where none is named (cancel -a -x); for operators", async () => {
    for (const queue of ['office', 'lab', 'lab']) await printAt(queue)
    expect((await purge(office, alice)).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await purge(office, asUser('operator'))).code).toBe(StatusCode.SuccessfulOk)
    expect(await all()).toEqual([3, 2])
    expect((await purge(everywhere, asUser('operator'))).code).toBe(StatusCode.SuccessfulOk)
    expect(await all()).toEqual([])
  })

  it('with purge-jobs false cancels and forgets nothing (pycups cancelAllJobs)', async () => {
    const { id, ended } = await running()
    expect((await purge(office, asUser('operator'), attribute('purge-jobs', boolean(false)))).code).toBe(StatusCode.SuccessfulOk)
    expect((await ended).code).toBe(StatusCode.ServerErrorJobCanceled)
    expect(await all()).toEqual([id])
  })

  it('with my-jobs spares the jobs of others, and says that the history is kept; Cancel-Jobs too (cancel -u NAME -a)', async () => {
    const { id, ended } = await running()
    for (const operation of [Operation.PurgeJobs, Operation.CancelJobs]) {
      expect((await world.send(operation, { operation: [everywhere, asUser('operator'), attribute('my-jobs', boolean(true))] })).code).toBe(StatusCode.SuccessfulOk)
      expect(jobOf(await world.send(Operation.GetJobAttributes, { operation: [theJob(id)] })).integer('job-state')).toBe(JobState.processing)
    }
    const answer = await purge(office, alice, attribute('my-jobs', boolean(true)), attribute('purge-jobs', boolean(true)))
    expect([answer.code, groupOf(answer, GroupTag.unsupported)?.boolean('purge-jobs')]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, true])
    expect((await ended).code).toBe(StatusCode.ServerErrorJobCanceled)
    expect(await all()).toEqual([1])
  })

  it('is not what Cancel-Job does with purge-job: it says that the history is kept (cancel -x)', async () => {
    const { id, ended } = await running()
    const answer = await world.send(Operation.CancelJob, { operation: [theJob(id), alice, attribute('purge-job', boolean(true))] })
    expect([answer.code, groupOf(answer, GroupTag.unsupported)?.boolean('purge-job')]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, true])
    await ended
    expect(await all()).toEqual([id])
  })
})

describe('Get-Job-Attributes and Get-Jobs (RFC 8011 sections 4.3.4 and 4.2.6)', () => {
  it('answer all of a job, or what is asked for', async () => {
    await print()
    const all = jobOf(await world.send(Operation.GetJobAttributes, { operation: [theJob(1)] }))
    expect(all.string('job-name')).toBe('report')
    expect(all.string('job-originating-user-name')).toBe('alice')
    expect(all.string('job-printer-uri')).toBe('ipp://localhost:8631/printers/office')
    expect(all.integer('time-at-completed')).toBeGreaterThan(0)
    const some = jobOf(await world.send(Operation.GetJobAttributes, { operation: [theJob(1), attribute('requested-attributes', keyword('job-state'))] }))
    expect([...some].map((one) => one.name)).toEqual(['job-state'])
  })

  it('list job-uri and job-id by default, filtered and paged', async () => {
    await print()
    await world.send(Operation.PrintJob, { operation: [office, asUser('bob')], document: pdf })
    const list = (...more: readonly Attribute[]) => world.send(Operation.GetJobs, { operation: [office, alice, attribute('which-jobs', keyword('completed')), ...more] })
    const [newest] = jobs(await list())
    expect([...(newest ?? [])].map((one) => one.name)).toEqual(['job-uri', 'job-id'])
    const ids = async (answer: Promise<Message>) => jobs(await answer).map((job) => job.integer('job-id'))
    expect(await ids(list())).toEqual([2, 1])
    expect(await ids(list(attribute('my-jobs', boolean(true))))).toEqual([1])
    expect(await ids(list(attribute('limit', integer(1))))).toEqual([2])
    expect(await ids(list(attribute('first-index', integer(2))))).toEqual([1])
    expect(await ids(list(attribute('first-job-id', integer(2))))).toEqual([2])
    expect(await ids(list(attribute('first-job-id', integer(3))))).toEqual([])
    expect(await ids(world.send(Operation.GetJobs, { operation: [attribute('printer-uri', uri('ipp://localhost/'))] }))).toEqual([])
  })

  it('refuse a which-jobs they do not know: client-error-attributes-or-values-not-supported', async () => {
    expect((await world.send(Operation.GetJobs, { operation: [office, attribute('which-jobs', keyword('lost'))] })).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
  })
})

describe('Get-Printer-Attributes (RFC 8011 section 4.2.5)', () => {
  it('has every attribute that RFC 8011 section 5.4 requires', async () => {
    const printer = printerOf(await world.send(Operation.GetPrinterAttributes))
    const required = [
      'charset-configured', 'charset-supported', 'compression-supported', 'document-format-default', 'document-format-supported', 'generated-natural-language-supported', 'ipp-versions-supported',
      'natural-language-configured', 'operations-supported', 'pdl-override-supported', 'printer-is-accepting-jobs', 'printer-name', 'printer-state', 'printer-state-reasons', 'printer-up-time',
      'printer-uri-supported', 'queued-job-count', 'uri-authentication-supported', 'uri-security-supported',
    ]
    expect(required.filter((one) => !printer.has(one))).toEqual([])
  })

  it('advertises the operations that answer: each is dispatched, none other is', async () => {
    const advertised = printerOf(await world.send(Operation.GetPrinterAttributes)).integers('operations-supported')
    // Known and always refused, with a sentence that helps.
    const refused: number[] = [Operation.CUPSCreateLocalPrinter]
    expect(advertised.filter((code) => refused.includes(code))).toEqual([])
    for (const code of new Set([...advertised, ...Object.values(Operation)])) {
      if (refused.includes(code)) continue
      const job = jobOf(await print()).integer('job-id') ?? 0
      const { code: status } = await world.send(code, { operation: [office, attribute('job-id', integer(job)), asUser('operator')], document: pdf })
      await world.send(Operation.ResumePrinter, { operation: [office, asUser('operator')] })
      await world.send(Operation.EnablePrinter, { operation: [office, asUser('operator')] })
      expect([code, status === StatusCode.ServerErrorOperationNotSupported]).toEqual([code, !advertised.includes(code)])
    }
  })

  it('shows a pause with its message, and its end (Pause-Printer, Resume-Printer)', async () => {
    const byOperator = [office, asUser('operator')]
    await world.send(Operation.PausePrinter, { operation: byOperator })
    const paused = printerOf(await world.send(Operation.GetPrinterAttributes))
    expect(paused.integer('printer-state')).toBe(5)
    expect(paused.strings('printer-state-reasons')).toEqual(['paused'])
    await world.send(Operation.ResumePrinter, { operation: byOperator })
    expect(printerOf(await world.send(Operation.GetPrinterAttributes)).strings('printer-state-reasons')).toEqual(['none'])
  })
})

describe('a fault of the server itself', () => {
  it('is server-error-internal-error to the client, and told in the log', async () => {
    const broken = await openWorld()
    broken.service.printerQuery = () => Promise.reject(new TypeError('a bug'))
    const answer = await broken.send(Operation.GetPrinterAttributes)
    expect(answer.code).toBe(StatusCode.ServerErrorInternalError)
    expect(messageOf(answer)).not.toContain('a bug')
    expect(broken.logged).toEqual(['Get-Printer-Attributes failed'])
    await broken[Symbol.asyncDispose]()
  })
})

describe('a client that goes away', () => {
  it('before its answer is no fault of the server', async () => {
    const gone = AbortSignal.abort(new Error('the client went away'))
    world.service.printerQuery = ({ signal }) => Promise.reject(signal?.reason as Error)
    await expect(world.send(Operation.GetPrinterAttributes, { signal: gone })).rejects.toThrow('the client went away')
    expect(world.logged).toEqual([])
  })
})

describe('a client that goes away in mid-document', () => {
  it('leaves an aborted job and a clean device, and its error is the HTTP entry’s', async () => {
    const gone = (async function* () {
      yield pdf
      throw new Error('the client went away')
    })()
    await expect(world.send(Operation.PrintJob, { operation: [office, alice], document: gone })).rejects.toThrow('the client went away')
    expect(jobs(await world.send(Operation.GetJobs, { operation: [office] }))).toHaveLength(0)
    expect((await print()).code).toBe(StatusCode.SuccessfulOk)
  })
})
