/** pycups, the library of system-config-printer and of GNOME's settings, against Platen as if it were a CUPS server. Subscriptions: subscriptions.test.ts. */
import { readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomDocument, type Document } from './harness/documents.js'
import { finished, job, jobInState } from './harness/jobs.js'
import { Office } from './harness/office.js'
import type { PlatenServer } from './harness/platen-server.js'
import type { PrintedFolder } from './harness/printed-folder.js'
import { missingPycups, Pycups } from './harness/pycups.js'
import { describeWhere, missingTools } from './harness/tools.js'
import type { WorkFolder } from './harness/work-folder.js'

/** IPP status codes (RFC 8011 appendix B). */
const notPossible = 0x0404
const notFound = 0x0406
const notSupported = 0x040b
/** What libcups itself says of a queue that it does not find in the list. */
const internalError = 0x0500
const operationNotSupported = 0x0501
const notAcceptingJobs = 0x0506

/** job-state (RFC 8011 section 5.3.7). */
const completed = 9

type Attributes = Readonly<Record<string, unknown>>
type ById = Readonly<Record<string, Attributes>>

describeWhere([...missingPycups(), ...missingTools('ipptool', 'gs')], 'pycups', () => {
  let place: Office
  let work: WorkFolder
  let office: PrintedFolder
  let archive: PrintedFolder
  let server: PlatenServer
  let alice: Pycups
  let document: Document

  beforeAll(async () => {
    place = await Office.open('pycups')
    ;({ work, office, archive, server } = place)
    alice = new Pycups(server.port, 'alice')
  })

  afterAll(() => place[Symbol.asyncDispose]())

  beforeEach(() => {
    ;({ document } = place.nextDocument())
  })

  const printerUri = (queue: string): string => `ipp://localhost:${server.port}/printers/${queue}`
  const done = async (id: number): Promise<void> => expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
  const printFile = async (queue: string, options: Readonly<Record<string, string>> = {}, title = 'from pycups'): Promise<number> => (await alice.call('printFile', [queue, document.path, title, options])) as number
  const held = { 'job-hold-until': 'indefinite' }

  describe('printers', () => {
    it('getPrinters, getDests and getClasses list them', async () => {
      const [printers, dests, classes] = (await alice.all(['getPrinters'], ['getDests'], ['getClasses'])) as [ById, ById, ById]
      expect(printers['office']).toMatchObject({ 'printer-info': 'The office printer', 'printer-location': 'Room 7', 'printer-state': 3, 'printer-is-shared': true, 'device-uri': office.device })
      expect(printers['office']?.['printer-uri-supported']).toBe(printerUri('office'))
      expect(Object.keys(printers)).toEqual(['office', 'archive'])
      expect(dests['office/None']).toMatchObject({ name: 'office', default: true, options: { 'printer-info': 'The office printer' } })
      expect(dests['archive/None']).toMatchObject({ name: 'archive', default: false })
      expect(classes).toEqual({})
    })

    it('getPrinterAttributes answers all of a printer, or what is asked for, by name and by URI', async () => {
      const [all, some] = (await alice.all(['getPrinterAttributes', ['office']], ['getPrinterAttributes', [], { uri: printerUri('archive'), requested_attributes: ['printer-name', 'media-supported'] }])) as [Attributes, Attributes]
      expect(all).toMatchObject({ 'printer-name': 'office', 'printer-is-accepting-jobs': true, 'copies-supported': [1, 999] })
      expect(Object.keys(all).length).toBeGreaterThan(90)
      expect(some).toMatchObject({ 'printer-name': 'archive', 'media-supported': expect.arrayContaining(['iso_a4_210x297mm']) as unknown })
      expect(Object.keys(some)).toHaveLength(2)
      expect(await alice.fails('getPrinterAttributes', ['attic'])).toBe(notFound)
    })

    it('setDefault and getDefault', async () => {
      expect(await alice.all(['getDefault'], ['setDefault', ['archive']], ['getDefault'], ['setDefault', ['office']], ['getDefault'])).toEqual(['office', null, 'archive', null, 'office'])
    })

    it('disablePrinter, enablePrinter, rejectJobs and acceptJobs, with reasons', async () => {
      const look = ['getPrinterAttributes', ['office'], { requested_attributes: ['printer-state', 'printer-state-message', 'printer-is-accepting-jobs'] }] as const
      const [, disabled, , enabled, , rejecting] = await alice.all(['disablePrinter', ['office'], { reason: 'new toner' }], look, ['enablePrinter', ['office']], look, ['rejectJobs', ['office'], { reason: 'out of service' }], look)
      expect(disabled).toMatchObject({ 'printer-state': 5, 'printer-state-message': 'new toner', 'printer-is-accepting-jobs': true })
      expect(enabled).toMatchObject({ 'printer-state': 3, 'printer-state-message': '' })
      expect(rejecting).toMatchObject({ 'printer-state': 3, 'printer-state-message': 'out of service', 'printer-is-accepting-jobs': false })
      expect(await alice.fails('printFile', ['office', document.path, 'refused', {}])).toBe(notAcceptingJobs)
      await alice.call('acceptJobs', ['office'])
      await done(await printFile('office'))
    })
  })

  describe('printing', () => {
    it('printFile prints with options and a title, byte for byte', async () => {
      const id = await printFile('office', { copies: '2', sides: 'two-sided-long-edge' }, 'Übersicht')
      await done(id)
      expect(office.hashes().filter((hash) => hash === document.sha256)).toHaveLength(2)
      expect(await alice.call('getJobAttributes', [id])).toMatchObject({ 'job-name': 'Übersicht', copies: 2, sides: 'two-sided-long-edge', 'job-originating-user-name': 'alice', 'document-format': 'application/pdf' })
    })

    it('printFiles prints several documents as one job', async () => {
      const second = randomDocument(work.path, 'second.bin', 50_000)
      const id = (await alice.call('printFiles', ['office', [document.path, second.path], 'two', {}])) as number
      await done(id)
      expect(office.documentsOf(id)).toHaveLength(2)
      expect(office.hashes()).toEqual(expect.arrayContaining([document.sha256, second.sha256]))
    })

    it('createJob, startDocument, writeRequestData and finishDocument print what is written', async () => {
      const [id, begun, written, ended] = await alice.all(
        ['createJob', ['office', 'streamed', { 'print-quality': '5' }]],
        ['startDocument', ['office', { result: 0 }, 'part one', 'application/pdf', 1]],
        ['writeRequestData', [{ 'octets of': document.path }]],
        ['finishDocument', ['office']],
      )
      // HTTP: go on, go on; then IPP: successful-ok.
      expect([begun, written, ended]).toEqual([100, 100, 0])
      await done(id as number)
      expect(office.documentOf(id as number).equals(document.octets)).toBe(true)
      expect(await alice.call('getJobAttributes', [id])).toMatchObject({ 'job-name': 'streamed', 'print-quality': 5 })
    })

    it('printTestPage prints a file of the caller', async () => {
      const id = (await alice.call('printTestPage', ['archive'], { file: document.path })) as number
      await done(id)
      expect(archive.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('a queue that is not there: libcups finds it in no list, and does not ask', async () => {
      expect(await alice.fails('createJob', ['attic', 'x', {}])).toBe(internalError)
      expect(await alice.fails('printFile', ['attic', document.path, 'x', {}])).toBe(internalError)
    })
  })

  describe('jobs', () => {
    it('getDocument gets a document back, with its format and name, also from a job that waits', async () => {
      for (const options of [{}, held]) {
        const id = await printFile('archive', options, 'to be fetched')
        if (options !== held) await done(id)
        const got = (await alice.call('getDocument', [printerUri('archive'), id, 1])) as { readonly file: string; readonly 'document-format': string; readonly 'document-name': string }
        try {
          expect(got).toMatchObject({ 'document-format': 'application/pdf', 'document-name': basename(document.path) })
          expect(readFileSync(got.file).equals(document.octets)).toBe(true)
        } finally {
          rmSync(got.file)
        }
        expect(await alice.fails('getDocument', [printerUri('archive'), id, 2])).toBe(notFound)
        if (options === held) await alice.call('cancelJob', [id])
      }
    })

    it('getJobs: which, whose, limit, first_job_id, requested_attributes', async () => {
      const bob = new Pycups(server.port, 'bob')
      const mine = await printFile('archive')
      const his = (await bob.call('printFile', ['archive', document.path, 'his', {}])) as number
      for (const id of [mine, his]) await done(id)
      const waiting = await printFile('archive', held)
      const ids = async (keywords: Attributes, who = alice): Promise<number[]> => Object.keys((await who.call('getJobs', [], keywords)) as ById).map(Number).sort((a, b) => a - b)
      expect(await ids({})).toEqual([waiting])
      expect(await ids({ which_jobs: 'completed', first_job_id: mine })).toEqual([mine, his])
      expect(await ids({ which_jobs: 'all', first_job_id: mine })).toEqual([mine, his, waiting])
      expect(await ids({ which_jobs: 'all', first_job_id: his })).toEqual([his, waiting])
      expect(await ids({ which_jobs: 'completed', my_jobs: true, first_job_id: mine })).toEqual([mine])
      expect(await ids({ which_jobs: 'completed', my_jobs: true, first_job_id: mine }, bob)).toEqual([his])
      expect(await ids({ which_jobs: 'completed', limit: 1 })).toEqual([his])
      expect(await alice.call('getJobs', [], { which_jobs: 'completed', limit: 1, requested_attributes: ['job-id', 'job-name', 'job-state'] })).toEqual({ [his]: { 'job-name': 'his', 'job-state': completed } })
      await alice.call('cancelJob', [waiting])
    })

    it('getJobAttributes: all of them, some, and URIs that can be followed', async () => {
      const id = await printFile('office')
      await done(id)
      const [all, some] = (await alice.all(['getJobAttributes', [id]], ['getJobAttributes', [id], { requested_attributes: ['job-state'] }])) as [Attributes, Attributes]
      // pycups writes ipp://localhost/jobs/ID, without the port: the answer has it.
      expect(all).toMatchObject({ 'job-id': id, 'job-state': completed, 'job-uri': `ipp://localhost:${server.port}/jobs/${id}`, 'job-printer-uri': printerUri('office') })
      expect(some).toMatchObject({ 'job-state': completed })
      expect(some).not.toHaveProperty('job-name')
      expect((await fetch(String(all['job-more-info']))).status).toBe(200)
      expect(await alice.fails('getJobAttributes', [999_999])).toBe(notFound)
    })

    it('setJobHoldUntil holds, changes and releases', async () => {
      const id = await printFile('office', held)
      await alice.call('setJobHoldUntil', [id, 'night'])
      expect(await alice.call('getJobAttributes', [id], { requested_attributes: ['job-hold-until', 'job-state'] })).toMatchObject({ 'job-hold-until': 'night', 'job-state': 4 })
      await alice.call('setJobHoldUntil', [id, 'no-hold'])
      await done(id)
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
      expect(await alice.fails('setJobHoldUntil', [id, 'night'])).toBe(notPossible)
    })

    it('restartJob prints a job that is done once more', async () => {
      const id = await printFile('office')
      await done(id)
      await alice.call('restartJob', [id])
      await done(id)
      expect(office.hashes().filter((hash) => hash === document.sha256)).toHaveLength(2)
    })

    it('moveJob moves one job, or all of a queue', async () => {
      const one = await printFile('office', held)
      await alice.call('moveJob', [], { job_id: one, job_printer_uri: printerUri('archive') })
      expect((await job(server.uri(), one)).attributes.get('job-printer-uri')).toMatch(/\/archive$/)
      const another = await printFile('archive', held)
      await alice.call('moveJob', [], { printer_uri: printerUri('archive'), job_printer_uri: printerUri('office') })
      for (const id of [one, another]) {
        expect((await job(server.uri(), id)).attributes.get('job-printer-uri')).toMatch(/\/office$/)
        await alice.call('setJobHoldUntil', [id, 'no-hold'])
        await done(id)
        expect(office.documentOf(id).equals(document.octets)).toBe(true)
      }
      expect(await alice.fails('moveJob', [], { job_id: one, job_printer_uri: printerUri('archive') })).toBe(notPossible)
    })

    it('cancelJob cancels, also with purge_job: the history of a job is kept', async () => {
      const ids = [await printFile('office', held), await printFile('office', held)]
      await alice.all(['cancelJob', [ids[0]]], ['cancelJob', [ids[1]], { purge_job: true }])
      for (const id of ids) {
        expect(await job(server.uri(), id)).toMatchObject({ state: 'canceled' })
        expect(office.documentsOf(id)).toEqual([])
      }
    })

    it('cancelAllJobs: mine, all of a queue, and with purge_jobs its history', async () => {
      const bob = new Pycups(server.port, 'bob')
      const mine = await printFile('office', held)
      const his = (await bob.call('printFile', ['office', document.path, 'his', held])) as number
      const other = await printFile('archive', held)
      await bob.call('cancelAllJobs', [], { name: 'office', my_jobs: true, purge_jobs: false })
      expect(await job(server.uri(), his)).toMatchObject({ state: 'canceled' })
      expect(await jobInState(server.uri(), mine, '4')).toMatchObject({ state: 'pending-held' })
      await alice.call('cancelAllJobs', [], { uri: printerUri('office'), my_jobs: false, purge_jobs: false })
      expect(await job(server.uri(), mine)).toMatchObject({ state: 'canceled' })
      expect(await job(server.uri(), other)).toMatchObject({ state: 'pending-held' })
      await alice.call('cancelAllJobs', [], { name: 'archive', my_jobs: false, purge_jobs: true })
      expect(await alice.fails('getJobAttributes', [other])).toBe(notFound)
      expect(await job(server.uri(), mine)).toMatchObject({ state: 'canceled' })
    })
  })

  describe('administration', () => {
    it('addPrinter, setPrinter... and deletePrinter', async () => {
      const look = ['getPrinterAttributes', ['made'], { requested_attributes: ['printer-info', 'printer-location', 'device-uri', 'printer-state'] }] as const
      const [, added, , , , , changed] = await alice.all(
        ['addPrinter', ['made'], { device: 'socket://127.0.0.1:9', info: 'Made', location: 'Here' }],
        look,
        ['setPrinterDevice', ['made', 'socket://127.0.0.1:10']],
        ['setPrinterInfo', ['made', 'Changed']],
        ['setPrinterLocation', ['made', 'There']],
        ['setPrinterShared', ['made', true]],
        look,
      )
      // As in CUPS a new queue stands still until it is enabled.
      expect(added).toMatchObject({ 'printer-info': 'Made', 'printer-location': 'Here', 'device-uri': 'socket://127.0.0.1:9', 'printer-state': 5 })
      expect(changed).toMatchObject({ 'printer-info': 'Changed', 'printer-location': 'There', 'device-uri': 'socket://127.0.0.1:10' })
      await alice.all(['enablePrinter', ['made']], ['acceptJobs', ['made']], ['deletePrinter', ['made']])
      expect(await alice.fails('getPrinterAttributes', ['made'])).toBe(notFound)
      expect(await alice.fails('deletePrinter', ['office'])).toBe(notPossible)
    })

    it('addPrinterOptionDefault and deletePrinterOptionDefault: also numbers, which pycups writes as names', async () => {
      const look = ['getPrinterAttributes', ['office'], { requested_attributes: ['copies-default', 'sides-default'] }] as const
      const [, , set, , , unset] = await alice.all(
        ['addPrinterOptionDefault', ['office', 'copies', '3']],
        ['addPrinterOptionDefault', ['office', 'sides', 'two-sided-long-edge']],
        look,
        ['deletePrinterOptionDefault', ['office', 'copies']],
        ['deletePrinterOptionDefault', ['office', 'sides']],
        look,
      )
      expect(set).toMatchObject({ 'copies-default': 3, 'sides-default': 'two-sided-long-edge' })
      expect(unset).toMatchObject({ 'copies-default': 1, 'sides-default': 'one-sided' })
    })

    it('setPrinterUsersAllowed: everyone is taken, a list is refused', async () => {
      await alice.all(['setPrinterUsersAllowed', ['office', ['all']]], ['setPrinterUsersDenied', ['office', ['none']]])
      expect(await alice.fails('setPrinterUsersAllowed', ['office', ['bob']])).toBe(notSupported)
    })

    it('getDevices lists the kinds of devices', async () => {
      expect(await alice.call('getDevices')).toMatchObject({ socket: { 'device-class': 'network' } })
    })

    it('addPrinterToClass makes a class, getClasses lists it with its printers, deleteClass removes it', async () => {
      await alice.call('addPrinterToClass', ['office', 'both'])
      expect(await alice.call('getClasses')).toEqual({ both: ['office'] })
      await alice.call('deleteClass', ['both'])
      expect(await alice.call('getClasses')).toEqual({})
    })

    it.each([
      ['getPPDs: there are none', ['getPPDs'], notFound],
      ['getPPD: queues have none', ['getPPD', ['office']], notFound],
      ['authenticateJob: nothing here waits for a password to a device', ['authenticateJob', [1, ['name', 'password']]], operationNotSupported],
    ] as const)('says what is not there: %s', async (_, [method, args = []], status) => {
      expect(await alice.fails(method, args)).toBe(status)
    })
  })
})
