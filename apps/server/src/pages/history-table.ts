/** What has happened to a job or a printer, as a table: the oldest first. */
import { jobStateName, printerStateName, type JobHappening, type PrinterHappening } from '@platen/papi'
import { html, type Html } from './html.js'
import { moment, size } from './job-table.js'

const stateOf = (entry: JobHappening | PrinterHappening): string => ('octets' in entry ? jobStateName(entry.state) : entry.state === undefined ? '' : printerStateName(entry.state))

/** Who or what caused it. */
const by = ({ source, who }: JobHappening | PrinterHappening): string => (who === undefined ? (source ?? '') : `${who} (${source ?? 'client'})`)

/** What it was about: which attempt, and how much the device had taken. */
function details(entry: JobHappening | PrinterHappening): string {
  if (!('octets' in entry)) return ''
  return [entry.attempt === undefined ? '' : `attempt ${entry.attempt}`, entry.octets === 0 ? '' : size(entry.octets)].filter((one) => one !== '').join(', ')
}

/** The table with its heading; nothing if nothing is known. */
export function historyTable(history: readonly (JobHappening | PrinterHappening)[]): Html {
  if (history.length === 0) return html``
  return html`<h2>What happened</h2>
<table>
<thead><tr><th>Time</th><th>What</th><th>State</th><th>By</th><th>Why</th><th>Sent</th></tr></thead>
<tbody>${history.map(
    (entry) => html`<tr>
<td><small>${moment(entry.time)}</small></td><td>${entry.event}${'printer' in entry ? html`<br><small>${entry.printer}</small>` : ''}</td><td>${stateOf(entry)}<br><small>${entry.stateReasons.join(', ')}</small></td>
<td>${by(entry)}</td><td>${entry.cause}</td><td>${details(entry)}</td></tr>`,
  )}</tbody>
</table>`
}
