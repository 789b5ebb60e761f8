/** documentsList, documentModify and documentCancel (PWG 5100.5). */
import { describe, expect, it } from 'vitest'
import { DocumentState, JobState } from '@platen/ipp-core'
import type { Call } from '../../call.js'
import type { PrintService } from '../../print-service.js'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { eventually, jobInState, openWorld, type ContractSubject } from '../world.js'

/** A closed job of three documents. */
async function threeDocuments({ jobCreate, jobStreamAdd, jobCommit }: Required<PrintService>, copies = 1): Promise<number> {
  const { id } = await jobCreate(alice, 'alpha', jobOf('three', { copies }))
  for (const seed of [1, 2, 3]) await jobStreamAdd(alice, id, { ...documentOf(octets(200_000, seed), 'text/plain', `part ${seed}`), naturalLanguage: 'de' })
  await jobCommit(alice, id)
  return id
}

export function jobDocuments(setup: () => Promise<ContractSubject>): void {
  describe('documentsList, documentModify, documentCancel', () => {
    it('show each document with its state, times and size, before, while and after it prints', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentsList || !world.service.printerPause) return skip('no documents')
      await service.printerPause(operator, 'alpha')
      const id = await threeDocuments(service)
      const waiting = await service.documentsList(alice, id)
      expect(waiting.map(({ number, name, format, naturalLanguage, state, isLast }) => ({ number, name, format, naturalLanguage, state, isLast }))).toEqual(
        [1, 2, 3].map((number) => ({ number, name: `part ${number}`, format: 'text/plain', naturalLanguage: 'de', state: DocumentState.pending, isLast: number === 3 })),
      )
      expect(waiting[0]?.createdAt).toBeGreaterThan(0)
      expect(waiting[0]?.processingAt).toBeUndefined()
      world.sink.stop()
      await service.printerResume(operator, 'alpha')
      await jobInState(world, id, JobState.processing)
      expect((await service.documentsList(alice, id)).map((one) => one.state)).toEqual([DocumentState.processing, DocumentState.pending, DocumentState.pending])
      world.sink.go()
      await jobInState(world, id, JobState.completed)
      for (const one of await service.documentsList(alice, id)) {
        expect(one).toMatchObject({ state: DocumentState.completed, octets: 200_000, octetsProcessed: 200_000 })
        expect(one.processingAt).toBeGreaterThanOrEqual(one.createdAt)
        expect(one.completedAt).toBeGreaterThanOrEqual(one.processingAt ?? Infinity)
      }
      await expect(service.documentsList(alice, 4711)).rejects.toMatchObject({ code: 'not-found' })
    })

    it('leave out a document of a job that waits, in every copy', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentCancel || !world.service.printerPause) return skip('no documents')
      await service.printerPause(operator, 'alpha')
      const id = await threeDocuments(service, 2)
      await expect(service.documentCancel(bob, id, 2)).rejects.toMatchObject({ code: 'not-authorized' })
      await expect(service.documentCancel(alice, id, 4)).rejects.toMatchObject({ code: 'not-found' })
      await service.documentCancel(alice, id, 2)
      await expect(service.documentCancel(alice, id, 2)).rejects.toMatchObject({ code: 'not-possible' })
      await service.printerResume(operator, 'alpha')
      await jobInState(world, id, JobState.completed)
      const seeds = (await world.sink.delivered(4)).map((one) => [1, 2, 3].find((seed) => Buffer.compare(one, octets(200_000, seed)) === 0))
      expect(seeds).toEqual([1, 3, 1, 3])
      expect((await service.documentsList(alice, id)).map((one) => [one.state, ...one.stateReasons])).toEqual([
        [DocumentState.completed, 'completed-successfully'], [DocumentState.canceled, 'canceled-by-user'], [DocumentState.completed, 'completed-successfully'],
      ])
    })

    it('break off the document that is being sent, and go on with the next', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentCancel) return skip('no documents')
      world.sink.stop()
      const id = await threeDocuments(service)
      await jobInState(world, id, JobState.processing)
      await service.documentCancel(operator, id, 1)
      world.sink.go()
      await jobInState(world, id, JobState.completed)
      const seeds = (await world.sink.delivered(2)).map((one) => [1, 2, 3].find((seed) => Buffer.compare(one, octets(200_000, seed)) === 0))
      expect(seeds).toEqual([2, 3])
      expect((await service.documentsList(alice, id))[0]).toMatchObject({ state: DocumentState.canceled, stateReasons: ['canceled-by-operator'] })
    })

    it('end a job canceled of which no document is left', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentCancel || !world.service.printerPause) return skip('no documents')
      await service.printerPause(operator, 'alpha')
      const id = await threeDocuments(service)
      for (const number of [3, 1, 2]) await service.documentCancel(alice, id, number)
      expect(await service.jobQuery(alice, id)).toMatchObject({ state: JobState.canceled, stateReasons: expect.arrayContaining(['job-canceled-by-user']) as string[] })
      await expect(service.documentCancel(alice, id, 1)).rejects.toMatchObject({ code: 'not-possible' })
    })

    it('rename a document that waits', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentModify || !world.service.printerPause) return skip('no documents')
      await service.printerPause(operator, 'alpha')
      const id = await threeDocuments(service)
      await expect(service.documentModify(bob, id, 1, { name: 'mine' })).rejects.toMatchObject({ code: 'not-authorized' })
      await service.documentModify(alice, id, 1, { name: 'cover' })
      expect((await service.documentsList(alice, id)).map((one) => one.name)).toEqual(['cover', 'part 2', 'part 3'])
      await service.printerResume(operator, 'alpha')
      await eventually(() => service.jobQuery(alice, id), (job) => job.state === JobState.completed, 'completed')
      await expect(service.documentModify(alice, id, 1, { name: 'late' })).rejects.toMatchObject({ code: 'not-possible' })
    })

    it('give a document back as it came, to its owner and operators', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentOpen || !world.service.printerPause) return skip('no documents to be read')
      await service.printerPause(operator, 'alpha')
      const id = await threeDocuments(service)
      const small = await service.jobSubmit(alice, 'alpha', jobOf('small'), documentOf(octets(100), 'text/plain', 'note'))
      const read = async (call: Call, job: number, number: number) => {
        const { document, data } = await service.documentOpen(call, job, number)
        const chunks: Uint8Array[] = []
        for await (const chunk of data) chunks.push(chunk)
        return { name: document.name, format: document.format, octets: document.octets, isSame: Buffer.concat(chunks).equals(octets(document.octets, job === id ? number : 1)) }
      }
      for (const call of [alice, operator]) {
        expect(await read(call, id, 2)).toEqual({ name: 'part 2', format: 'text/plain', octets: 200_000, isSame: true })
        expect(await read(call, small.id, 1)).toEqual({ name: 'note', format: 'text/plain', octets: 100, isSame: true })
      }
      // Whose a job is anybody can read: a name alone opens nothing to another host.
      const elsewhere = { ...alice.caller, host: '192.0.2.1' }
      for (const caller of [bob.caller, elsewhere]) await expect(service.documentOpen({ caller }, id, 1)).rejects.toMatchObject({ code: 'not-authorized' })
      expect(await read({ caller: { ...elsewhere, authenticatedUser: 'alice' } }, id, 1)).toMatchObject({ isSame: true })
      for (const number of [0, 4]) await expect(service.documentOpen(alice, id, number)).rejects.toMatchObject({ code: 'not-found' })
      await expect(service.documentOpen(alice, 4711, 1)).rejects.toMatchObject({ code: 'not-found' })
    })

    it('are given to nobody if the job has a password', async ({ skip }) => {
      await using world = await openWorld(setup)
      const service = world.service as Required<PrintService>
      if (!world.service.documentOpen || !world.service.jobRelease) return skip('no documents to be read')
      const { id } = await service.jobSubmit(alice, 'alpha', { ...jobOf('secret'), password: { encryption: 'none', octets: octets(4) } }, documentOf(octets(100)))
      for (const call of [alice, operator]) await expect(service.documentOpen(call, id, 1)).rejects.toMatchObject({ code: 'not-authorized' })
    })
  })
}
