/** printerPurgeJobs. */
import { describe, expect, it } from 'vitest'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobEnded, openWorld, submitting, type ContractSubject } from '../world.js'

export function purging(setup: () => Promise<ContractSubject>): void {
  describe('printerPurgeJobs', () => {
    it("cancels a printer's jobs and forgets them, leaves other printers alone, and gives no id twice", async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerPurgeJobs) return skip('no purge')
      const kept = await service.jobSubmit(alice, 'beta', jobOf('kept'), documentOf(octets(10)))
      await jobEnded(world, kept.id)
      const finished = await service.jobSubmit(alice, 'alpha', jobOf('finished'), documentOf(octets(10)))
      await jobEnded(world, finished.id)
      sink.stop()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('printing'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await expect(service.printerPurgeJobs(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.printerPurgeJobs(operator, 'alpha')
      await ended
      await eventually(() => service.printerListJobs(operator, { printer: 'alpha', which: 'all' }), (jobs) => jobs.length === 0, 'purged')
      await expect(service.jobQuery(alice, finished.id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
      expect((await service.jobQuery(alice, kept.id)).id).toBe(kept.id)
      sink.go()
      const next = await service.jobSubmit(alice, 'alpha', jobOf('next'), documentOf(octets(10)))
      expect(next.id).toBeGreaterThan(job.id)
      await jobEnded(world, next.id)
    })
  })
}
