/** The operations on all printers of the system (PWG 5100.22): each as its operation on one printer does it. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'
import { onPrinter, someCan, type PrinterVerb } from './printer-verb.js'

/** @param message - the operation attribute that says why */
function onAll(code: Operation, verb: PrinterVerb, message: string): OperationHandler {
  return {
    code,
    target: 'system',
    access: 'operator',
    enabledBy: someCan(verb),
    handle: async ({ services, call, operation }) => {
      const failed: string[] = []
      for (const printer of services.printers) if (!(await onPrinter(services.forPrinter(printer), verb, call, printer, operation.string(message)))) failed.push(printer)
      if (failed.length > 0) throw new PapiError('not-possible', `done for all printers but ${failed.join(', ')}, which cannot do it`)
      return {}
    },
  }
}

/** A job that is printing is finished first, with Pause-All-Printers, too: half a page helps nobody (RFC 8011 section 4.2.7). */
export const pauseAllPrinters: OperationHandler = onAll(Operation.PauseAllPrinters, 'printerPause', 'printer-state-message')
export const pauseAllPrintersAfterCurrentJob: OperationHandler = onAll(Operation.PauseAllPrintersAfterCurrentJob, 'printerPause', 'printer-state-message')
export const resumeAllPrinters: OperationHandler = onAll(Operation.ResumeAllPrinters, 'printerResume', 'printer-state-message')
export const enableAllPrinters: OperationHandler = onAll(Operation.EnableAllPrinters, 'printerEnable', 'printer-message-from-operator')
export const disableAllPrinters: OperationHandler = onAll(Operation.DisableAllPrinters, 'printerDisable', 'printer-message-from-operator')
export const shutdownAllPrinters: OperationHandler = onAll(Operation.ShutdownAllPrinters, 'printerShutdown', 'printer-message-from-operator')
export const startupAllPrinters: OperationHandler = onAll(Operation.StartupAllPrinters, 'printerStartup', 'printer-message-from-operator')
