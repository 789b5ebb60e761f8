/** Closing a service. */
import { describe, expect, it } from 'vitest'
import { alice, documentOf, jobOf, octets } from '../documents.js'
import { jobEnded, openWorld, submitting, type ContractSubject } from '../world.js'

export function disposing(setup: () => Promise<ContractSubject>): void {
  describe('Symbol.asyncDispose', () => {
    it('closes, also with a job in mid-delivery; the module can be opened again over its folder', async () => {
      await using world = await openWorld(setup)
      world.sink.stop()
      const { ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(world.sink.octetsToBlock ?? 1)))
      const service = await world.reopen()
      await ended
      world.sink.go()
      expect((await service.printersList(alice)).map((one) => one.name)).toEqual(['alpha', 'beta'])
      const job = await service.jobSubmit(alice, 'beta', jobOf('two'), documentOf(octets(10)))
      await jobEnded(world, job.id)
    })

    it('ends its events', async ({ skip }) => {
      await using world = await openWorld(setup)
      if (!world.service.events) return skip('no events')
      const events = world.service.events()[Symbol.asyncIterator]()
      const next = events.next()
      await world.reopen()
      expect((await next).done).toBe(true)
    })
  })
}
