/** printerAdd, printerModify and printerRemove. */
import { describe, expect, it } from 'vitest'
import type { QueueDefinition } from '../../module.js'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobEnded, openWorld, submitting, type ContractSubject, type World } from '../world.js'

const gammaOf = (world: World): QueueDefinition => ({ ...world.definition('gamma', 3), info: 'Printer gamma' })

export function administering(setup: () => Promise<ContractSubject>): void {
  describe('printerAdd', () => {
    it('adds a printer that is listed last, idle and accepting, and prints', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerAdd) return skip('no printers are added')
      const added = await service.printerAdd(operator, gammaOf(world))
      expect(added).toMatchObject({ name: 'gamma', info: 'Printer gamma', isAcceptingJobs: true, stateReasons: [], queuedJobCount: 0 })
      expect((await service.printersList(alice)).map((one) => one.name)).toEqual(['alpha', 'beta', 'gamma'])
      const data = octets(1000)
      const job = await service.jobSubmit(alice, 'gamma', jobOf('one'), documentOf(data))
      expect(Buffer.compare((await sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
      await jobEnded(world, job.id)
    })

    it('refuses a name that is taken (not-possible), and one who is no operator', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerAdd) return skip('no printers are added')
      await expect(service.printerAdd(operator, world.definition('alpha', 1))).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.printerAdd(bob, gammaOf(world))).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.printerQuery(alice, 'gamma')).rejects.toMatchObject({ code: 'not-found' })
    })
  })

  describe('printerModify', () => {
    it('changes what a printer says of itself and leaves the rest', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerModify) return skip('no printers are changed')
      const before = await service.printerQuery(alice, 'alpha')
      const changed = await service.printerModify(operator, 'alpha', { info: 'By the window', messageFromOperator: 'New toner tomorrow' })
      expect(changed).toMatchObject({ info: 'By the window', messageFromOperator: 'New toner tomorrow', location: 'Room 1', uuid: before.uuid, deviceUri: before.deviceUri })
      expect(changed.configChangedAt).toBeGreaterThanOrEqual(before.configChangedAt)
      expect(await service.printerQuery(alice, 'alpha')).toMatchObject({ info: 'By the window' })
      expect(await service.printerQuery(alice, 'beta')).toMatchObject({ info: 'Printer beta' })
    })

    it('refuses one who is no operator, and a printer that is not there', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerModify) return skip('no printers are changed')
      await expect(service.printerModify(bob, 'alpha', { info: 'x' })).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.printerModify(operator, 'gamma', { info: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    })
  })

  describe('printerRemove', () => {
    it('cancels and forgets the jobs of a printer that prints, and leaves other printers alone', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.printerRemove) return skip('no printers are removed')
      const kept = await service.jobSubmit(alice, 'beta', jobOf('kept'), documentOf(octets(10)))
      await jobEnded(world, kept.id)
      sink.stop()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('printing'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await expect(service.printerRemove(bob, 'alpha')).rejects.toMatchObject({ code: 'not-authorized' })
      await service.printerRemove(operator, 'alpha')
      await ended
      await expect(service.printerQuery(alice, 'alpha')).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.jobQuery(alice, job.id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.jobSubmit(alice, 'alpha', jobOf('late'), documentOf(octets(10)))).rejects.toMatchObject({ code: 'not-found' })
      expect((await service.printersList(alice)).map((one) => one.name)).toEqual(['beta'])
      expect((await service.jobQuery(alice, kept.id)).id).toBe(kept.id)
      sink.go()
      const next = await service.jobSubmit(alice, 'beta', jobOf('next'), documentOf(octets(10)))
      expect(next.id).toBeGreaterThan(job.id)
      await jobEnded(world, next.id)
    })

    it('is whole: a printer added again under the name begins anew', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.printerRemove || !service.printerAdd || !service.printerPause || !service.printerDisable) return skip('no printers are added, removed and paused')
      await service.printerPause(operator, 'alpha')
      await service.printerDisable(operator, 'alpha')
      await service.printerRemove(operator, 'alpha')
      await service.printerAdd(operator, world.definition('alpha', 1))
      await eventually(() => service.printerQuery(alice, 'alpha'), (one) => one.stateReasons.length === 0 && one.isAcceptingJobs && one.queuedJobCount === 0, 'new')
      expect(await service.printerListJobs(operator, { printer: 'alpha', which: 'all' })).toEqual([])
    })
  })
}
