/** jobCreate, jobStreamAdd and jobCommit. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, brokenDocument, documentOf, jobOf, octets } from '../documents.js'
import { jobInState, openWorld, type ContractSubject } from '../world.js'

export function openJobs(setup: () => Promise<ContractSubject>): void {
  describe('jobCreate, jobStreamAdd, jobCommit', () => {
    it('prints an open job once it is closed, its documents in order', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobCreate || !service.jobStreamAdd || !service.jobCommit) return skip('no open jobs')
      const several = (await service.printerQuery(alice, 'alpha')).multipleDocuments
      const parts = several ? [octets(100, 1), octets(70_000, 2), octets(5, 3)] : [octets(100, 1)]
      const job = await service.jobCreate(alice, 'alpha', jobOf('open'))
      expect(job).toMatchObject({ name: 'open', user: 'alice', documents: 0, octets: 0 })
      expect([JobState.pending, JobState.pendingHeld]).toContain(job.state)
      for (const part of parts) await service.jobStreamAdd(alice, job.id, documentOf(part))
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ documents: parts.length, octets: parts.reduce((sum, part) => sum + part.length, 0) })
      if (!world.unspooled) expect((await service.jobQuery(alice, job.id)).state).toBeLessThan(JobState.processing)
      await service.jobCommit(alice, job.id)
      await jobInState(world, job.id, JobState.completed)
      const taken = await sink.delivered(parts.length)
      expect(taken.map((one) => Buffer.from(one).toString('hex'))).toEqual(parts.map((one) => Buffer.from(one).toString('hex')))
    })

    it('takes a document into an open job only, from its owner only', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobCreate || !service.jobStreamAdd || !service.jobCommit) return skip('no open jobs')
      const job = await service.jobCreate(alice, 'alpha', jobOf('open'))
      await expect(service.jobStreamAdd(bob, job.id, documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.jobCommit(bob, job.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(10), 'image/x-unheard-of'))).rejects.toMatchObject({ code: 'document-format-not-supported' })
      await service.jobStreamAdd(alice, job.id, documentOf(octets(10)))
      await service.jobCommit(alice, job.id)
      await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-possible' })
      expect((await service.jobCommit(alice, job.id)).id).toBe(job.id)
      await expect(service.jobStreamAdd(alice, 4711, documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.jobCommit(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })

    it('adds nothing of a document whose sender goes away; the job stays open', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobCreate || !service.jobStreamAdd || !service.jobCommit) return skip('no open jobs')
      const job = await service.jobCreate(alice, 'alpha', jobOf('open'))
      const gone = new Error('the client went away')
      await expect(service.jobStreamAdd(alice, job.id, brokenDocument(octets(100_000), gone))).rejects.toBe(gone)
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ documents: 0 })
      const data = octets(50)
      await service.jobStreamAdd(alice, job.id, documentOf(data))
      await service.jobCommit(alice, job.id)
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
    })

    it('ends an open job of which the client sent what cannot be printed', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobCreate || !service.jobStreamAdd || !service.jobAbort) return skip('no jobAbort')
      const job = await service.jobCreate(alice, 'alpha', jobOf('open'))
      await expect(service.jobAbort(bob, job.id, ['unsupported-document-format'], 'no')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobAbort(alice, job.id, ['unsupported-document-format'], 'It takes PDF only.')
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ state: JobState.aborted, stateMessage: 'It takes PDF only.', stateReasons: expect.arrayContaining(['unsupported-document-format']) as string[] })
      await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobAbort(alice, job.id, [], '')).rejects.toMatchObject({ code: 'not-possible' })
    })

    it('cancels an open job', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobCreate || !service.jobStreamAdd) return skip('no open jobs')
      const job = await service.jobCreate(alice, 'alpha', jobOf('open'))
      await service.jobCancel(alice, job.id)
      await jobInState(world, job.id, JobState.canceled)
      await expect(service.jobStreamAdd(alice, job.id, documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-possible' })
    })
  })
}
