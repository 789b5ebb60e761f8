/** Sheets before and behind jobs, through the whole spooler. */
import { Attributes, attribute, integer, JobState, keyword, type Job } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator, recordingDevice } from '@platen/papi/contract'
import { describe, expect, it } from 'vitest'
import { openTestSpool, type TestSpool } from './test-spool.js'

const sheets = (...words: readonly string[]) => {
  const [first, ...more] = words.map((word) => keyword(word))
  return (name: string, copies = 1) => ({ name, ticket: Attributes.of(first && attribute('job-sheets', first, ...more), attribute('copies', integer(copies)), attribute('media', keyword('na_letter_8.5x11in'))) })
}
const start = sheets('standard')
const pdf = (data: Uint8Array, name = '') => documentOf(data, 'application/pdf', name)

/** What the device has begun to take, by name: a sheet's is the spooler's own. */
const begun = (spool: Pick<TestSpool, 'device'>): string[] => spool.device.begun.map(({ documentName, format }) => `${documentName} ${format}`)

describe('job-sheets', () => {
  it('standard: a page of the medium before the documents, naming the job; in none of its counts', async () => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', start('Report (draft)'), pdf(octets(1000), 'report.pdf'))
    const done = await spool.jobEnded(job.id)
    expect(done).toMatchObject({ state: JobState.completed, octets: 1000, octetsProcessed: 1000, documents: 1 })
    const [sheet, document, ...more] = await spool.device.delivered(2)
    expect(more).toEqual([])
    const text = Buffer.from(sheet ?? '').toString('latin1')
    expect(text).toMatch(/^%PDF-1\.4\n/)
    expect(text).toContain('/MediaBox [0 0 612 792]')
    expect(text).toContain('(Report \\(draft\\)) Tj')
    expect(text).toContain('(alice) Tj')
    expect(Buffer.from(document ?? '')).toEqual(Buffer.from(octets(1000)))
    expect(begun(spool)).toEqual(['job-start-sheet application/pdf', 'report.pdf application/pdf'])
    const [standing] = await spool.service.documentsList(alice, job.id)
    expect(standing).toMatchObject({ number: 1, state: 9, octetsProcessed: 1000 })
  })

  it.each([
    [['none', 'standard'], ['a', 'b', 'a', 'b', 'end']],
    [['job-both-sheet'], ['start', 'a', 'b', 'a', 'b', 'end']],
    [['none', 'none'], ['a', 'b', 'a', 'b']],
  ] as const)('%j: once for all copies of all documents', async (words, order) => {
    await using spool = await openTestSpool()
    const open = await spool.service.jobCreate(alice, 'alpha', sheets(...words)('two', 2))
    for (const name of ['a', 'b']) await spool.service.jobStreamAdd(alice, open.id, pdf(octets(10), name))
    await spool.service.jobCommit(alice, open.id)
    await spool.jobEnded(open.id)
    expect(begun(spool).map((one) => one.replace(/ .*/, '').replace(/^job-(start|end)-sheet$/, '$1'))).toEqual(order)
  })

  it('comes again when a job is printed again', async () => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', start('again'), pdf(octets(10)))
    await spool.jobEnded(job.id)
    await spool.service.jobRestart(alice, job.id)
    await spool.device.delivered(4)
    expect(begun(spool)).toEqual(['job-start-sheet application/pdf', ' application/pdf', 'job-start-sheet application/pdf', ' application/pdf'])
  })

  it('is text on a printer of text', async () => {
    await using spool = await openTestSpool({ formats: ['text/plain'] })
    const job = await spool.service.jobSubmit(alice, 'alpha', start('words'), documentOf(Buffer.from('words'), 'text/plain'))
    await spool.jobEnded(job.id)
    expect(Buffer.from((await spool.device.delivered(2))[0] ?? '').toString('latin1')).toMatch(/alice\r\nwords\r\n[^]*\f$/)
  })

  it('is advertised where sheets can be made', async () => {
    const advertised = async (formats: readonly string[]) => {
      await using spool = await openTestSpool({ formats })
      const { capabilities } = await spool.service.printerQuery(alice, 'alpha')
      return [capabilities.strings('job-sheets-supported'), capabilities.strings('job-sheets-default')]
    }
    expect(await advertised(['application/pdf'])).toEqual([['none', 'standard', 'job-start-sheet', 'job-end-sheet', 'job-both-sheet'], ['none']])
    expect(await advertised(['image/pwg-raster', 'image/urf'])).toEqual([['none'], ['none']])
  })
})

