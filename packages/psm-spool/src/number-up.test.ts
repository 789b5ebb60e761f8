/** Jobs that print several pages on a side, through the whole spooler. */
import { Attributes, attribute, boolean, integer, JobState, keyword, range, type Attribute } from '@platen/papi'
import { alice, documentOf, jobOf } from '@platen/papi/contract'
import { describe, expect, it } from 'vitest'
import { largestInRow } from './document-files.js'
import { tablePdf } from './pages/test-documents.js'
import { openTestSpool } from './test-spool.js'

const up = (count: number, ...more: readonly Attribute[]) => ({ ...jobOf('pages'), ticket: Attributes.of(attribute('number-up', integer(count)), ...more) })
const pdf = (octets: Uint8Array) => documentOf(octets, 'application/pdf')

describe('number-up', () => {
  it.each([
    ['in its row', tablePdf()],
    ['in a file', tablePdf('', '', largestInRow)],
  ])('is carried out on a document that is kept %s, on the medium of the job', async (_, document) => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', up(2, attribute('media', keyword('na_letter_8.5x11in'))), pdf(document))
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
    const [sent = Buffer.alloc(0)] = await spool.device.delivered(1)
    expect(sent.subarray(0, document.length)).toEqual(Buffer.from(document))
    const update = sent.subarray(document.length).toString('latin1')
    expect(update).toContain('/Count 3')
    expect(update.match(/\/MediaBox \[0 0 612 792\]/g)).toHaveLength(3)
  })

  it('puts the pages onto sheets that page-ranges selects', async () => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', up(2, attribute('page-ranges', range(2, 3))), pdf(tablePdf()))
    await spool.jobEnded(job.id)
    const [sent = Buffer.alloc(0)] = await spool.device.delivered(1)
    expect(sent.subarray(tablePdf().length).toString('latin1')).toContain('/Count 1\n')
  })

  it.each([
    ['1 leaves a document as it is', up(1), tablePdf()],
    ['leaves a document as it is where nobody asks', jobOf('as it is'), tablePdf()],
  ])('%s', async (_, request, document) => {
    await using spool = await openTestSpool()
    await spool.jobEnded((await spool.service.jobSubmit(alice, 'alpha', request, pdf(document))).id)
    expect((await spool.device.delivered(1))[0]).toEqual(Buffer.from(document))
  })

  it.each([
    ['encrypted', tablePdf('/Encrypt 10 0 R '), 'It cannot be printed: the pages of this PDF cannot be put onto sheets: it is encrypted'],
    ['broken', Buffer.from('%PDF-1.4 and no more'), 'It cannot be printed: the pages of this PDF cannot be put onto sheets: it does not say where its cross-references are'],
  ])('of a document that is %s: the job is aborted, and says why; nothing is printed', async (_, document, message) => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', up(2), pdf(document))
    const ended = await spool.jobEnded(job.id)
    expect([ended.state, ended.stateMessage]).toEqual([JobState.aborted, message])
    expect(ended.stateReasons).toEqual(expect.arrayContaining(['aborted-by-system', 'document-unprintable-error']))
  })

  it('of a format whose pages are not known is left out: the document is printed as it is', async () => {
    await using spool = await openTestSpool()
    const words = () => documentOf(Buffer.from('words'), 'text/plain')
    const one = await spool.service.jobSubmit(alice, 'alpha', up(2), words())
    expect((await spool.jobEnded(one.id)).state).toBe(JobState.completed)
    const open = await spool.service.jobCreate(alice, 'alpha', up(2))
    await spool.service.jobStreamAdd(alice, open.id, words())
    await spool.service.jobStreamAdd(alice, open.id, pdf(tablePdf()))
    await spool.service.jobCommit(alice, open.id)
    expect((await spool.jobEnded(open.id)).state).toBe(JobState.completed)
    const [first, second, third = Buffer.alloc(0)] = await spool.device.delivered(3)
    expect([first, second].map(String)).toEqual(['words', 'words'])
    // Of the same job, what can be put onto sheets is.
    expect(third.subarray(tablePdf().length).toString('latin1')).toContain('/Count 3')
  })

  it('of such a format is refused of a job that was made with fidelity, with a document added to it, and when it is asked for later', async () => {
    await using spool = await openTestSpool()
    const words = () => documentOf(Buffer.from('words'), 'text/plain')
    const faithful = () => up(2, attribute('ipp-attribute-fidelity', boolean(true)))
    const refusal = { code: 'conflicting-attributes', message: 'pages of text/plain cannot be put onto sheets several at a time (number-up); print one on a side, or send it as PDF' }
    await expect(spool.service.jobSubmit(alice, 'alpha', faithful(), words())).rejects.toMatchObject(refusal)
    const open = await spool.service.jobCreate(alice, 'alpha', faithful())
    await expect(spool.service.jobStreamAdd(alice, open.id, words())).rejects.toMatchObject(refusal)
    const other = await spool.service.jobCreate(alice, 'alpha', jobOf('one on a side'))
    await spool.service.jobStreamAdd(alice, other.id, words())
    await expect(spool.service.jobModify(alice, other.id, up(2).ticket)).rejects.toMatchObject(refusal)
  })

  it('is advertised, and of which formats it cannot be', async () => {
    const advertised = async (formats: readonly string[]) => {
      await using spool = await openTestSpool({ formats })
      const { capabilities, formatExceptions } = await spool.service.printerQuery(alice, 'alpha')
      const numbers = (attributes: Attributes) => attributes.get('number-up-supported')?.values.map((value) => (value.kind === 'integer' ? value.value : value.kind))
      return [numbers(capabilities), capabilities.strings('presentation-direction-number-up-supported').length, [...(formatExceptions ?? [])].flatMap(([format, attributes]) => (numbers(attributes) === undefined ? [] : [[format, numbers(attributes)]]))]
    }
    expect(await advertised(['application/pdf', 'application/postscript', 'image/jpeg', 'application/octet-stream'])).toEqual([
      [1, 2, 4, 6, 9, 16], 8, [['image/jpeg', [1]], ['application/octet-stream', [1]]],
    ])
    expect(await advertised(['image/jpeg', 'image/urf'])).toEqual([[1], 1, []])
  })
})
