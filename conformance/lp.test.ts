/** CUPS's command-line clients against Platen as if it were a CUPS server. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CupsClient } from './harness/cups-client.js'
import { makeDocument, type Document } from './harness/documents.js'
import { finished, job, jobInState } from './harness/jobs.js'
import { Office } from './harness/office.js'
import { pageMarks, pageTexts } from './harness/page-boxes.js'
import type { PlatenServer } from './harness/platen-server.js'
import type { PrintedFolder } from './harness/printed-folder.js'
import { describeWhere, missingTools } from './harness/tools.js'
import type { WorkFolder } from './harness/work-folder.js'

const tools = ['ipptool', 'gs', 'lp', 'lpstat', 'cancel', 'cupsdisable', 'cupsenable', 'cupsaccept', 'cupsreject', 'lpmove', 'lpadmin']

describeWhere(missingTools(...tools), "CUPS's command-line clients", () => {
  let place: Office
  let work: WorkFolder
  let office: PrintedFolder
  let archive: PrintedFolder
  let server: PlatenServer
  let cups: CupsClient
  let document: Document
  let name: string

  beforeAll(async () => {
    place = await Office.open('lp')
    ;({ work, office, archive, server } = place)
    cups = new CupsClient(server.authority, work.folder('home'))
  })

  afterAll(() => place[Symbol.asyncDispose]())

  beforeEach(() => {
    ;({ document, name } = place.nextDocument())
  })

  describe('lp', () => {
    it('prints a PDF byte for byte, named after its file', async () => {
      const id = await cups.lp('office', document.path)
      const done = await finished(server.uri(), id)
      expect(done).toMatchObject({ state: 'completed' })
      expect(done.attributes.get('job-name')).toBe(name)
      expect(done.attributes.get('document-format')).toBe('application/pdf')
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('prints to the default queue where none is named', async () => {
      const said = await cups.run('lp', document.path)
      const id = Number(/request id is office-(\d+) \(1 file\(s\)\)/.exec(said)?.[1])
      await finished(server.uri(), id)
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('-n 2 prints two copies', async () => {
      const id = await cups.lp('office', '-n', '2', document.path)
      const done = await finished(server.uri(), id)
      expect(done).toMatchObject({ state: 'completed' })
      expect(done.attributes.get('copies')).toBe('2')
      expect(office.documentsOf(id)).toHaveLength(2)
      expect(office.hashes().filter((hash) => hash === document.sha256)).toHaveLength(2)
    })

    it('-o media, -o sides and -t reach the job', async () => {
      const id = await cups.lp('office', '-o', 'media=na_letter_8.5x11in', '-o', 'sides=two-sided-long-edge', '-t', 'Quarterly report', document.path)
      const done = await finished(server.uri(), id)
      expect(done.attributes.get('media') ?? done.attributes.get('media-col')).toMatch(/na_letter_8\.5x11in|x-dimension=21590 y-dimension=27940/)
      // As it was asked for before the document came. That a folder turns no paper for a PDF is told then, in the answer to Send-Document.
      expect(done.attributes.get('sides')).toBe('two-sided-long-edge')
      expect(done.attributes.get('job-name')).toBe('Quarterly report')
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('-q 90 reaches the job as its priority', async () => {
      const id = await cups.lp('office', '-q', '90', document.path)
      expect((await finished(server.uri(), id)).attributes.get('job-priority')).toBe('90')
    })

    it('-U names the user', async () => {
      const id = await cups.lp('office', '-U', 'alice', document.path)
      expect((await finished(server.uri(), id)).attributes.get('job-originating-user-name')).toBe('alice')
    })

    it('prints two files as one job of two documents, in order', async () => {
      const { document: second } = place.nextDocument()
      const said = await cups.run('lp', '-d', 'office', document.path, second.path)
      const id = Number(/request id is office-(\d+) \(2 file\(s\)\)/.exec(said)?.[1])
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentsOf(id)).toHaveLength(2)
      expect(office.hashes()).toEqual(expect.arrayContaining([document.sha256, second.sha256]))
    })

    it('prints what comes by a pipe', async () => {
      const id = Number(/-(\d+) \(0 file/.exec(await cups.pipe(document.octets, 'lp', '-d', 'office'))?.[1])
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('says that a queue is not there', async () => {
      const { code, stderr } = await cups.try('lp', '-d', 'nowhere', document.path)
      expect(code).toBe(1)
      expect(stderr).toMatch(/lp: Error - The printer or class does not exist\./)
    })

    it('-H hold holds a job, and -i JOB -H resume prints it', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      expect(await jobInState(server.uri(), id, '4')).toMatchObject({ state: 'pending-held', reasons: ['job-hold-until-specified'] })
      expect(office.documentsOf(id)).toEqual([])
      await cups.run('lp', '-i', String(id), '-H', 'resume')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('-H HH:MM (UTC) holds a job until that time of day', async () => {
      const [time = ''] = /\d\d:\d\d/.exec(new Date(Date.now() + 2 * 3600 * 1000).toISOString()) ?? []
      const id = await cups.lp('office', '-H', time, document.path)
      const held = await jobInState(server.uri(), id, '4')
      expect(held).toMatchObject({ state: 'pending-held', reasons: ['job-hold-until-specified'] })
      expect(held.attributes.get('job-hold-until')).toMatch(new RegExp(`^${time}`))
      await cups.run('lp', '-i', String(id), '-H', 'resume')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
    })

    it('-o job-sheets=standard prints a sheet before the document: a page of its own, naming the job', async () => {
      const id = await cups.lp('office', '-o', 'job-sheets=standard', '-o', 'media=na_letter_8.5x11in', '-U', 'alice', '-t', 'Draft (2)', document.path)
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      const [sheet = '', printed = '', ...more] = office.documentsOf(id).sort()
      expect([sheet, printed, more]).toEqual([`${id}-job-start-sheet.pdf`, `${id}-${name}`, []])
      expect(readFileSync(office.file(printed)).equals(document.octets)).toBe(true)
      const [text = '', ...texts] = await pageTexts(office.file(sheet))
      expect(text).toContain(`aliceDraft(2)Job${id}Useralice`)
      expect(text).toContain('PrinterTheofficeprinterDocuments1')
      expect(texts).toEqual([])
    })

    it('-o job-sheets=none,standard prints it behind, as CUPS means it', async () => {
      const id = await cups.lp('office', '-o', 'job-sheets=none,standard', document.path)
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentsOf(id).sort()).toEqual([`${id}-job-end-sheet.pdf`, `${id}-${name}`])
    })

    it.each([
      ['document-a4.pdf', 'pdf', 'iso_a4_210x297mm', 842, 595],
      ['document-letter.pdf', 'pdf', 'na_letter_8.5x11in', 792, 612],
      // A sheet of PostScript stands as it comes out of the printer: its left side is the right side up.
      ['document-a4.ps', 'ps', 'iso_a4_210x297mm', 595, 842],
    ] as const)('-o number-up=2 prints both pages of %s on one side', async (of, extension, media, width, height) => {
      const { path } = await makeDocument(work.path, of)
      const before = await pageMarks(path)
      expect(before).toHaveLength(2)
      const id = await cups.lp('office', '-o', 'number-up=2', '-o', `media=${media}`, path)
      const done = await finished(server.uri(), id)
      expect(done).toMatchObject({ state: 'completed' })
      expect(done.attributes.get('number-up')).toBe('2')
      const [printed = ''] = office.documentsOf(id)
      expect(printed.endsWith(`.${extension}`)).toBe(true)
      const [marks, ...more] = await pageMarks(office.file(printed))
      if (marks === undefined) throw new Error('nothing is printed')
      expect(more).toEqual([])
      // The drawings of both pages: on the long side from one half into the other.
      const [from, to, long] = width > height ? [marks.left, marks.right, width] : [marks.bottom, marks.top, height]
      expect(from).toBeLessThan(long / 4)
      expect(to).toBeGreaterThan(long / 2)
      expect(marks.right).toBeLessThanOrEqual(width)
      expect(marks.top).toBeLessThanOrEqual(height)
      if (extension === 'pdf') expect(await pageTexts(office.file(printed))).toEqual(['Platen,page1Platen,page2'])
    })

    it('-o number-up=2 -P 2 puts only the page that is asked for onto its side', async () => {
      const id = await cups.lp('office', '-o', 'number-up=2', '-P', '2', document.path)
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(await pageTexts(office.file(office.documentsOf(id)[0] ?? ''))).toEqual(['Platen,page2'])
    })

    it('prints a JPEG as it is where number-up is a default of the printer, which lp asks every job for', async () => {
      const picture = await makeDocument(work.path, 'color.jpg')
      await cups.run('lpadmin', '-p', 'office', '-o', 'number-up-default=2')
      try {
        const id = await cups.lp('office', picture.path)
        const done = await finished(server.uri(), id)
        expect(done).toMatchObject({ state: 'completed' })
        expect(done.attributes.get('document-format')).toBe('image/jpeg')
        expect(office.documentOf(id).equals(picture.octets)).toBe(true)
        const other = await cups.lp('office', document.path)
        expect(await finished(server.uri(), other)).toMatchObject({ state: 'completed' })
        expect(await pageTexts(office.file(office.documentsOf(other)[0] ?? ''))).toEqual(['Platen,page1Platen,page2'])
      } finally {
        await cups.run('lpadmin', '-p', 'office', '-R', 'number-up-default')
      }
    })

    it('-P 2 prints the whole of a text, whose pages nobody can tell apart', async () => {
      const text = Buffer.from(`Words of ${name}, on one page.\n`)
      const id = Number(/-(\d+) \(0 file/.exec(await cups.pipe(text, 'lp', '-d', 'office', '-P', '2'))?.[1])
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(text)).toBe(true)
    })

    it('-i JOB -H immediate prints a held job', async () => {
      const id = await cups.lp('office', '-H', 'indefinite', document.path)
      await cups.run('lp', '-i', `office-${id}`, '-H', 'immediate')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('-i JOB refuses to hold a job that is done', async () => {
      const id = await cups.lp('office', document.path)
      await finished(server.uri(), id)
      const { code, stderr } = await cups.try('lp', '-i', `office-${id}`, '-H', 'hold')
      expect([code, stderr]).toEqual([1, expect.stringMatching(/lp: job \d+ cannot be changed: it is completed already/)])
    })

    it('-i JOB -n 2 changes a held job', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      await cups.run('lp', '-i', `office-${id}`, '-n', '2')
      await cups.run('lp', '-i', `office-${id}`, '-H', 'resume')
      expect((await finished(server.uri(), id)).attributes.get('copies')).toBe('2')
      expect(office.documentsOf(id)).toHaveLength(2)
    })
  })

  describe('lpstat', () => {
    it('-t shows scheduler, default, devices, acceptance, printers and jobs', async () => {
      const id = await cups.lp('office', '-H', 'hold', '-U', 'alice', document.path)
      const said = await cups.run('lpstat', '-t')
      expect(said).toMatch(/^scheduler is running$/m)
      expect(said).toMatch(/^system default destination: office$/m)
      // lpstat leaves out "file:".
      expect(said).toMatch(/^device for office: \/\/\/.*\/office\/$/m)
      expect(said).toMatch(/^device for archive: \/\/\/.*\/archive\/$/m)
      expect(said).toMatch(/^office accepting requests since /m)
      expect(said).toMatch(/^archive accepting requests since /m)
      expect(said).toMatch(/^printer office is idle\. {2}enabled since /m)
      expect(said).toMatch(new RegExp(`^office-${id}\\s+alice\\s+${Math.ceil(document.octets.length / 1024) * 1024}\\s+`, 'm'))
      await cups.run('cancel', String(id))
    })

    it('-d, -a, -p, -v and -e each show their part', async () => {
      expect(await cups.run('lpstat', '-d')).toBe('system default destination: office\n')
      expect(await cups.run('lpstat', '-a', 'archive')).toMatch(/^archive accepting requests since .*\n$/)
      expect(await cups.run('lpstat', '-p', 'office')).toMatch(/^printer office is idle\. {2}enabled since .*\n/)
      expect(await cups.run('lpstat', '-v', 'office')).toMatch(/^device for office: \/\/\/.*\/office\/\n$/)
      expect((await cups.run('lpstat', '-e')).trim().split('\n').sort()).toEqual(['archive', 'office'])
    })

    it('-r, -c and -s: the scheduler runs, there are no classes, and where the devices are', async () => {
      expect(await cups.run('lpstat', '-r')).toBe('scheduler is running\n')
      expect(await cups.run('lpstat', '-c')).toBe('')
      expect(await cups.run('lpstat', '-s')).toMatch(/^system default destination: office\ndevice for office: \/\/\/.*\ndevice for archive: \/\/\/.*\n$/)
    })

    it('-u shows the jobs of a user, -W all those that wait and those that are done', async () => {
      const [hers, his] = [await cups.lp('office', '-H', 'hold', '-U', 'alice', document.path), await cups.lp('office', '-U', 'bob', document.path)]
      await finished(server.uri(), his)
      const ofAlice = await cups.run('lpstat', '-u', 'alice', '-o')
      expect(ofAlice).toMatch(new RegExp(`^office-${hers} +alice `, 'm'))
      expect(ofAlice).not.toMatch(/ bob /)
      const all = await cups.run('lpstat', '-W', 'all', '-o', 'office')
      expect(all).toMatch(new RegExp(`^office-${hers} +alice `, 'm'))
      expect(all).toMatch(new RegExp(`^office-${his} +bob `, 'm'))
      await cups.run('cancel', String(hers))
    })

    it('-l -p shows description and location', async () => {
      const said = await cups.run('lpstat', '-l', '-p', 'office')
      expect(said).toContain('Description: The office printer')
      expect(said).toContain('Location: Room 7')
    })

    it('-o shows the jobs of a queue that wait, -W completed -o those that are done', async () => {
      const waiting = await cups.lp('office', '-H', 'hold', document.path)
      const done = await cups.lp('archive', document.path)
      await finished(server.uri(), done)
      expect(await cups.run('lpstat', '-o')).toMatch(new RegExp(`^office-${waiting} `, 'm'))
      expect(await cups.run('lpstat', '-o', 'archive')).toBe('')
      const completed = await cups.run('lpstat', '-W', 'completed', '-o')
      expect(completed).toMatch(new RegExp(`^archive-${done} `, 'm'))
      expect(completed).not.toMatch(new RegExp(`^office-${waiting} `, 'm'))
      await cups.run('cancel', String(waiting))
    })

    it('-l -o says why a job waits', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      expect(await cups.run('lpstat', '-l', '-o', 'office')).toMatch(/Alerts: job-hold-until-specified/)
      await cups.run('cancel', String(id))
    })
  })

  describe('cancel', () => {
    it('JOB cancels a job that waits: it is not printed', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      await cups.run('cancel', `office-${id}`)
      expect(await job(server.uri(), id)).toMatchObject({ state: 'canceled', reasons: expect.arrayContaining(['job-canceled-by-user']) as unknown })
      expect(office.documentsOf(id)).toEqual([])
    })

    it('JOB refuses a job that is done', async () => {
      const id = await cups.lp('office', document.path)
      await finished(server.uri(), id)
      const { code, stderr } = await cups.try('cancel', String(id))
      expect(code).toBe(1)
      expect(stderr).toMatch(/cancel: cancel-job failed: job \d+ .*completed/)
    })

    it('-a QUEUE cancels all jobs of a queue, and only these', async () => {
      const mine = [await cups.lp('office', '-H', 'hold', document.path), await cups.lp('office', '-H', 'hold', document.path)]
      const other = await cups.lp('archive', '-H', 'hold', document.path)
      await cups.run('cancel', '-a', 'office')
      for (const id of mine) expect(await job(server.uri(), id)).toMatchObject({ state: 'canceled' })
      expect(await job(server.uri(), other)).toMatchObject({ state: 'pending-held' })
      await cups.run('cancel', '-a', 'archive')
    })

    it('-u USER cancels the jobs of one user, of a queue or with -a of all, and no others', async () => {
      const held = (queue: string, user: string): Promise<number> => cups.lp(queue, '-H', 'hold', '-U', user, document.path)
      const jobs = { aliceOffice: await held('office', 'alice'), bobOffice: await held('office', 'bob'), bobArchive: await held('archive', 'bob') }
      const state = async (id: number): Promise<string> => (await job(server.uri(), id)).state
      await cups.run('cancel', '-u', 'bob', 'office')
      expect([await state(jobs.aliceOffice), await state(jobs.bobOffice), await state(jobs.bobArchive)]).toEqual(['pending-held', 'canceled', 'pending-held'])
      await cups.run('cancel', '-u', 'bob', '-a')
      expect([await state(jobs.aliceOffice), await state(jobs.bobArchive)]).toEqual(['pending-held', 'canceled'])
      await cups.run('cancel', '-u', 'alice')
      expect(await state(jobs.aliceOffice)).toBe('canceled')
    })

    it('-x cancels; with -a the history goes, too, of a queue or of all', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      await cups.run('cancel', '-x', String(id))
      expect(await job(server.uri(), id)).toMatchObject({ state: 'canceled' })
      const other = await cups.lp('archive', document.path)
      await finished(server.uri(), other)
      await cups.run('cancel', '-a', '-x', 'office')
      expect(await cups.run('lpstat', '-W', 'all', '-o', 'office')).toBe('')
      expect(await cups.run('lpstat', '-W', 'all', '-o', 'archive')).toMatch(new RegExp(`^archive-${other} `, 'm'))
      await cups.run('cancel', '-a', '-x')
      expect(await cups.run('lpstat', '-W', 'all', '-o')).toBe('')
    })

    it('-a cancels all jobs of all queues', async () => {
      const ids = [await cups.lp('office', '-H', 'hold', document.path), await cups.lp('archive', '-H', 'hold', document.path)]
      await cups.run('cancel', '-a')
      for (const id of ids) expect(await job(server.uri(), id)).toMatchObject({ state: 'canceled' })
    })
  })

  describe('operators', () => {
    it('cupsdisable -r stops a queue and says why; jobs wait; cupsenable prints them', async () => {
      await cups.run('cupsdisable', '-r', 'new toner comes tomorrow', 'office')
      const id = await cups.lp('office', document.path)
      const stopped = await cups.run('lpstat', '-p', 'office')
      expect(stopped).toMatch(/^printer office disabled since .* -\n\tnew toner comes tomorrow\n/)
      expect(await jobInState(server.uri(), id, '3')).toMatchObject({ state: 'pending', reasons: ['printer-stopped'] })
      expect((await job(server.uri(), id)).message).toContain('new toner comes tomorrow')
      await cups.run('cupsenable', 'office')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
      expect(await cups.run('lpstat', '-p', 'office')).toMatch(/^printer office is idle\. {2}enabled since /)
    })

    it('cupsdisable --hold holds what comes from now on, cupsenable --release prints it', async () => {
      await cups.run('cupsdisable', '--hold', 'office')
      const id = await cups.lp('office', document.path)
      expect(await jobInState(server.uri(), id, '4')).toMatchObject({ state: 'pending-held' })
      expect(await cups.run('lpstat', '-p', 'office')).toMatch(/^printer office is holding new jobs\. {2}enabled since /)
      await cups.run('cupsenable', '--release', 'office')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(office.documentOf(id).equals(document.octets)).toBe(true)
    })

    it('cupsdisable -c stops a queue and cancels its jobs', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      await cups.run('cupsdisable', '-c', 'office')
      expect(await cups.run('lpstat', '-p', 'office')).toMatch(/^printer office disabled since /)
      expect(await cups.run('lpstat', '-o', 'office')).toBe('')
      expect(office.documentsOf(id)).toEqual([])
      await cups.run('cupsenable', 'office')
    })

    it('cupsreject -r refuses new jobs and says why; cupsaccept takes them again', async () => {
      await cups.run('cupsreject', '-r', 'out of service', 'office')
      expect(await cups.run('lpstat', '-a', 'office')).toMatch(/^office not accepting requests since .* -\n\tout of service\n/)
      const { code, stderr } = await cups.try('lp', '-d', 'office', document.path)
      expect(code).toBe(1)
      expect(stderr).toMatch(/lp: .*out of service/)
      await cups.run('cupsaccept', 'office')
      expect(await cups.run('lpstat', '-a', 'office')).toMatch(/^office accepting requests since /)
      const id = await cups.lp('office', document.path)
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
    })

    it('lpmove moves a job to another queue', async () => {
      const id = await cups.lp('office', '-H', 'hold', document.path)
      await cups.run('lpmove', `office-${id}`, 'archive')
      expect((await job(server.uri(), id)).attributes.get('job-printer-uri')).toMatch(/\/archive$/)
      await cups.run('lp', '-i', String(id), '-H', 'resume')
      expect(await finished(server.uri(), id)).toMatchObject({ state: 'completed' })
      expect(archive.documentOf(id).equals(document.octets)).toBe(true)
      expect(office.documentsOf(id)).toEqual([])
    })

    it('lpmove moves all jobs of a queue', async () => {
      const ids = [await cups.lp('office', '-H', 'hold', document.path), await cups.lp('office', '-H', 'hold', document.path)]
      await cups.run('lpmove', 'office', 'archive')
      for (const id of ids) expect((await job(server.uri(), id)).attributes.get('job-printer-uri')).toMatch(/\/archive$/)
      await cups.run('cancel', '-a', 'archive')
    })

    it('lpmove refuses a job that is done', async () => {
      const id = await cups.lp('office', document.path)
      await finished(server.uri(), id)
      const { code, stderr } = await cups.try('lpmove', `office-${id}`, 'archive')
      expect(code).toBe(1)
      expect(stderr).toMatch(/^lpmove: .*completed/)
    })
  })
})