describe('a fault while a job with sheets prints', () => {
  /** Until a job is in a state, and has said something. */
  const broken = (job: Job): boolean => job.stateMessage.includes('Sending broke off')

  it('in its sheet: the sheet is sent again, and the job says so', async () => {
    await using spool = await openTestSpool()
    spool.device.loseAfter(10)
    const job = await spool.service.jobSubmit(alice, 'alpha', start('one'), pdf(octets(10), 'document'))
    await spool.jobWhen(job.id, broken)
    await spool.service.printerResume(operator, 'alpha')
    const done = await spool.jobEnded(job.id)
    expect(done.stateMessage).toMatch(/Sending broke off: the connection broke: it is printed again and may be printed twice\./)
    expect(begun(spool)).toEqual(['job-start-sheet application/pdf', 'job-start-sheet application/pdf', 'document application/pdf'])
  })

  it('in its document: the sheet is not sent again', async () => {
    await using spool = await openTestSpool()
    // A sheet is shorter than that.
    spool.device.loseAfter(100_000)
    const job = await spool.service.jobSubmit(alice, 'alpha', sheets('job-both-sheet')('one'), pdf(octets(200_000), 'document'))
    await spool.jobWhen(job.id, broken)
    await spool.service.printerResume(operator, 'alpha')
    await spool.jobEnded(job.id)
    expect(begun(spool).map((one) => one.split(' ')[0])).toEqual(['job-start-sheet', 'document', 'document', 'job-end-sheet'])
  })

  it.each([
    ['in its document', 'job-both-sheet', 200_000, 100_000, ['job-start-sheet', 'document'], ['document', 'job-end-sheet']],
    ['in its end sheet', 'job-end-sheet', 10, 100, ['document', 'job-end-sheet'], ['job-end-sheet']],
  ] as const)('%s: what was delivered before is not sent again, also after a crash', async (_, asked, size, loseAfter, before, behind) => {
    await using spool = await openTestSpool({ queueOptions: { 'after-broken-send': 'hold' } })
    spool.device.loseAfter(loseAfter)
    const job = await spool.service.jobSubmit(alice, 'alpha', sheets(asked)('one'), pdf(octets(size), 'document'))
    await spool.jobIn(job.id, JobState.pendingHeld)
    expect(begun(spool).map((one) => one.split(' ')[0])).toEqual(before)
    const device = recordingDevice()
    await using after = await openTestSpool({ folder: await spool.crashCopy(), device })
    await after.service.jobRelease(alice, job.id)
    await after.jobEnded(job.id)
    expect(begun(after).map((one) => one.split(' ')[0])).toEqual(behind)
  })

  it('after a crash in the start sheet all is printed, and it says that it may be printed twice', async () => {
    await using spool = await openTestSpool()
    spool.device.stop()
    const second = await spool.service.jobSubmit(alice, 'alpha', start('one'), pdf(octets(10), 'document'))
    await spool.device.started(1)
    const other = await spool.service.jobSubmit(alice, 'alpha', jobOf('other', { holdUntil: 'indefinite' }), pdf(octets(1)))
    await spool.service.jobCancel(alice, other.id)
    const device = recordingDevice()
    await using after = await openTestSpool({ folder: await spool.crashCopy(), device })
    const done = await after.jobEnded(second.id)
    expect(done).toMatchObject({ state: JobState.completed, stateMessage: 'The server stopped while this job was being sent: it is printed again and may be printed twice.' })
    expect(begun(after)).toEqual(['job-start-sheet application/pdf', 'document application/pdf'])
  })
})
