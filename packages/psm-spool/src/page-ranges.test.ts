/** Jobs that print some pages only, through the whole spooler. */
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, boolean, JobState, range } from '@platen/papi'
import { alice, documentOf, jobOf } from '@platen/papi/contract'
import { largestInRow } from './document-files.js'
import { tablePdf } from './pages/test-documents.js'
import { openTestSpool } from './test-spool.js'

const pages = (lower: number, upper: number): Attributes => Attributes.of(attribute('page-ranges', range(lower, upper)))
const some = (ticket: Attributes) => ({ ...jobOf('some pages'), ticket })
const pdf = (octets: Uint8Array) => ({ ...documentOf(octets), format: 'application/pdf' })

describe('page-ranges', () => {
  it.each([
    ['in its row', tablePdf()],
    ['in a file', tablePdf('', '', largestInRow)],
  ])('are printed of a document that is kept %s', async (_, document) => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', some(pages(2, 3)), pdf(document))
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
    const [sent = Buffer.alloc(0)] = await spool.device.delivered(1)
    expect(sent.subarray(0, document.length)).toEqual(Buffer.from(document))
    expect(sent.subarray(document.length).toString('latin1')).toContain('/Count 2')
  })

  it('that are not in the document abort the job, and it says why; nothing is printed', async () => {
    await using spool = await openTestSpool()
    const job = await spool.service.jobSubmit(alice, 'alpha', some(pages(8, 9)), pdf(tablePdf()))
    const ended = await spool.jobEnded(job.id)
    expect([ended.state, ended.stateMessage]).toEqual([JobState.aborted, 'It cannot be printed: the document has 5 pages; pages 8-9 were asked for'])
  })

  it('of a format whose pages are not known are left out: the whole document is printed', async () => {
    await using spool = await openTestSpool()
    const words = { ...documentOf(Buffer.from('words')), format: 'text/plain' }
    const job = await spool.service.jobSubmit(alice, 'alpha', some(pages(2, 2)), words)
    expect((await spool.jobEnded(job.id)).state).toBe(JobState.completed)
    expect((await spool.device.delivered(1)).map(String)).toEqual(['words'])
  })

  it('of such a format are refused of a job that was made with fidelity, with a document added to it, and when they are asked for later', async () => {
    await using spool = await openTestSpool()
    const faithful = (lower: number, upper: number) => some(pages(lower, upper).put(attribute('ipp-attribute-fidelity', boolean(true))))
    const words = { ...documentOf(Buffer.from('words')), format: 'text/plain' }
    const refusal = { code: 'conflicting-attributes', message: 'pages cannot be selected in text/plain; print the whole document, or send it as PDF' }
    await expect(spool.service.jobSubmit(alice, 'alpha', faithful(1, 1), words)).rejects.toMatchObject(refusal)
    await expect(spool.service.jobValidate(alice, 'alpha', faithful(1, 1), 'text/plain')).rejects.toMatchObject(refusal)
    const open = await spool.service.jobCreate(alice, 'alpha', faithful(1, 1))
    await expect(spool.service.jobStreamAdd(alice, open.id, { ...documentOf(Buffer.from('words')), format: 'text/plain' })).rejects.toMatchObject(refusal)
    const other = await spool.service.jobCreate(alice, 'alpha', jobOf('all pages'))
    await spool.service.jobStreamAdd(alice, other.id, { ...documentOf(Buffer.from('words')), format: 'text/plain' })
    await expect(spool.service.jobModify(alice, other.id, pages(1, 1))).rejects.toMatchObject(refusal)
    await expect(spool.service.jobModify(alice, other.id, pages(3, 1))).rejects.toMatchObject({ code: 'attributes-or-values-not-supported' })
  })

  it('are advertised, and of which formats they cannot be', async () => {
    await using spool = await openTestSpool()
    const printer = await spool.service.printerQuery(alice, 'alpha')
    expect(printer.capabilities.boolean('page-ranges-supported')).toBe(true)
    expect([...(printer.formatExceptions ?? [])].map(([format, attributes]) => [format, attributes.boolean('page-ranges-supported')]).filter(([, supported]) => supported !== undefined)).toEqual([['text/plain', false], ['application/octet-stream', false]])
  })
})
