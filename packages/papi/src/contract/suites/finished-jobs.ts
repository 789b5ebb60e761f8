/** jobRestart. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets } from '../documents.js'
import { jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function finishedJobs(setup: () => Promise<ContractSubject>): void {
  describe('jobRestart', () => {
    it('prints a finished job again, under its id', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobRestart) return skip('no restart')
      const data = octets(100_000)
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(data))
      await jobInState(world, job.id, JobState.completed)
      await expect(service.jobRestart(bob, job.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobRestart(alice, job.id)
      const taken = await world.sink.delivered(2)
      expect(taken.map((one) => Buffer.compare(one, data))).toEqual([0, 0])
      await jobInState(world, job.id, JobState.completed)
      expect(await service.printerListJobs(alice, { which: 'all' })).toHaveLength(1)
    })

    it('refuses a job that is not finished: not-possible', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobRestart) return skip('no restart')
      sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await expect(service.jobRestart(alice, job.id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobRestart(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
