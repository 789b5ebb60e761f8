/** printerHoldNewJobs, printerReleaseHeldNewJobs, printerShutdown, printerStartup and printerRestart (RFC 3998 section 3). */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function administering(setup: () => Promise<ContractSubject>): void {
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

  describe('printerShutdown, printerStartup, printerRestart', () => {
    it('finish the job that is printing, print and accept no other, also after a restart of the server', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerShutdown || !service.printerStartup) return skip('no shutdown')
      sink.stop()
      const { job: first } = await submitting(world, alice, 'alpha', jobOf('first'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await jobInState(world, first.id, JobState.processing)
      const second = await service.jobSubmit(alice, 'alpha', jobOf('second'), documentOf(octets(10)))
      await expect(service.printerShutdown(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.printerShutdown(operator, 'alpha', 'It moves to another room.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.processing, stateReasons: ['stopping'], isAcceptingJobs: false })
      sink.go()
      await jobInState(world, first.id, JobState.completed)
      await eventually(() => service.printerQuery(alice, 'alpha'), (one) => one.state === PrinterState.stopped && one.stateReasons.join() === 'shutdown', 'shut down')
      await expect(service.jobSubmit(alice, 'alpha', jobOf('third'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'service-unavailable' })
      const reopened = await world.reopen()
      expect(await reopened.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['shutdown'], stateMessage: 'It moves to another room.', isAcceptingJobs: false })
      expect((await reopened.jobQuery(alice, second.id)).state).toBe(JobState.pending)
      await reopened.printerStartup?.(operator, 'alpha')
      await jobInState(world, second.id, JobState.completed)
      expect(await reopened.printerQuery(alice, 'alpha')).toMatchObject({ stateReasons: [], isAcceptingJobs: true })
    })

    it('restart: back in service, its device tried at once; a pause stays', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerRestart || !service.printerShutdown || !service.printerPause) return skip('no restart')
      await service.printerPause(operator, 'alpha')
      await service.printerShutdown(operator, 'alpha')
      await expect(service.printerRestart(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.printerRestart(operator, 'gamma')).rejects.toMatchObject({ code: 'not-found' })
      await service.printerRestart(operator, 'alpha')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'], isAcceptingJobs: true })
    })
  })
}
