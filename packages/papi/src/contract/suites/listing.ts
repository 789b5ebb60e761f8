/** printerListJobs and jobQuery. */
import { describe, expect, it } from 'vitest'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, openWorld, type ContractSubject, type World } from '../world.js'

/** Three finished jobs, oldest first: alice's and bob's in alpha, alice's in beta. */
async function threeFinished(world: World): Promise<[number, number, number]> {
  const print = async (call: typeof alice, printer: string, name: string) => {
    const job = await world.service.jobSubmit(call, printer, jobOf(name), documentOf(octets(10)))
    await jobEnded(world, job.id)
    return job.id
  }
  return [await print(alice, 'alpha', 'one'), await print(bob, 'alpha', 'two'), await print(alice, 'beta', 'three')]
}

export function listing(setup: () => Promise<ContractSubject>): void {
  describe('printerListJobs, jobQuery', () => {
    it('lists finished jobs newest first, and none of them as not completed (RFC 8011 section 4.2.6.2)', async () => {
      await using world = await openWorld(setup)
      const [one, two, three] = await threeFinished(world)
      const ids = async (filter: Parameters<typeof world.service.printerListJobs>[1]) => (await world.service.printerListJobs(operator, filter)).map((job) => job.id)
      expect(await ids({ which: 'completed' })).toEqual([three, two, one])
      expect(await ids({ which: 'all' })).toEqual([three, two, one])
      expect(await ids({ which: 'not-completed' })).toEqual([])
      expect(await ids({})).toEqual([])
    })

    it('filters by printer, user and ids, and pages after ordering', async () => {
      await using world = await openWorld(setup)
      const [one, two, three] = await threeFinished(world)
      const ids = async (filter: Parameters<typeof world.service.printerListJobs>[1]) =>
        (await world.service.printerListJobs(operator, { which: 'completed', ...filter })).map((job) => job.id)
      expect(await ids({ printer: 'alpha' })).toEqual([two, one])
      expect(await ids({ user: 'alice' })).toEqual([three, one])
      expect(await ids({ ids: [one, three, 4711] })).toEqual([three, one])
      expect(await ids({ limit: 2 })).toEqual([three, two])
      expect(await ids({ limit: 2, offset: 1 })).toEqual([two, one])
      expect(await ids({ offset: 2 })).toEqual([one])
      expect(await ids({ ids: [] })).toEqual([])
      expect(await ids({ fromId: two })).toEqual([three, two])
      expect(await ids({ fromId: two, limit: 1, offset: 1 })).toEqual([two])
      expect(await ids({ fromId: three + 1 })).toEqual([])
    })

    it('refuses a printer and a job that are not there: not-found', async () => {
      await using world = await openWorld(setup)
      await expect(world.service.printerListJobs(alice, { printer: 'gamma' })).rejects.toMatchObject({ code: 'not-found' })
      await expect(world.service.jobQuery(alice, 4711)).rejects.toMatchObject({ name: 'PapiError', code: 'not-found' })
    })
  })
}
