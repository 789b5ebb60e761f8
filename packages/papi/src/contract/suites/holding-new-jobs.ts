/** printerHoldNewJobs and printerReleaseHeldNewJobs (RFC 3998 section 3.1). */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, type ContractSubject } from '../world.js'

export function holdingNewJobs(setup: () => Promise<ContractSubject>): void {
  describe('printerHoldNewJobs, printerReleaseHeldNewJobs', () => {
    it('hold what comes from now on, and let all of it print', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerHoldNewJobs || !service.printerReleaseHeldNewJobs || !service.printerPause || !service.printerResume) return skip('no holding of new jobs')
      await service.printerPause(operator, 'alpha')
      const earlier = await service.jobSubmit(alice, 'alpha', jobOf('earlier'), documentOf(octets(10, 1)))
      await service.printerHoldNewJobs(operator, 'alpha', 'Letterhead is in the tray.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ stateReasons: ['paused', 'hold-new-jobs'], isAcceptingJobs: true })
      await service.printerResume(operator, 'alpha')
      const later = await service.jobSubmit(alice, 'alpha', jobOf('later'), documentOf(octets(10, 2)))
      expect(later).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-held-for-review'] })
      await jobInState(world, earlier.id, JobState.completed)
      await expect(service.printerReleaseHeldNewJobs(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.printerReleaseHeldNewJobs(operator, 'alpha')
      await jobInState(world, later.id, JobState.completed)
      expect((await service.printerQuery(alice, 'alpha')).stateReasons).not.toContain('hold-new-jobs')
    })

    it('leave a job held that its client asked to hold; its owner cannot release one that an operator holds', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerHoldNewJobs || !service.printerReleaseHeldNewJobs || !service.jobRelease) return skip('no holding of new jobs')
      await service.printerHoldNewJobs(operator, 'alpha')
      const held = await service.jobSubmit(alice, 'alpha', jobOf('held', { holdUntil: 'indefinite' }), documentOf(octets(10)))
      await expect(service.jobRelease(alice, held.id)).rejects.toMatchObject({ code: 'not-possible' })
      await service.printerReleaseHeldNewJobs(operator, 'alpha')
      expect(await service.jobQuery(alice, held.id)).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-hold-until-specified'] })
      await service.jobRelease(alice, held.id)
      await jobInState(world, held.id, JobState.completed)
    })
  })
}
