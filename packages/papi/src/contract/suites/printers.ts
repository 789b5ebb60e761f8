/** printersList and printerQuery. */
import { describe, expect, it } from 'vitest'
import { PrinterState } from '@platen/ipp-core'
import { alice, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, formats, jobEnded, openWorld, submitting, type ContractSubject } from '../world.js'

export function printers(setup: () => Promise<ContractSubject>): void {
  describe('printersList, printerQuery', () => {
    it('lists the queues in the order of the configuration', async () => {
      await using world = await openWorld(setup)
      expect((await world.service.printersList(alice)).map((one) => one.name)).toEqual(['alpha', 'beta'])
    })

    it('says of a new queue what the configuration says: idle, accepting, no jobs', async () => {
      await using world = await openWorld(setup)
      const printer = await world.service.printerQuery(alice, 'beta')
      expect(printer).toMatchObject({
        name: 'beta',
        info: 'Printer beta',
        location: 'Room 1',
        makeAndModel: 'Contract Printer',
        uuid: 'urn:uuid:00000000-0000-4000-8000-000000000002',
        state: PrinterState.idle,
        stateReasons: [],
        isAcceptingJobs: true,
        queuedJobCount: 0,
        formats,
      })
      expect(formats).toContain(printer.defaultFormat)
      expect(printer.capabilities.has('media-supported')).toBe(true)
      expect(printer.stateChangedAt).toBeGreaterThan(0)
      expect(printer.configChangedAt).toBeGreaterThan(0)
    })

    it('refuses a printer that is not there: not-found', async () => {
      await using world = await openWorld(setup)
      await expect(world.service.printerQuery(alice, 'gamma')).rejects.toMatchObject({ name: 'PapiError', code: 'not-found' })
    })

    it('counts a job and is not idle while the device takes it, and is idle afterwards', async () => {
      await using world = await openWorld(setup)
      world.sink.stop()
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(world.sink.octetsToBlock ?? 1)))
      await eventually(() => world.service.printerQuery(alice, 'alpha'), (one) => one.state !== PrinterState.idle && one.queuedJobCount === 1, 'busy')
      expect(await world.service.printerQuery(alice, 'beta')).toMatchObject({ queuedJobCount: 0 })
      world.sink.go()
      await jobEnded(world, job.id)
      await eventually(() => world.service.printerQuery(alice, 'alpha'), (one) => one.state === PrinterState.idle && one.queuedJobCount === 0, 'idle')
    })

    it('says why nothing prints while the device refuses, and prints by itself once it takes connections', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { sink } = world
      if (!sink.refuse || !sink.accept) return skip('the sink cannot refuse')
      await sink.refuse()
      const data = octets(1000)
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(data))
      await eventually(() => world.service.printerQuery(operator, 'alpha'), (one) => one.stateReasons.length > 0 && one.stateMessage !== '', 'saying why')
      await sink.accept()
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
      await jobEnded(world, job.id)
      await eventually(() => world.service.printerQuery(operator, 'alpha'), (one) => one.stateReasons.length === 0 && one.state === PrinterState.idle, 'well again')
    })
  })
}
