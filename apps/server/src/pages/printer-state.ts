/** A printer's state as people see it. */
import { identifyReason, PrinterState, printerStateName, type Printer } from '@platen/papi'
import { html, type Html } from './html.js'

/** State, reasons and message in a few words. */
export function printerState(printer: Printer): Html {
  const tone = printer.state === PrinterState.stopped ? 'bad' : printer.stateReasons.some((reason) => /-(?:warning|error)$/.test(reason)) || !printer.isAcceptingJobs ? 'warn' : 'good'
  const reasons = [...(printer.isAcceptingJobs ? [] : ['not accepting jobs']), ...printer.stateReasons.filter((reason) => reason !== 'none' && reason !== identifyReason)]
  const mark = printer.stateReasons.includes(identifyReason) ? html`<span class="identify" role="status">This is the printer</span><br>` : ''
  return html`${mark}<span class="state ${tone}">${printerStateName(printer.state)}</span>${reasons.length === 0 ? '' : html` <small>${reasons.join(', ')}</small>`}<br><small>${printer.stateMessage}</small>`
}
