import { JobState, PrinterState } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { EventNaming, matching, subscribedEvents, type EventName } from './event-names.js'
import { jobEvent, printerEvent } from './test-events.js'

describe('the names of events (RFC 3995 section 5.3.3.4)', () => {
  it('are those of the print service, but for stops', () => {
    const naming = new EventNaming()
    for (const type of ['job-created', 'job-state-changed', 'job-progress', 'job-config-changed', 'job-completed'] as const) expect(naming.name(jobEvent(type)).name).toBe(type)
    for (const type of ['printer-state-changed', 'printer-config-changed', 'printer-created', 'printer-deleted'] as const) expect(naming.name(printerEvent(type)).name).toBe(type)
  })

  it('say printer-stopped when a printer stops, not while it is stopped', () => {
    const naming = new EventNaming()
    const names = [PrinterState.processing, PrinterState.stopped, PrinterState.stopped, PrinterState.idle, PrinterState.stopped].map((state) => naming.name(printerEvent('printer-state-changed', { state })).name)
    expect(names).toEqual(['printer-state-changed', 'printer-stopped', 'printer-state-changed', 'printer-state-changed', 'printer-stopped'])
  })

  it('say job-stopped when a job stops, each job for itself', () => {
    const naming = new EventNaming()
    const state = (id: number, to: JobState) => naming.name(jobEvent('job-state-changed', { id, state: to })).name
    expect([state(1, JobState.processingStopped), state(2, JobState.processingStopped), state(1, JobState.processingStopped), state(1, JobState.processing), state(1, JobState.processingStopped)]).toEqual([
      'job-stopped', 'job-stopped', 'job-state-changed', 'job-state-changed', 'job-stopped',
    ])
  })

  it('come with the job that the printer was printing', () => {
    const naming = new EventNaming()
    const active = () => {
      const event = naming.name(printerEvent('printer-state-changed'))
      return event.about === 'printer' ? event.active?.id : 'not of a printer'
    }
    expect(active()).toBeUndefined()
    naming.name(jobEvent('job-state-changed', { id: 5, state: JobState.processing }))
    expect(active()).toBe(5)
    naming.name(jobEvent('job-created', { id: 6 }))
    expect(active()).toBe(5)
    naming.name(jobEvent('job-state-changed', { id: 5, state: JobState.processing, printer: 'lab' }))
    expect(active()).toBeUndefined()
    naming.name(jobEvent('job-completed', { id: 5, state: JobState.completed, printer: 'lab' }))
  })
})

describe('matching (RFC 3995 section 5.3.3.5)', () => {
  it.each<[readonly (typeof subscribedEvents)[number][], EventName, string | undefined]>([
    [['job-completed'], 'job-completed', 'job-completed'],
    [['job-completed'], 'job-created', undefined],
    [['job-state-changed'], 'job-created', 'job-state-changed'],
    [['job-state-changed'], 'job-completed', 'job-state-changed'],
    [['job-state-changed'], 'job-stopped', 'job-state-changed'],
    [['job-state-changed'], 'job-progress', undefined],
    [['job-state-changed', 'job-completed'], 'job-completed', 'job-completed'],
    [['printer-state-changed'], 'printer-stopped', 'printer-state-changed'],
    [['printer-stopped'], 'printer-state-changed', undefined],
    [['printer-state-changed'], 'printer-config-changed', undefined],
  ])('%j: %s is told as %s', (subscribed, name, told) => {
    expect(matching(subscribed, name)).toBe(told)
  })

  it.each<[readonly (typeof subscribedEvents)[number][], EventName, string | undefined]>([
    [['all'], 'job-progress', 'job-progress'],
    [['all', 'printer-state-changed'], 'printer-stopped', 'printer-state-changed'],
    [['printer-changed'], 'printer-config-changed', 'printer-config-changed'],
    [['printer-changed'], 'job-created', undefined],
    [['printer-added'], 'printer-created', 'printer-added'],
    [['printer-modified'], 'printer-config-changed', 'printer-modified'],
    [['server-started', 'server-stopped', 'server-restarted', 'server-audit'], 'printer-created', undefined],
  ])("CUPS's names, %j: %s is told as %s", (subscribed, name, told) => {
    expect(matching(subscribed, name)).toBe(told)
  })

  it('of "all" is everything that occurs', () => {
    const occurring = subscribedEvents.filter((one) => !/^(?:all|server-.*|printer-(?:added|changed|modified))$/.test(one)) as EventName[]
    expect(occurring).toHaveLength(11)
    for (const name of occurring) expect(matching(['all'], name)).toBe(name)
  })
})
