/** The page at `/`: queues and jobs. */
import type { Call, PrintServiceDirectory } from '@platen/papi'
import { html } from './html.js'
import { jobTable } from './job-table.js'
import { page } from './layout.js'
import { printerState } from './printer-state.js'

/** Finished jobs shown. */
const recent = 20
/** Unfinished jobs shown. */
const waiting = 200

export async function indexPage(services: PrintServiceDirectory, call: Call, authority: string): Promise<string> {
  const [printers, open, finished] = await Promise.all([
    services.printersList(call),
    services.printerListJobs(call, { which: 'not-completed', limit: waiting }),
    services.printerListJobs(call, { which: 'completed', limit: recent }),
  ])
  const unfinished = printers.reduce((sum, printer) => sum + printer.queuedJobCount, 0)
  return page(
    'Printers and jobs',
    html`<h2>Printers</h2>
<table>
<thead><tr><th>Printer</th><th>State</th><th class="number">Jobs</th><th>Print to</th></tr></thead>
<tbody>${printers.map(
      (printer) => html`<tr>
<td><a href="/printers/${encodeURIComponent(printer.name)}">${printer.name}</a>${printer.name === services.defaultPrinter ? html` <small>(default)</small>` : ''}<br><small>${printer.info}${printer.location === '' ? '' : `, ${printer.location}`}</small></td>
<td>${printerState(printer)}</td><td class="number">${printer.queuedJobCount}</td><td><code>ipp://${authority}/ipp/print/${encodeURIComponent(printer.name)}</code></td></tr>`,
    )}</tbody>
</table>
<h2>Waiting and printing</h2>
${jobTable(open, 'No job is waiting.')}
${unfinished > open.length ? html`<p class="soft">The first ${open.length} of ${unfinished}.</p>` : ''}
<h2>Finished</h2>
${jobTable(finished, 'No job has been printed yet.')}`,
  )
}
