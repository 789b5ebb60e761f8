import { describe, expect, it } from 'vitest'
import { PrinterState } from '@platen/papi'
import { printerStanding, type PrinterFacts } from './printer-state.js'

const facts: PrinterFacts = { paused: false, pauseMessage: '', accepting: true, acceptingMessage: '', holdsNew: false, holdNewMessage: '', shutDown: false, shutdownMessage: '', deactivated: false, deactivatedMessage: '', printing: false, report: undefined, trouble: '' }
const { idle, processing, stopped } = PrinterState

describe('printer-state and printer-state-reasons (RFC 8011 sections 5.4.11, 5.4.12)', () => {
  it.each<[string, Partial<PrinterFacts>, PrinterState, string[], string]>([
    ['nothing to do', {}, idle, [], ''],
    ['printing', { printing: true }, processing, [], ''],
    ['paused', { paused: true }, stopped, ['paused'], 'The printer is paused.'],
    ['paused, with words', { paused: true, pauseMessage: 'Toner comes.' }, stopped, ['paused'], 'Toner comes.'],
    ['paused, finishing a job', { paused: true, printing: true }, processing, ['moving-to-paused'], 'The printer pauses after the current job.'],
    ['holding new jobs', { holdsNew: true }, idle, ['hold-new-jobs'], 'New jobs are held.'],
    ['deactivated', { deactivated: true }, stopped, ['deactivated'], 'The printer is deactivated.'],
    ['deactivated, finishing a job, with words', { deactivated: true, deactivatedMessage: 'Sold.', printing: true }, processing, ['deactivated'], 'Sold.'],
    ['shut down', { shutDown: true }, stopped, ['shutdown'], 'The printer is shut down.'],
    ['shut down and paused, with words', { shutDown: true, shutdownMessage: 'Moved to Ulm.', paused: true }, stopped, ['shutdown', 'paused'], 'Moved to Ulm. The printer is paused.'],
    ['shut down, finishing a job', { shutDown: true, printing: true }, processing, ['stopping'], 'The printer is shut down after the current job.'],
    ['a warning', { printing: true, report: { reasons: ['toner-low-warning'], message: 'Toner low.' } }, processing, ['toner-low-warning'], 'Toner low.'],
    ['an error', { printing: true, report: { reasons: ['media-empty-error'], message: 'No paper.' } }, stopped, ['media-empty-error'], 'No paper.'],
    ['not reached', { trouble: 'refused' }, stopped, ['connecting-to-device'], 'refused'],
    ['not reached, said twice', { trouble: 'refused', report: { reasons: ['connecting-to-device'], message: 'refused' } }, stopped, ['connecting-to-device'], 'refused'],
    ['not reached, after it had been', { trouble: 'it broke', report: { reasons: [], message: 'connected' } }, stopped, ['connecting-to-device'], 'it broke'],
    ['not accepting', { accepting: false }, idle, [], 'The printer accepts no jobs.'],
  ])('%s', (_name, more, state, stateReasons, stateMessage) => {
    expect(printerStanding({ ...facts, ...more })).toEqual({ state, stateReasons, stateMessage })
  })
})
