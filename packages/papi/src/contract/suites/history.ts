/** What a service with a memory tells of the past of its jobs and printers. */
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import { alice, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobEnded, openWorld, type ContractSubject } from '../world.js'

export function history(setup: () => Promise<ContractSubject>): void {
  describe('jobHistory, printerHistory', () => {
    it('tell of a job from its coming to its end, in order, and who asked', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (service.jobHistory === undefined || service.jobRelease === undefined) return skip('no history')
      const { id } = await service.jobSubmit(alice, 'alpha', jobOf('one', { holdUntil: 'indefinite' }), documentOf(octets(100)))
      await service.jobRelease(operator, id)
      await jobEnded(world, id)
      const told = await service.jobHistory(alice, id)
      expect(told.map((one) => one.time)).toEqual(told.map((one) => one.time).toSorted((a, b) => a - b))
      expect(told[0]).toMatchObject({ source: 'client', who: 'alice', printer: 'alpha', state: JobState.pendingHeld })
      expect(told[1]).toMatchObject({ source: 'operator', who: 'olga', state: JobState.pending })
      expect(told.at(-1)).toMatchObject({ state: JobState.completed, octets: 100 })
    })

    it('tell what the printer said during a delivery, as it said it, bounded and without control characters', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (service.jobHistory === undefined || !sink.says) return skip('no history, or the sink says nothing')
      sink.says(`%%[ status: busy ]%%\r\nred \u001b[31m\r\n${'long '.repeat(1000)}\r\n${'again\r\n'.repeat(10_000)}the end\r\n`)
      const { id } = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(100)))
      await jobEnded(world, id)
      const history = await service.jobHistory(alice, id)
      const said = history.filter(({ cause }) => /status: busy|red|long|again|the end/.test(cause))
      expect(said.map(({ source, attempt }) => [source, attempt])).toEqual(said.map(() => ['device', 1]))
      expect([said[0]?.cause, said[1]?.cause, said.at(-1)?.cause]).toEqual(['%%[ status: busy ]%%', 'red \\x1b[31m', 'the end'])
      expect(Math.max(...said.map(({ cause }) => cause.length))).toBeLessThanOrEqual(1000)
      expect(said.length).toBeLessThanOrEqual(500)
      expect(history.at(-1)).toMatchObject({ state: JobState.completed })
    })

    it('tell who paused a printer, and why', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (service.printerHistory === undefined || service.printerPause === undefined) return skip('no history')
      await service.printerPause(operator, 'alpha', 'New toner.')
      expect((await service.printerHistory(alice, 'alpha')).at(-1)).toMatchObject({ source: 'operator', who: 'olga', cause: 'New toner.' })
      expect(await service.printerHistory(alice, 'beta')).toEqual([])
    })

    it('refuse a job and a printer that are not there: not-found', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (service.jobHistory === undefined || service.printerHistory === undefined) return skip('no history')
      await expect(service.jobHistory(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.printerHistory(alice, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    })
  })
}
