/** The page of a printer: `printer-more-info` points here. */
import type { Call, PrintServiceDirectory } from '@platen/papi'
import { html } from './html.js'
import { jobTable, moment } from './job-table.js'
import { page } from './layout.js'
import { printerState } from './printer-state.js'
import { supplyList } from './supply-list.js'

export async function printerPage(services: PrintServiceDirectory, call: Call, authority: string, name: string): Promise<string> {
  const service = services.forPrinter(name)
  const [printer, open, finished] = await Promise.all([
    service.printerQuery(call, name),
    service.printerListJobs(call, { printer: name, which: 'not-completed', limit: 200 }),
    service.printerListJobs(call, { printer: name, which: 'completed', limit: 50 }),
  ])
  return page(
    printer.info,
    html`<dl>
<dt>State</dt><dd>${printerState(printer)}<br><small>since ${moment(printer.stateChangedAt)}</small></dd>
<dt>Print to</dt><dd><code>ipp://${authority}/ipp/print/${encodeURIComponent(name)}</code></dd>
<dt>Device</dt><dd><code>${printer.deviceUri}</code></dd>
<dt>Make and model</dt><dd>${printer.makeAndModel}</dd>
<dt>Location</dt><dd>${printer.location}</dd>
<dt>Takes</dt><dd>${printer.formats.join(', ')}</dd>
<dt>Media</dt><dd>${printer.capabilities.strings('media-supported').join(', ')}</dd>
</dl>
<h2 id="supplies">Supplies</h2>
${supplyList(printer)}
<h2>Waiting and printing</h2>
${jobTable(open, 'No job is waiting.')}
<h2>Finished</h2>
${jobTable(finished, 'No job has been printed yet.')}`,
  )
}
