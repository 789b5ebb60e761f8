/** The page of a job: `job-more-info` points here. */
import type { Call, PrintServiceDirectory } from '@platen/papi'
import { historyTable } from './history-table.js'
import { html, type Html } from './html.js'
import { jobState, moment, size } from './job-table.js'
import { page } from './layout.js'

export async function jobPage(services: PrintServiceDirectory, call: Call, id: number): Promise<string> {
  const { job, service } = await services.forJob(call, id)
  const history = (await service.jobHistory?.(call, id)) ?? []
  const row = (term: string, value: string | Html): Html => html`<dt>${term}</dt><dd>${value}</dd>`
  return page(
    `Job ${job.id}: ${job.name}`,
    html`<dl>
${row('State', html`${jobState(job)} <small>${job.stateReasons.filter((reason) => reason !== 'none').join(', ')}</small><br>${job.stateMessage}`)}
${row('Printer', html`<a href="/printers/${encodeURIComponent(job.printer)}">${job.printer}</a>`)}
${job.outputDevice === undefined ? '' : row('Printed on', html`<a href="/printers/${encodeURIComponent(job.outputDevice)}">${job.outputDevice}</a>`)}
${job.movedFrom === undefined ? '' : row('Moved from', job.movedFrom.join(', '))}
${row('User', `${job.user} at ${job.host}`)}
${row('Documents', `${job.documents}, ${size(job.octets)}${job.documentFormat === undefined ? '' : `, ${job.documentFormat}`}`)}
${row('Sent', size(job.octetsProcessed))}
${row('Made', moment(job.createdAt))}
${job.processingAt === undefined ? '' : row('Printing since', moment(job.processingAt))}
${job.completedAt === undefined ? '' : row('Finished', moment(job.completedAt))}
</dl>
${historyTable(history)}`,
  )
}
