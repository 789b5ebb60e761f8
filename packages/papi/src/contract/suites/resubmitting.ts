/** jobResubmit (PWG 5100.7 Resubmit-Job, Reprocess-Job). */
import { describe, expect, it } from 'vitest'
import { Attributes, attribute, integer, JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, type ContractSubject } from '../world.js'

export function resubmitting(setup: () => Promise<ContractSubject>): void {
  describe('jobResubmit', () => {
    it('prints the documents of a finished job as a new one, with changes; the old one stays', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobResubmit) return skip('no resubmission')
      const data = octets(100_000)
      const old = await service.jobSubmit(alice, 'alpha', jobOf('one', { priority: 40 }), documentOf(data))
      await jobInState(world, old.id, JobState.completed)
      await expect(service.jobResubmit(bob, old.id, { ticket: new Attributes() })).rejects.toMatchObject({ code: 'not-authorized' })
      const job = await service.jobResubmit(operator, old.id, { name: 'again', ticket: Attributes.of(attribute('copies', integer(2))) })
      expect(job).toMatchObject({ name: 'again', user: 'olga', printer: 'alpha', documents: 1, octets: data.length, priority: 40 })
      expect(job.id).not.toBe(old.id)
      expect(job.ticket.integer('copies')).toBe(2)
      await jobInState(world, job.id, JobState.completed)
      expect((await sink.delivered(3)).map((one) => Buffer.compare(one, data))).toEqual([0, 0, 0])
      expect(await service.jobQuery(alice, old.id)).toMatchObject({ state: JobState.completed, name: 'one' })
      const third = await service.jobResubmit(alice, old.id, { ticket: new Attributes() })
      expect(third.name).toBe('one')
      await jobInState(world, third.id, JobState.completed)
    })

    it('refuses a job that is not finished: not-possible', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobResubmit || !service.printerPause) return skip('no resubmission, or no pause')
      await service.printerPause(operator, 'alpha')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      await expect(service.jobResubmit(alice, job.id, { ticket: new Attributes() })).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobResubmit(alice, 4711, { ticket: new Attributes() })).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
