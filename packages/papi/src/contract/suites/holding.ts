/** jobHold and jobRelease. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, jobInState, openWorld, type ContractSubject } from '../world.js'

export function holding(setup: () => Promise<ContractSubject>): void {
  describe('jobHold, jobRelease', () => {
    it('holds a job that came with job-hold-until until it is released (RFC 8011 section 5.2.2)', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobRelease) return skip('no hold and release')
      const data = octets(50)
      const job = await service.jobSubmit(alice, 'alpha', jobOf('held', { holdUntil: 'indefinite' }), documentOf(data))
      expect(job.state).toBe(JobState.pendingHeld)
      expect(job.stateReasons).toContain('job-hold-until-specified')
      await expect(service.jobRelease(bob, job.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobRelease(alice, job.id)
      await jobInState(world, job.id, JobState.completed)
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
    })

    it('holds a pending job; others pass it', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobHold || !service.jobRelease || !service.printerPause || !service.printerResume) return skip('no hold, or no pause')
      await service.printerPause(operator, 'alpha')
      const held = await service.jobSubmit(alice, 'alpha', jobOf('held'), documentOf(octets(10, 1)))
      const other = await service.jobSubmit(alice, 'alpha', jobOf('other'), documentOf(octets(10, 2)))
      await expect(service.jobHold(bob, held.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobHold(alice, held.id)
      await service.printerResume(operator, 'alpha')
      await jobInState(world, other.id, JobState.completed)
      expect((await service.jobQuery(alice, held.id)).state).toBe(JobState.pendingHeld)
      await service.jobRelease(alice, held.id)
      await jobInState(world, held.id, JobState.completed)
    })

    it('refuses a finished job: not-possible, and one that is not there: not-found', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobHold || !service.jobRelease) return skip('no hold and release')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      await jobEnded(world, job.id)
      await expect(service.jobHold(alice, job.id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobRelease(alice, job.id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobHold(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
