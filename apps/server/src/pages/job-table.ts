/** Jobs as a table. */
import { jobStateName, JobState, type Job } from '@platen/papi'
import { html, type Html } from './html.js'

const tones: Readonly<Record<JobState, string>> = { 3: '', 4: 'warn', 5: 'good', 6: 'bad', 7: 'warn', 8: 'bad', 9: 'good' }

/** A job's state as people see it. */
export function jobState({ state }: Job): Html {
  return html`<span class="state ${tones[state]}">${jobStateName(state)}</span>`
}

/** Octets in a unit people read. */
export function size(octets: number): string {
  if (octets < 1024) return `${octets} B`
  if (octets < 1024 ** 2) return `${(octets / 1024).toFixed(0)} KiB`
  if (octets < 1024 ** 3) return `${(octets / 1024 ** 2).toFixed(1)} MiB`
  return `${(octets / 1024 ** 3).toFixed(2)} GiB`
}

/** An instant as people read it, with the exact form for machines. */
export function moment(at: number): Html {
  const exact = new Date(at).toISOString()
  return html`<time datetime="${exact}">${exact.slice(0, 19).replace('T', ' ')} UTC</time>`
}

/** The table, or a sentence if there are none. */
export function jobTable(jobs: readonly Job[], none: string): Html {
  if (jobs.length === 0) return html`<p class="soft">${none}</p>`
  return html`<table>
<thead><tr><th>Job</th><th>Name</th><th>User</th><th>Printer</th><th class="number">Size</th><th>State</th><th>Since</th></tr></thead>
<tbody>${jobs.map(
    (job) => html`<tr>
<td><a href="/jobs/${job.id}">${job.id}</a></td><td>${job.name}</td><td>${job.user}</td><td><a href="/printers/${encodeURIComponent(job.printer)}">${job.printer}</a></td>
<td class="number">${size(job.octets)}</td><td>${jobState(job)}<br><small>${job.stateMessage}</small></td><td><small>${moment(job.completedAt ?? job.processingAt ?? job.createdAt)}</small></td></tr>`,
  )}</tbody>
</table>`
}
