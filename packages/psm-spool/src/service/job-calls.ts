/** The calls about jobs that are in the spool. */
import { isTerminal, OutOfBandTag, PapiError, userOf, type Call, type Job, type JobFilter, type PrintService, type WhichJobs } from '@platen/papi'
import type { JobEvent } from '../job-state-machine.js'
import type { Spool } from '../spool.js'
import type { JobRow } from '../store/rows.js'
import { authorize } from '../store/commands/apply-event.js'
import { lockOf } from '../lock.js'
import { isPassword } from '../password.js'
import { ticketDefaults } from '../ticket-fields.js'
import { ticketFromJson, ticketToJson } from '../ticket-json.js'
import { answer } from './answer.js'
import { askerOf } from './asker.js'
import { limiting } from './limiting.js'
import { isOwner } from './owner.js'
import { holdRequest, jobTicket, requireFidelity, requirePages, untilOf } from './job-ticket.js'

type JobCalls = Required<
  Pick<
    PrintService,
    | 'printerListJobs' | 'jobQuery' | 'jobCancel' | 'jobAbort' | 'jobModify' | 'jobHold' | 'jobRelease' | 'jobRestart' | 'jobResubmit' | 'jobPromote' | 'jobScheduleAfter' | 'jobSuspend' | 'jobResume'
    | 'jobMove'
  >
>

/** The attributes that say until when a job is held. */
const holdNames: readonly string[] = ['job-hold-until', 'job-hold-until-time']

const noHold = { until: 'no-hold', releaseAt: null }

/** Listings that leave out no unfinished job of a printer. */
const wholeQueues: ReadonlySet<WhichJobs> = new Set<WhichJobs>(['not-completed', 'all', 'completed'])

export function jobCalls(spool: Spool): JobCalls {
  const { printers, store, reader, jobs, jobIds, clock } = spool

  const apply = async (call: Call, job: number, event: JobEvent): Promise<void> => {
    await store.send({ type: 'transition', job, event, by: askerOf(call), at: clock.now() })
  }
  const list = (filter: JobFilter): Job[] => {
    const rows = reader.jobs(filter)
    const counted = new Map<string, number>()
    const someOnly = filter.user !== undefined || filter.ids !== undefined || !wholeQueues.has(filter.which ?? 'not-completed')
    const each = reader.jobsBeforeEach(someOnly ? rows.filter((row) => !isTerminal(row.state)) : [])
    return rows.map((row) => {
      if (isTerminal(row.state)) return jobs.job(row)
      if (someOnly) return jobs.job(row, each.get(row.id))
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
      await apply(call, job, { type: 'hold', ...(holdRequest(until, clock.now(), spool) ?? noHold) })
    },
    jobRelease: async (call, job, password) => {
      const row = query(job)
      if (row.locked === 0) return apply(call, job, { type: 'release' })
      if (lockOf(row.password) === 'owner') {
        if (!isOwner(row, call)) throw new PapiError('not-authorized', `job ${job} is for "${row.user}" to release, at the host it came from or with a proof of that name`)
        return apply(call, job, { type: 'release', unlocked: true })
      }
      authorize(row, askerOf(call))
      if (password === undefined) throw new PapiError('not-possible', `job ${job} has a password: it is released with it only`)
      if (!(await isPassword(row.password, password))) throw new PapiError('not-possible', `job ${job} is not released: that is not its password`)
      return apply(call, job, { type: 'release', unlocked: true })
    },
    jobRestart: (call, job, until = 'no-hold') =>
      answer(() => holdRequest(until, clock.now(), spool)).then((hold) => apply(call, job, { type: 'restart', ...(hold === undefined ? {} : { hold }) })),
    jobResubmit: async (call, job, request) => {
      const source = query(job)
      printers.requireAccepting(source.printer)
      const ticket = ticketFromJson(source.ticket)
      // Neither a hold that is over nor a proof is asked for again; what the request says counts.
      for (const name of ['job-hold-until', 'job-hold-until-time', 'proof-print']) ticket.delete(name)
      for (const one of request.ticket) ticket.put(one)
      for (const { format } of reader.documents(job)) requireFidelity(ticket, format)
      const row = await store.send({
        type: 'resubmit-job',
        source: job,
        id: jobIds.next(),
        by: askerOf(call),
        ...(request.name === undefined ? {} : { name: request.name }),
        user: userOf(call.caller),
        host: call.caller.host,
        ...limiting(spool, source.printer),
        ...jobTicket(ticket, printers.printer(source.printer).capabilities, clock.now(), spool),
        at: clock.now(),
      })
      return jobs.job(row)
    },
    jobPromote: async (call, job) => {
      await store.send({ type: 'promote-job', job, by: askerOf(call), at: clock.now() })
    },
    jobScheduleAfter: async (call, job, predecessor) => {
      await store.send({ type: 'schedule-job-after', job, predecessor, by: askerOf(call), at: clock.now() })
    },
    jobSuspend: (call, job) => apply(call, job, { type: 'suspend', by: 'operator' }),
    jobResume: (call, job) => apply(call, job, { type: 'resume' }),
    jobMove: async (call, job, printer) => {
      const { formats, capabilities } = printers.printer(printer)
      await store.send({ type: 'move-job', job, because: askerOf(call), printer, formats, defaults: ticketDefaults(capabilities), at: clock.now() })
    },
    jobModify: async (call, job, changes) => {
      const row = query(job)
      const deleted = [...changes].filter((one) => one.values[0]?.kind === 'out-of-band' && one.values[0].tag === OutOfBandTag.deleteAttribute).map((one) => one.name)
      const kept = changes.filter((one) => !deleted.includes(one.name) && one.name !== 'job-name')
      for (const format of ['application/pdf', ...reader.documents(job).map((document) => document.format)]) requirePages(kept, format)
      const name = changes.string('job-name')
      const until = untilOf(kept) ?? (deleted.some((one) => holdNames.includes(one)) ? 'no-hold' : undefined)
      const hold = until === undefined ? undefined : (holdRequest(until, clock.now(), spool) ?? noHold)
      // One of the two says until when: the other goes.
      const outdated = until === undefined ? [] : holdNames.filter((one) => !kept.has(one))
      const changed = await store.send({
        type: 'modify-job',
        job,
        by: askerOf(call),
        changes: ticketToJson(kept),
        deleted: [...deleted, ...outdated],
        ...(name === undefined ? {} : { name }),
        defaults: ticketDefaults(printers.printer(row.printer).capabilities),
        ...(hold === undefined ? {} : { hold: { type: 'hold', ...hold } }),
        at: clock.now(),
      })
      return jobs.job(changed)
    },
  }
}
