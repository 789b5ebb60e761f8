/** printerPause, printerResume, and what waits meanwhile: order, priority, promotion. */
import { describe, expect, it } from 'vitest'
import { JobState, PrinterState } from '@platen/ipp-core'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function pausing(setup: () => Promise<ContractSubject>): void {
  describe('printerPause, printerResume', () => {
    it('accepts jobs while paused, and prints them in order of priority, then age', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerPause || !service.printerResume) return skip('no pause')
      if (world.unspooled) return skip('no spool')
      await service.printerPause(operator, 'alpha', 'Toner is on its way.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'], isAcceptingJobs: true })
      const submit = async (name: string, seed: number, priority: number) => (await service.jobSubmit(alice, 'alpha', jobOf(name, { priority }), documentOf(octets(10, seed)))).id
      const low = await submit('low', 1, 10)
      const first = await submit('first', 2, 50)
      const second = await submit('second', 3, 50)
      const high = await submit('high', 4, 90)
      const waiting = await service.printerListJobs(alice, { printer: 'alpha' })
      expect(waiting.map((job) => job.id)).toEqual([high, first, second, low])
      expect(waiting.map((job) => job.state)).toEqual(Array(4).fill(JobState.pending))
      await service.printerResume(operator, 'alpha')
      const taken = await world.sink.delivered(4)
      expect(taken.map((one) => Buffer.from(one).toString('hex'))).toEqual([4, 2, 3, 1].map((seed) => Buffer.from(octets(10, seed)).toString('hex')))
      await eventually(() => service.printerQuery(alice, 'alpha'), (one) => one.state === PrinterState.idle && one.stateReasons.length === 0, 'idle')
    })

    it('prints a job that comes while paused once it is resumed', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerPause || !service.printerResume) return skip('no pause')
      await service.printerPause(operator, 'alpha', 'Toner is on its way.')
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ state: PrinterState.stopped, stateReasons: ['paused'], isAcceptingJobs: true })
      const data = octets(1000)
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('waiting'), documentOf(data))
      expect((await service.jobQuery(alice, job.id)).state).toBe(JobState.pending)
      await service.printerResume(operator, 'alpha')
      await jobInState(world, job.id, JobState.completed)
      expect(await ended).toMatchObject({ status: 'fulfilled', value: { id: job.id } })
      expect((await world.sink.delivered(1)).map((one) => Buffer.compare(one, data))).toEqual([0])
    })

    it('finishes the job that is printing', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerPause || !service.printerResume) return skip('no pause')
      sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await jobInState(world, job.id, JobState.processing)
      await service.printerPause(operator, 'alpha')
      expect((await service.printerQuery(alice, 'alpha')).stateReasons).toContain('moving-to-paused')
      sink.go()
      await jobInState(world, job.id, JobState.completed)
      await eventually(() => service.printerQuery(alice, 'alpha'), (one) => one.state === PrinterState.stopped && one.stateReasons.includes('paused'), 'paused')
    })

    it('refuses a printer that is not there, and a user who is no operator', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerPause || !service.printerResume) return skip('no pause')
      await expect(service.printerPause(operator, 'gamma')).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.printerPause(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.printerResume(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
    })
  })

  describe('jobPromote', () => {
    it('puts a pending job before all others of its printer', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobPromote || !service.printerPause) return skip('no promotion, or no pause')
      await service.printerPause(operator, 'alpha')
      const high = await service.jobSubmit(alice, 'alpha', jobOf('high', { priority: 100 }), documentOf(octets(10, 1)))
      const old = await service.jobSubmit(alice, 'alpha', jobOf('old'), documentOf(octets(10, 2)))
      const young = await service.jobSubmit(alice, 'alpha', jobOf('young'), documentOf(octets(10, 3)))
      await expect(service.jobPromote(bob, young.id)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobPromote(operator, young.id)
      expect((await service.printerListJobs(alice, { printer: 'alpha' })).map((job) => job.id)).toEqual([young.id, high.id, old.id])
      await service.jobPromote(operator, old.id)
      expect((await service.printerListJobs(alice, { printer: 'alpha' })).map((job) => job.id)).toEqual([old.id, young.id, high.id])
    })
  })
}
