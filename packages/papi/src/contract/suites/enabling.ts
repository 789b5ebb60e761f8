/** printerEnable and printerDisable. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function enabling(setup: () => Promise<ContractSubject>): void {
  describe('printerDisable, printerEnable', () => {
    it('refuses new jobs and prints on those it has; accepts again when enabled', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerDisable || !service.printerEnable) return skip('no enable and disable')
      sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await service.printerDisable(operator, 'alpha', 'The contract has ended.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ isAcceptingJobs: false })
      await expect(service.jobSubmit(alice, 'alpha', jobOf('two'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-accepting-jobs' })
      await expect(service.jobValidate(alice, 'alpha', jobOf('two'), 'application/pdf')).rejects.toMatchObject({ code: 'not-accepting-jobs' })
      if (service.jobCreate) await expect(service.jobCreate(alice, 'alpha', jobOf('two'))).rejects.toMatchObject({ code: 'not-accepting-jobs' })
      sink.go()
      await jobInState(world, job.id, JobState.completed)
      await service.printerEnable(operator, 'alpha')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ isAcceptingJobs: true })
      const next = await service.jobSubmit(alice, 'alpha', jobOf('three'), documentOf(octets(10)))
      await jobInState(world, next.id, JobState.completed)
    })

    it('refuses a printer that is not there, and a user who is no operator', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerDisable || !service.printerEnable) return skip('no enable and disable')
      await expect(service.printerDisable(operator, 'gamma')).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.printerDisable(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.printerEnable(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
    })
  })
}
