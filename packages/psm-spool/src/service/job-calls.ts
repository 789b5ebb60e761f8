/** The calls about jobs that are in the spool. */
import { isTerminal, PapiError, type Call, type Job, type JobFilter, type PrintService } from '@platen/papi'
import type { JobEvent } from '../job-state-machine.js'
import type { Spool } from '../spool.js'
import type { JobRow } from '../store/rows.js'
import { ticketToJson } from '../ticket-json.js'
import { answer } from './answer.js'
import { askerOf } from './asker.js'
import { holdRequest, priorityOf, requirePages } from './job-ticket.js'

type JobCalls = Required<
  Pick<PrintService, 'printerListJobs' | 'jobQuery' | 'jobCancel' | 'jobAbort' | 'jobModify' | 'jobHold' | 'jobRelease' | 'jobRestart' | 'jobPromote' | 'jobMove'>
>

/** The out-of-band value that takes an attribute away (RFC 3380 section 8.1). */
const deleteAttribute = 0x16

/** In a listing of some user's jobs, how many have the jobs before them counted: each count walks the queue. */
const mostCounted = 100

export function jobCalls(spool: Spool): JobCalls {
  const { printers, store, reader, jobs, clock, calendar } = spool

  const apply = async (call: Call, job: number, event: JobEvent): Promise<void> => {
    await store.send({ type: 'transition', job, event, by: askerOf(call), at: clock.now() })
  }
  const list = (filter: JobFilter): Job[] => {
    const rows = reader.jobs(filter)
    const counted = new Map<string, number>()
    const someOnly = filter.user !== undefined || filter.ids !== undefined
    return rows.map((row, at) => {
      if (isTerminal(row.state)) return jobs.job(row)
      if (someOnly) return jobs.job(row, at < mostCounted ? reader.jobsBefore(row) : undefined)
      // The listing is in the order of printing: the first of a printer is counted, those behind it follow.
      const before = counted.get(row.printer) ?? ((filter.offset ?? 0) === 0 ? 0 : reader.jobsBefore(row))
      counted.set(row.printer, before + 1)
      return jobs.job(row, before)
    })
  }
  const query = (id: number): JobRow => {
    const row = reader.job(id)
    if (row === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
    return row
  }

  return {
    printerListJobs: (_call, filter) =>
      answer(() => {
        if (filter.printer !== undefined) printers.printer(filter.printer)
        return list(filter)
      }),
    jobQuery: (_call, job) =>
      answer(() => {
        const row = query(job)
        return jobs.job(row, isTerminal(row.state) ? undefined : reader.jobsBefore(row))
      }),
    jobCancel: (call, job, message = '') => apply(call, job, { type: 'cancel', by: 'operator', message }),
    jobAbort: (call, job, reasons, message) => apply(call, job, { type: 'abort', reasons, message }),
    jobHold: async (call, job, until = 'indefinite') => {
      const hold = holdRequest(until, clock.now(), calendar)
      await apply(call, job, hold === undefined ? { type: 'release' } : { type: 'hold', ...hold })
    },
    jobRelease: (call, job) => apply(call, job, { type: 'release' }),
    jobRestart: (call, job) => apply(call, job, { type: 'restart' }),
    jobPromote: async (call, job) => {
      await store.send({ type: 'promote-job', job, by: askerOf(call), at: clock.now() })
    },
    jobMove: async (call, job, printer) => {
      const { formats } = printers.printer(printer)
      await store.send({ type: 'move-job', job, by: askerOf(call), printer, formats, at: clock.now() })
    },
    jobModify: async (call, job, changes) => {
      const deleted = [...changes].filter((one) => one.values[0]?.kind === 'out-of-band' && one.values[0].tag === deleteAttribute).map((one) => one.name)
      const kept = changes.filter((one) => !deleted.includes(one.name) && one.name !== 'job-name')
      for (const format of ['application/pdf', ...reader.documents(job).map((document) => document.format)]) requirePages(kept, format)
      const name = changes.string('job-name')
      const priority = priorityOf(kept)
      const until = deleted.includes('job-hold-until') ? 'no-hold' : kept.string('job-hold-until')
      const hold = until === undefined ? undefined : (holdRequest(until, clock.now(), calendar) ?? { until: 'no-hold', releaseAt: null })
      const row = await store.send({
        type: 'modify-job',
        job,
        by: askerOf(call),
        changes: ticketToJson(kept),
        deleted,
        ...(name === undefined ? {} : { name }),
        ...(priority === undefined ? {} : { priority }),
        ...(hold === undefined ? {} : { hold: { type: 'hold', ...hold } }),
        at: clock.now(),
      })
      return jobs.job(row)
    },
  }
}
