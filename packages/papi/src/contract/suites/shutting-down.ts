/** printerShutdown, printerStartup, printerRestart, printerDeactivate and printerActivate (RFC 3998 section 3.1). */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function shuttingDown(setup: () => Promise<ContractSubject>): void {
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

  describe('printerDeactivate, printerActivate', () => {
    it('print and accept nothing until it is activated, also after a restart of the server; a pause stays', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerDeactivate || !service.printerActivate || !service.printerPause) return skip('no deactivating')
      await service.printerPause(operator, 'alpha')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('waits'), documentOf(octets(10)))
      await expect(service.printerDeactivate(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.printerDeactivate(operator, 'alpha', 'It is sold.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['deactivated', 'paused'], isAcceptingJobs: false })
      const reopened = await world.reopen()
      await expect(reopened.jobSubmit(alice, 'alpha', jobOf('late'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'printer-is-deactivated' })
      await reopened.printerResume?.(operator, 'alpha')
      expect(await reopened.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['deactivated'], stateMessage: 'It is sold.' })
      expect((await reopened.jobQuery(alice, job.id)).state).toBe(JobState.pending)
      await expect(reopened.printerActivate?.(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await reopened.printerActivate?.(operator, 'alpha')
      await jobInState(world, job.id, JobState.completed)
      expect(await reopened.printerQuery(alice, 'alpha')).toMatchObject({ stateReasons: [], isAcceptingJobs: true })
    })
  })
}
