/** A printer's state as people see it. */
import { PrinterState, printerStateName, type Printer } from '@platen/papi'
import { html, type Html } from './html.js'

/** State, reasons and message in a few words. */
export function printerState(printer: Printer): Html {
  const tone = printer.state === PrinterState.stopped ? 'bad' : printer.stateReasons.some((reason) => /-(?:warning|error)$/.test(reason)) || !printer.isAcceptingJobs ? 'warn' : 'good'
  const reasons = [...(printer.isAcceptingJobs ? [] : ['not accepting jobs']), ...printer.stateReasons.filter((reason) => reason !== 'none')]
  return html`<span class="state ${tone}">${printerStateName(printer.state)}</span>${reasons.length === 0 ? '' : html` <small>${reasons.join(', ')}</small>`}<br><small>${printer.stateMessage}</small>`
}
