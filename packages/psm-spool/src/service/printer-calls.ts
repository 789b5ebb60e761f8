/** The calls about printers. */
import { PapiError, userOf, type Call, type PrintService } from '@platen/papi'
import { answer } from './answer.js'
import type { Scheduler } from '../scheduler.js'
import type { Spool } from '../spool.js'
import type { PrinterChange } from '../store/commands/printers.js'

type PrinterCalls = Required<Pick<PrintService, 'printersList' | 'printerQuery' | 'printerPause' | 'printerResume' | 'printerEnable' | 'printerDisable' | 'printerHoldNewJobs' | 'printerReleaseHeldNewJobs' | 'printerShutdown' | 'printerStartup' | 'printerRestart' | 'printerDeactivate' | 'printerActivate' | 'printerPurgeJobs'>>

/** Only operators change printers. */
export function requireOperator({ caller }: Call, what: string): void {
  if (!caller.isOperator) throw new PapiError('not-authorized', `only an operator may ${what}`)
}

/** What a deed is called in the printer's timeline. */
const eventOf = (deed: string): string => deed.replace(' the ', ' ').replace(/ of$/, '').replaceAll(' ', '-')

export function printerCalls(spool: Spool, scheduler: Scheduler): PrinterCalls {
  const { printers, store, clock, documents } = spool
  const change = async (call: Call, printer: string, what: string, to: PrinterChange): Promise<void> => {
    printers.printer(printer)
    requireOperator(call, `${what} printer "${printer}"`)
    await store.send({ type: 'change-printer', printer, change: to, event: eventOf(what), source: 'operator', who: userOf(call.caller), at: clock.now() })
  }
  return {
    printersList: () => answer(() => [...spool.queues.keys()].map((name) => printers.printer(name))),
    printerQuery: (_call, printer) => answer(() => printers.printer(printer)),
    printerPause: (call, printer, message = '') => change(call, printer, 'pause', { paused: 1, pauseMessage: message, downSince: null }),
    printerResume: async (call, printer) => {
      await change(call, printer, 'resume', { paused: 0, pauseMessage: '', downSince: null })
      scheduler.tryNow(printer)
    },
    printerEnable: (call, printer) => change(call, printer, 'enable', { accepting: 1, acceptingMessage: '' }),
    printerDisable: (call, printer, message = '') => change(call, printer, 'disable', { accepting: 0, acceptingMessage: message }),
    printerHoldNewJobs: (call, printer, message = '') => change(call, printer, 'hold the new jobs of', { holdNew: 1, holdNewMessage: message }),
    printerReleaseHeldNewJobs: async (call, printer) => {
      printers.printer(printer)
      requireOperator(call, `release the new jobs of printer "${printer}"`)
      await store.send({ type: 'release-new-jobs', printer, who: userOf(call.caller), at: clock.now() })
    },
    printerShutdown: (call, printer, message = '') => change(call, printer, 'shut down', { shutdown: 1, shutdownMessage: message }),
    printerStartup: async (call, printer) => {
      await change(call, printer, 'start up', { shutdown: 0, shutdownMessage: '' })
      scheduler.tryNow(printer)
    },
    printerRestart: async (call, printer) => {
      await change(call, printer, 'restart', { shutdown: 0, shutdownMessage: '' })
      scheduler.forget(printer)
      scheduler.tryNow(printer)
    },
    printerDeactivate: (call, printer, message = '') => change(call, printer, 'deactivate', { deactivated: 1, deactivatedMessage: message }),
    printerActivate: async (call, printer) => {
      await change(call, printer, 'activate', { deactivated: 0, deactivatedMessage: '' })
      scheduler.tryNow(printer)
    },
    printerPurgeJobs: async (call, printer) => {
      printers.printer(printer)
      requireOperator(call, `purge the jobs of printer "${printer}"`)
      const files = await store.send({ type: 'purge-jobs', printer, by: 'operator', who: userOf(call.caller), at: clock.now() })
      await documents.remove(files)
    },
  }
}
