/** What the device says: of itself while no job is on it, and of the jobs it took. */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState } from '@platen/ipp-core'
import { alice, documentOf, jobOf, octets } from '../documents.js'
import { eventually, jobEnded, openWorld, submitting, type ContractSubject, type World } from '../world.js'

/** A module that asks its devices does so every second here. */
const often = (setup: () => Promise<ContractSubject>) => async (): Promise<ContractSubject> => {
  const subject = await setup()
  return 'status-interval' in subject.module.queueOptions ? { ...subject, queueOptions: { ...subject.queueOptions, 'status-interval': 1 } } : subject
}

export function deviceStatus(setup: () => Promise<ContractSubject>): void {
  describe('what the device says', () => {
    const printer = (world: World) => world.service.printerQuery(alice, 'alpha')

    it('makes the printer stopped before any job is sent, without refusing jobs, and is over by itself', async ({ skip }) => {
      await using world = await openWorld(often(setup))
      const { sink } = world
      if (!sink.outOfPaper || !sink.refilled) return skip('the sink cannot be asked')
      sink.outOfPaper()
      const stopped = await eventually(() => printer(world), (one) => one.state === PrinterState.stopped, 'stopped')
      expect(stopped.stateReasons).toContain('media-empty-error')
      expect(stopped.stateMessage).not.toBe('')
      expect(stopped.isAcceptingJobs).toBe(true)
      sink.refilled()
      const well = await eventually(() => printer(world), (one) => one.state === PrinterState.idle, 'idle')
      expect(well.stateReasons).toEqual([])
      expect(well.deviceFacts?.alerts ?? []).toEqual([])
    })

    it('of its supplies and alerts is told of the printer, and supplies are remembered when all is well', async ({ skip }) => {
      await using world = await openWorld(often(setup))
      const { sink } = world
      if (!sink.outOfPaper || !sink.refilled) return skip('the sink cannot be asked')
      sink.outOfPaper()
      const seen = await eventually(() => printer(world), (one) => one.state === PrinterState.stopped, 'stopped')
      if (seen.deviceFacts?.supplies === undefined) return skip('the sink tells of no supplies')
      expect(seen.deviceFacts.supplies[0]?.name).not.toBe('')
      expect(seen.deviceFacts.alerts).not.toEqual([])
      const { supplies } = seen.deviceFacts
      sink.refilled()
      const well = await eventually(() => printer(world), (one) => one.state === PrinterState.idle, 'idle')
      expect(well.deviceFacts?.supplies?.map(({ name }) => name)).toEqual(supplies.map(({ name }) => name))
    })

    it('does not hold up a job, nor the end of the service', async ({ skip }) => {
      await using world = await openWorld(often(setup))
      const { sink } = world
      if (!sink.outOfPaper || !sink.refilled) return skip('the sink cannot be asked')
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(1000)))
      expect((await jobEnded(world, job.id)).state).toBe(JobState.completed)
      await world.service[Symbol.asyncDispose]()
    })

    it('of a document it cannot interpret aborts the job: document-format-error', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { sink } = world
      if (!sink.refuseDocument) return skip('the sink cannot refuse a document')
      sink.refuseDocument()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      const aborted = await jobEnded(world, job.id)
      expect([aborted.state, [...aborted.stateReasons]]).toEqual([JobState.aborted, expect.arrayContaining(['aborted-by-system', 'document-format-error'])])
      expect(aborted.stateMessage).not.toBe('')
      if (world.unspooled) expect(await ended).toMatchObject({ status: 'rejected', reason: { code: 'document-format-error' } })
    })

    it('of a cancel at the device cancels the job: job-canceled-at-device', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { sink } = world
      if (!sink.cancelAtDevice) return skip('nobody can cancel at the sink')
      sink.cancelAtDevice()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      const canceled = await jobEnded(world, job.id)
      expect(canceled.state).toBe(JobState.canceled)
      expect(canceled.stateReasons).toContain('job-canceled-at-device')
      if (world.unspooled) expect(await ended).toMatchObject({ status: 'rejected', reason: { code: 'job-canceled' } })
    })
  })
}
