/** Jobs that wait for their owner: held until the owner releases them (PWG 5100.11: `job-release-action` owner-authorized). */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import type { PrintService } from '../../print-service.js'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, type ContractSubject } from '../world.js'

export function ownerReleases(setup: () => Promise<ContractSubject>): void {
  const isOffered = async ({ service }: { readonly service: PrintService }): Promise<boolean> =>
    service.jobRelease !== undefined && (await service.printerQuery(alice, 'alpha')).capabilities.strings('job-release-action-supported').includes('owner-authorized')

  describe('a job that waits for its owner', () => {
    it('prints when its owner releases it, for nobody else', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!(await isOffered(world))) return skip('no release by the owner')
      const job = await service.jobSubmit(alice, 'alpha', { ...jobOf('mine'), awaitsOwner: true }, documentOf(octets(10)))
      expect(job).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-held-for-authorization'], releaseAction: 'owner-authorized' })
      const elsewhere = { ...alice.caller, host: '192.0.2.1' }
      for (const call of [bob, operator, { caller: elsewhere }]) await expect(service.jobRelease(call, job.id)).rejects.toMatchObject({ code: 'not-authorized' })
      expect((await service.jobQuery(alice, job.id)).state).toBe(JobState.pendingHeld)
      // Who has proved to be the owner may be anywhere: that is at the printer, often.
      await service.jobRelease({ caller: { ...elsewhere, authenticatedUser: 'alice' } }, job.id)
      await jobInState(world, job.id, JobState.completed)
    })

    it('is not released by taking its hold away, and can be canceled', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!(await isOffered(world))) return skip('no release by the owner')
      const job = await service.jobSubmit(alice, 'alpha', { ...jobOf('mine', { holdUntil: 'indefinite' }), awaitsOwner: true }, documentOf(octets(10)))
      await service.jobHold(alice, job.id, 'no-hold')
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-held-for-authorization'] })
      await service.jobCancel(operator, job.id)
      expect((await service.jobQuery(alice, job.id)).state).toBe(JobState.canceled)
    })
  })
}
