/** jobSuspend and jobResume (RFC 3998 section 3.2). */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function suspending(setup: () => Promise<ContractSubject>): void {
  describe('jobSuspend, jobResume', () => {
    it('stop feeding the device, and go on: nothing is lost or sent twice', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobSuspend || !service.jobResume) return skip('no suspension')
      sink.stop()
      const data = octets(Math.max(sink.octetsToBlock ?? 1, 400_000))
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(data))
      await jobInState(world, job.id, JobState.processing)
      await expect(service.jobSuspend(bob, job.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobSuspend(operator, job.id)
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ state: JobState.processingStopped, stateReasons: ['job-suspended', 'job-suspended-by-operator'] })
      sink.go()
      const other = await service.jobSubmit(bob, 'beta', jobOf('other'), documentOf(octets(10)))
      expect((await service.jobQuery(bob, other.id)).state).toBe(JobState.pending)
      expect((await service.jobQuery(alice, job.id)).state).toBe(JobState.processingStopped)
      await service.jobResume(alice, job.id)
      await jobInState(world, job.id, JobState.completed)
      expect(Buffer.compare((await sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
      await expect(service.jobResume(alice, job.id)).rejects.toMatchObject({ code: 'not-possible' })
    })

    it('a suspended job can be canceled', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobSuspend) return skip('no suspension')
      sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(Math.max(sink.octetsToBlock ?? 1, 400_000))))
      await jobInState(world, job.id, JobState.processing)
      await service.jobSuspend(alice, job.id)
      expect((await service.jobQuery(alice, job.id)).stateReasons).toContain('job-suspended-by-user')
      sink.go()
      await service.jobCancel(alice, job.id)
      await jobInState(world, job.id, JobState.canceled)
    })

    it('a suspended job does not begin to print by itself when the server starts again', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobSuspend) return skip('no suspension')
      sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(Math.max(sink.octetsToBlock ?? 1, 400_000))))
      await jobInState(world, job.id, JobState.processing)
      await service.jobSuspend(alice, job.id)
      sink.go()
      const reopened = await world.reopen()
      expect((await reopened.jobQuery(alice, job.id)).state).toBe(JobState.pendingHeld)
      await reopened.jobRelease?.(alice, job.id)
      await jobInState(world, job.id, JobState.completed)
    })

    it('refuse a job that is not printing: not-possible', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobSuspend || !service.jobResume || !service.printerPause) return skip('no suspension')
      await service.printerPause(operator, 'alpha')
      const { id } = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      await expect(service.jobSuspend(alice, id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobResume(alice, id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobSuspend(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
