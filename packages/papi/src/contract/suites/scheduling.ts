/** jobScheduleAfter (RFC 3998 section 3.2). */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, submitting, type ContractSubject } from '../world.js'

export function scheduling(setup: () => Promise<ContractSubject>): void {
  describe('jobScheduleAfter', () => {
    it('puts a job right behind another, whatever their priorities; later jobs do not come between', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobScheduleAfter || !service.printerPause) return skip('no scheduling, or no pause')
      await service.printerPause(operator, 'alpha')
      const submit = async (name: string, priority: number) => (await service.jobSubmit(alice, 'alpha', jobOf(name, { priority }), documentOf(octets(10)))).id
      const order = async () => (await service.printerListJobs(alice, { printer: 'alpha' })).map((job) => job.id)
      const [high, first, second, low] = [await submit('high', 90), await submit('first', 50), await submit('second', 50), await submit('low', 10)]
      await expect(service.jobScheduleAfter(alice, low, first)).rejects.toMatchObject({ code: 'not-authorized' })
      await service.jobScheduleAfter(operator, low, first)
      expect(await order()).toEqual([high, first, low, second])
      expect((await service.jobQuery(alice, low)).priority).toBe(10)
      expect((await service.jobQuery(alice, second)).interveningJobs).toBe(3)
      const late = await submit('late', 50)
      expect(await order()).toEqual([high, first, low, second, late])
      await service.jobScheduleAfter(operator, high, late)
      const latest = await submit('latest', 50)
      expect(await order()).toEqual([first, low, second, late, high, latest])
    })

    it('can be done any number of times behind the same job', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobScheduleAfter || !service.printerPause) return skip('no scheduling, or no pause')
      await service.printerPause(operator, 'alpha')
      const submit = async () => (await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))).id
      const [head, one, other, tail] = [await submit(), await submit(), await submit(), await submit()]
      for (let round = 0; round < 130; round++) await service.jobScheduleAfter(operator, round % 2 === 0 ? one : other, head)
      expect((await service.printerListJobs(alice, { printer: 'alpha' })).map((job) => job.id)).toEqual([head, other, one, tail])
    })

    it('puts a job first behind one that is printing', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.jobScheduleAfter) return skip('no scheduling')
      sink.stop()
      const { job: current } = await submitting(world, alice, 'alpha', jobOf('current'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await jobInState(world, current.id, JobState.processing)
      const high = await service.jobSubmit(alice, 'alpha', jobOf('high', { priority: 100 }), documentOf(octets(10)))
      const low = await service.jobSubmit(alice, 'alpha', jobOf('low', { priority: 1 }), documentOf(octets(10)))
      await service.jobScheduleAfter(operator, low.id, current.id)
      expect((await service.printerListJobs(alice, { printer: 'alpha' })).map((job) => job.id)).toEqual([current.id, low.id, high.id])
      await expect(service.jobScheduleAfter(operator, current.id, low.id)).rejects.toMatchObject({ code: 'not-possible' })
    })

    it('refuses a job of another printer, a held one, and itself: not-possible', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobScheduleAfter || !service.printerPause) return skip('no scheduling, or no pause')
      await service.printerPause(operator, 'alpha')
      await service.printerPause(operator, 'beta')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      const other = await service.jobSubmit(alice, 'beta', jobOf('other'), documentOf(octets(10)))
      const held = await service.jobSubmit(alice, 'alpha', jobOf('held', { holdUntil: 'indefinite' }), documentOf(octets(10)))
      for (const predecessor of [other.id, held.id, job.id]) await expect(service.jobScheduleAfter(operator, job.id, predecessor)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobScheduleAfter(operator, job.id, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
