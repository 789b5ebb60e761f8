/** jobModify and jobMove. */
import { describe, expect, it } from 'vitest'
import { Attributes, JobState, attribute, integer, keyword } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, jobInState, openWorld, type ContractSubject } from '../world.js'

export function modifying(setup: () => Promise<ContractSubject>): void {
  describe('jobModify', () => {
    it('changes what it names of an unfinished job, and nothing else', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobModify || !service.printerPause) return skip('no modification, or no pause')
      await service.printerPause(operator, 'alpha')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one', { copies: 2, priority: 20 }), documentOf(octets(10)))
      const changes = Attributes.of(attribute('job-priority', integer(70)), attribute('sides', keyword('two-sided-long-edge')))
      await expect(service.jobModify(bob, job.id, changes)).rejects.toMatchObject({ code: 'not-authorized' })
      const changed = await service.jobModify(alice, job.id, changes)
      expect(changed).toMatchObject({ id: job.id, priority: 70, state: JobState.pending })
      expect(changed.ticket.integer('copies')).toBe(2)
      expect(changed.ticket.string('sides')).toBe('two-sided-long-edge')
      expect((await service.jobQuery(alice, job.id)).priority).toBe(70)
    })

    it('refuses a finished job: not-possible', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobModify) return skip('no modification')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      await jobEnded(world, job.id)
      await expect(service.jobModify(alice, job.id, Attributes.of(attribute('copies', integer(2))))).rejects.toMatchObject({ code: 'not-possible' })
    })
  })

  describe('jobMove', () => {
    it('prints the job on the other printer', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobMove || !service.printerPause) return skip('no move, or no pause')
      await service.printerPause(operator, 'alpha')
      const data = octets(40)
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(data))
      await expect(service.jobMove(bob, job.id, 'beta')).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.jobMove(alice, job.id, 'gamma')).rejects.toMatchObject({ code: 'not-found' })
      await service.jobMove(alice, job.id, 'beta')
      expect(await jobInState(world, job.id, JobState.completed)).toMatchObject({ printer: 'beta' })
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
      expect(await service.printerListJobs(alice, { printer: 'alpha', which: 'all' })).toEqual([])
      await expect(service.jobMove(alice, job.id, 'alpha')).rejects.toMatchObject({ code: 'not-possible' })
    })
  })
}
