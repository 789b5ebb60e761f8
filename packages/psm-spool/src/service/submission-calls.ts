/** The calls that bring jobs and documents into the spool. */
import { userOf, type Call, type DocumentRequest, type JobRequest, type PrintService } from '@platen/papi'
import type { Alarms } from '../alarms.js'
import type { Spool } from '../spool.js'
import type { NewDocument } from '../store/tables.js'
import type { AcceptJob } from '../store/commands/accept-job.js'
import { ownersLock } from '../lock.js'
import { sealPassword } from '../password.js'
import { askerOf } from './asker.js'
import { ticketFromJson } from '../ticket-json.js'
import { limiting, requireRoom, withinLimit } from './limiting.js'
import { jobTicket, requireFormat, requireFidelity } from './job-ticket.js'

type SubmissionCalls = Required<Pick<PrintService, 'jobValidate' | 'jobSubmit' | 'jobCreate' | 'jobStreamAdd' | 'jobCommit'>>

export function submissionCalls(spool: Spool, alarms: Alarms): SubmissionCalls {
  const { printers, store, reader, documents, clock, jobs, jobIds } = spool

  /** What can be refused before a document is read. The writer looks again. */
  const admit = (call: Call, printer: string, request: JobRequest, format?: string) => {
    const { formats, capabilities } = printers.printer(printer)
    printers.requireAccepting(printer)
    // No client sends a gigabyte to learn that there is no room for it.
    requireRoom(spool, printer, userOf(call.caller))
    if (format !== undefined) requireFormat(printer, formats, format)
    // Octets that are not looked into yet may be anything.
    if (format !== undefined && format !== 'application/octet-stream') requireFidelity(request.ticket, format)
    return jobTicket(request.ticket, capabilities, clock.now(), spool)
  }
  const accepted = async (call: Call, printer: string, request: JobRequest): Promise<AcceptJob> => {
    const password = request.password !== undefined ? { password: await sealPassword(request.password) } : request.awaitsOwner === true ? { password: ownersLock } : {}
    return {
      type: 'accept-job',
      id: jobIds.next(),
      printer,
      name: request.name,
      user: userOf(call.caller),
      host: call.caller.host,
      ...admit(call, printer, request),
      ...limiting(spool, printer),
      ...password,
      at: clock.now(),
    }
  }
  const openUntil = (printer: string): number => clock.now() + (spool.queues.get(printer)?.settings.multipleOperationTimeOut ?? 300) * 1000

  /** If the writer died it may have committed: then the file belongs to a job. If that cannot be seen the next start sees it. */
  const isOrphan = (file: string): boolean => {
    try {
      return !reader.knowsFile(file)
    } catch {
      return false
    }
  }

  /** Takes a document in, then writes the row that names it; a file whose row was not written is removed. */
  const keep = async <T>(call: Call, printer: string, document: DocumentRequest, before: number, write: (received: NewDocument) => Promise<T>): Promise<T> => {
    const received = await documents.receive({ ...document, data: withinLimit(spool, printer, document.data, before) }, call.signal)
    try {
      return await write(received)
    } catch (error) {
      if (received.file !== null && isOrphan(received.file)) await documents.remove([received.file])
      throw error
    }
  }

  return {
    jobValidate: async (call, printer, request, format) => {
      admit(call, printer, request, format)
      if (request.password !== undefined) await sealPassword(request.password)
    },
    jobSubmit: async (call, printer, request, document) => {
      admit(call, printer, request, document.format)
      requireFidelity(request.ticket, document.format)
      const row = await keep(call, printer, document, 0, async (received) => store.send({ ...(await accepted(call, printer, request)), document: received }))
      return jobs.job(row)
    },
    jobCreate: async (call, printer, request) => jobs.job(await store.send({ ...(await accepted(call, printer, request)), openUntil: openUntil(printer) })),
    jobStreamAdd: async (call, job, document) => {
      const by = askerOf(call)
      const { printer, ticket, octets } = await store.send({ type: 'check-open', job, by })
      requireFidelity(ticketFromJson(ticket), document.format)
      requireFormat(printer, printers.printer(printer).formats, document.format)
      const received = alarms.receiving(job)
      try {
        const row = await keep(call, printer, document, octets, (one) => store.send({ type: 'add-document', job, by, document: one, ...limiting(spool, printer), openUntil: openUntil(printer), at: clock.now() }))
        return jobs.job(row)
      } catch (error) {
        // The job waits on, from now (RFC 8011 section 5.4.31); if that cannot be written the older time holds.
        await store.send({ type: 'extend-open', job, openUntil: openUntil(printer) }).catch(() => undefined)
        throw error
      } finally {
        received()
      }
    },
    jobCommit: async (call, job) => jobs.job(await store.send({ type: 'transition', job, event: { type: 'close' }, by: askerOf(call), at: clock.now() })),
  }
}
