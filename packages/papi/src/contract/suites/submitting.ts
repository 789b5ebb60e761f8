/** jobValidate and jobSubmit. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, brokenDocument, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, jobInState, openWorld, type ContractSubject } from '../world.js'

export function submitting(setup: () => Promise<ContractSubject>): void {
  describe('jobValidate', () => {
    it('takes what the queue accepts, and makes no job', async () => {
      await using world = await openWorld(setup)
      await world.service.jobValidate(alice, 'alpha', jobOf('one'), 'application/pdf')
      expect(await world.service.printerListJobs(alice, { which: 'all' })).toEqual([])
    })

    it('refuses another format, and a printer that is not there', async () => {
      await using world = await openWorld(setup)
      await expect(world.service.jobValidate(alice, 'alpha', jobOf('one'), 'image/x-unheard-of')).rejects.toMatchObject({ code: 'document-format-not-supported' })
      await expect(world.service.jobValidate(alice, 'gamma', jobOf('one'), 'application/pdf')).rejects.toMatchObject({ code: 'not-found' })
    })
  })

  describe('jobSubmit', () => {
    it('delivers a document octet by octet, and tells of the job', async () => {
      await using world = await openWorld(setup)
      const before = Date.now()
      const data = octets(1234)
      const answered = await world.service.jobSubmit(alice, 'alpha', jobOf('report'), documentOf(data, 'application/pdf', 'report.pdf'))
      expect(answered).toMatchObject({ printer: 'alpha', name: 'report', user: 'alice', host: '127.0.0.1', documents: 1, documentFormat: 'application/pdf', octets: 1234 })
      expect(answered.id).toBeGreaterThan(0)
      const [first] = await world.sink.delivered(1)
      expect(Buffer.compare(first ?? new Uint8Array(), data)).toBe(0)
      const done = await jobInState(world, answered.id, JobState.completed)
      expect(done).toMatchObject({ id: answered.id, octetsProcessed: 1234 })
      expect(done.stateReasons).toContain('job-completed-successfully')
      expect(done.createdAt).toBeGreaterThanOrEqual(before)
      expect(done.processingAt).toBeGreaterThanOrEqual(done.createdAt)
      expect(done.completedAt).toBeGreaterThanOrEqual(done.processingAt ?? Infinity)
    })

    it('delivers a document larger than any buffer', async () => {
      await using world = await openWorld(setup)
      const data = octets(3_000_001)
      const job = await world.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(data))
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
      expect(await jobEnded(world, job.id)).toMatchObject({ state: JobState.completed, octets: data.length })
    })

    it('delivers jobs that come at the same time, each once and whole, under ids of their own', async () => {
      await using world = await openWorld(setup)
      const all = Array.from({ length: 8 }, (_, at) => octets(500 + at, at + 1))
      const jobs = await Promise.all(all.map((data, at) => world.service.jobSubmit(alice, at % 2 === 0 ? 'alpha' : 'beta', jobOf(`job ${at}`), documentOf(data))))
      expect(new Set(jobs.map((job) => job.id)).size).toBe(8)
      const hex = (list: readonly Uint8Array[]) => list.map((one) => Buffer.from(one).toString('hex')).sort()
      expect(hex(await world.sink.delivered(8))).toEqual(hex(all))
    })

    it('refuses a format the queue does not take, and a printer that is not there; nothing is left', async () => {
      await using world = await openWorld(setup)
      await expect(world.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10), 'image/x-unheard-of'))).rejects.toMatchObject({ code: 'document-format-not-supported' })
      await expect(world.service.jobSubmit(alice, 'gamma', jobOf('one'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-found' })
      expect(await world.service.printerListJobs(operator, { which: 'all' })).toEqual([])
    })

    it('accepts nothing of a client that goes away in mid-document, throws its error, and goes on', async () => {
      await using world = await openWorld(setup)
      const gone = new Error('the client went away')
      for (const size of [100, 200_000]) {
        await expect(world.service.jobSubmit(alice, 'alpha', jobOf('gone'), brokenDocument(octets(size), gone))).rejects.toBe(gone)
      }
      expect(await world.service.printerListJobs(operator, { which: 'not-completed' })).toEqual([])
      // A service without a spool may tell that it had begun.
      const left = await world.service.printerListJobs(operator, { which: 'completed' })
      expect(left.filter((job) => job.state === JobState.completed)).toEqual([])
      const data = octets(77)
      const job = await world.service.jobSubmit(alice, 'alpha', jobOf('next'), documentOf(data))
      await jobInState(world, job.id, JobState.completed)
      const taken = await world.sink.delivered(1)
      expect(Buffer.compare(taken.at(-1) ?? new Uint8Array(), data)).toBe(0)
    })
  })
}
