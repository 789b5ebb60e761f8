/** events. */
import { describe, expect, it } from 'vitest'
import { isTerminal, JobState } from '@platen/ipp-core'
import type { PrintEvent } from '../../events.js'
import { alice, documentOf, jobOf, octets } from '../documents.js'
import { openWorld, submitting, type ContractSubject } from '../world.js'

export function events(setup: () => Promise<ContractSubject>): void {
  describe('events', () => {
    it("tells of a job's life in order: created, its states, completed last", async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.events) return skip('no events')
      const reading = new AbortController()
      const seen = collect(service.events(reading.signal), (event) => event.type === 'job-completed')
      const job = await service.jobSubmit(alice, 'alpha', jobOf('one'), documentOf(octets(10)))
      const all = await seen
      reading.abort()
      const ofJob = all.flatMap((event) => ('job' in event && event.job.id === job.id ? [event] : []))
      expect(ofJob[0]?.type).toBe('job-created')
      expect(ofJob.at(-1)).toMatchObject({ type: 'job-completed', job: { state: JobState.completed } })
      expect(ofJob.slice(0, -1).every((event) => !isTerminal(event.job.state))).toBe(true)
      expect(ofJob.filter((event) => event.type === 'job-state-changed').map((event) => event.job.state)).toContain(JobState.processing)
      const times = all.map((event) => event.time)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(all.some((event) => event.type === 'printer-state-changed' && event.printer.name === 'alpha')).toBe(true)
    })

    it('tells of a canceled job as completed', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service, sink } = world
      if (!service.events) return skip('no events')
      sink.stop()
      const seen = collect(service.events(), (event) => event.type === 'job-completed')
      const { job } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(sink.octetsToBlock ?? 1)))
      await service.jobCancel(alice, job.id)
      expect((await seen).at(-1)).toMatchObject({ type: 'job-completed', job: { id: job.id, state: JobState.canceled } })
    })

    it('ends when the signal is aborted', async ({ skip }) => {
      await using world = await openWorld(setup)
      if (!world.service.events) return skip('no events')
      const reading = new AbortController()
      const seen = collect(world.service.events(reading.signal), () => false)
      reading.abort()
      expect(await seen).toEqual([])
    })
  })
}

/** Events up to the one that is wanted, or to their end. */
async function collect(events: AsyncIterable<PrintEvent>, wanted: (event: PrintEvent) => boolean): Promise<PrintEvent[]> {
  const seen: PrintEvent[] = []
  for await (const event of events) {
    seen.push(event)
    if (wanted(event)) break
  }
  return seen
}
