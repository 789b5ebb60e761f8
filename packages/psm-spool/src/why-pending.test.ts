import { describe, expect, it } from 'vitest'
import { whyPending, type WaitingFacts } from './why-pending.js'

const facts: WaitingFacts = { open: false, held: false, holdUntil: '', releaseTime: '', message: '', notice: '', locked: 'none', heldNew: false, deactivated: undefined, shutDown: undefined, paused: undefined, trouble: '', jobsBefore: 0, deviceBusyWith: undefined }

describe('why a job waits', () => {
  it.each<[string, Partial<WaitingFacts>]>([
    ['It is about to print.', {}],
    ['It waits for its documents: the client has not closed it.', { open: true, paused: { message: '' } }],
    ['It is held until it is released.', { held: true, holdUntil: 'indefinite' }],
    ['It is held until night: it prints after 2026-11-21 22:00, or when it is released.', { held: true, holdUntil: 'night', releaseTime: '2026-11-21 22:00' }],
    ['It is held: it prints after 2026-11-21 22:00, or when it is released.', { held: true, releaseTime: '2026-11-21 22:00' }],
    ['It waits for its password: it prints when it is released with it.', { held: true, locked: 'password', releaseTime: '22:00' }],
    ['It waits for its owner: it prints when its owner releases it.', { held: true, locked: 'owner' }],
    ['New jobs of this printer are held: it prints when an operator releases them.', { held: true, heldNew: true }],
    ['The printer is deactivated.', { deactivated: { message: '' }, shutDown: { message: '' } }],
    ['The printer is shut down: Moved.', { shutDown: { message: 'Moved.' }, paused: { message: '' } }],
    ['Look at it.', { held: true, message: 'Look at it.' }],
    ['The printer is paused.', { paused: { message: '' }, jobsBefore: 3 }],
    ['The printer is paused: toner', { paused: { message: 'toner' } }],
    ['It waits for the printer: refused', { trouble: 'refused', jobsBefore: 1 }],
    ['It waits for the job before it.', { jobsBefore: 1 }],
    ['It waits for 7 jobs before it.', { jobsBefore: 7 }],
    ['It waits for job 12 of another queue on the same device.', { deviceBusyWith: 12 }],
    ['It may be printed twice. The printer is paused.', { notice: 'It may be printed twice.', paused: { message: '' } }],
    ['It may be printed twice.', { notice: 'It may be printed twice.' }],
  ])('%s', (expected, more) => {
    expect(whyPending({ ...facts, ...more })).toBe(expected)
  })
})
