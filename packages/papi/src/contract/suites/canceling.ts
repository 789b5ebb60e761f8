/** jobCancel. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function canceling(setup: () => Promise<ContractSubject>): void {
  describe('jobCancel', () => {
    it('ends a job that is printing, and the next one prints', async () => {
      await using world = await openWorld(setup)
      world.sink.stop()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(world.sink.octetsToBlock ?? 1)))
      await world.service.jobCancel(alice, job.id)
      const canceled = await jobInState(world, job.id, JobState.canceled)
      expect(canceled.stateReasons).toContain('job-canceled-by-user')
      expect(canceled.completedAt).toBeGreaterThan(0)
      await ended
      world.sink.go()
      const data = octets(99)
      const next = await world.service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(data))
      await jobInState(world, next.id, JobState.completed)
      expect((await world.sink.delivered(1)).map((one) => Buffer.from(one).toString('hex'))).toContain(Buffer.from(data).toString('hex'))
    })

    it("refuses another user's job: not-authorized; an operator may", async () => {
      await using world = await openWorld(setup)
      world.sink.stop()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(world.sink.octetsToBlock ?? 1)))
      await expect(world.service.jobCancel(bob, job.id)).rejects.toMatchObject({ name: 'PapiError', code: 'not-authorized' })
      await world.service.jobCancel(operator, job.id)
      expect((await jobInState(world, job.id, JobState.canceled)).stateReasons).toContain('job-canceled-by-operator')
      await ended
    })

    it('refuses a finished job: not-possible, and one that is not there: not-found', async () => {
      await using world = await openWorld(setup)
      const job = await world.service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      await jobEnded(world, job.id)
      await expect(world.service.jobCancel(alice, job.id)).rejects.toMatchObject({ name: 'PapiError', code: 'not-possible' })
      await expect(world.service.jobCancel(alice, 4711)).rejects.toMatchObject({ name: 'PapiError', code: 'not-found' })
    })
  })
}
