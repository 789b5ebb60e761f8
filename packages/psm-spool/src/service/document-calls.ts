/** The calls about the documents of a job. */
import { PapiError, userOf, type Call, type Document, type PrintService } from '@platen/papi'
import { octetsOf } from '../document-piece.js'
import { documentStanding, documentTimes } from '../document-standing.js'
import type { Spool } from '../spool.js'
import type { AttemptRow, DocumentRow, JobRow } from '../store/rows.js'
import { lockOf } from '../lock.js'
import { answer } from './answer.js'
import { askerOf } from './asker.js'
import { isOwner } from './owner.js'

type DocumentCalls = Required<Pick<PrintService, 'documentsList' | 'documentModify' | 'documentCancel' | 'documentOpen'>>

export function documentCalls(spool: Spool): DocumentCalls {
  const { store, reader, clock } = spool
  const query = (id: number): JobRow => {
    const job = reader.job(id)
    if (job === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
    return job
  }
  return {
    documentsList: (_call, id) =>
      answer(() => {
        const job = query(id)
        const attempts = reader.attempts(id)
        return reader.documents(id).map((document) => documentOf(job, document, attempts))
      }),
    documentModify: async (call: Call, job, document, { name }) => {
      if (name === undefined) return
      await store.send({ type: 'modify-document', job, document, by: askerOf(call), name, at: clock.now() })
    },
    documentCancel: async (call: Call, job, document) => {
      await store.send({ type: 'cancel-document', job, document, by: askerOf(call), at: clock.now() })
    },
    documentOpen: (call, id, number) =>
      answer(() => {
        const job = query(id)
        authorizeReading(job, call)
        const document = reader.documents(id).find((one) => one.number === number)
        if (document === undefined) throw new PapiError('not-found', `job ${id} has no document ${number}`)
        if (job.kept === 0) throw new PapiError('not-possible', `the documents of job ${id} are no longer kept`)
        return { document: documentOf(job, document, reader.attempts(id)), data: octetsOf(spool, document) }
      }),
  }
}

/** What a document says is nobody's but its owner's. What was made with a password is given out by the printer only. */
function authorizeReading(job: JobRow, call: Call): void {
  const { caller } = call
  if (lockOf(job.password) === 'password') throw new PapiError('not-authorized', `job ${job.id} was made with a password: its documents are printed, not given out`)
  if (caller.isOperator || isOwner(job, call)) return
  throw new PapiError('not-authorized', `the documents of job ${job.id} are for "${job.user}" at the host it came from, and for operators; "${userOf(caller)}" at ${caller.host} may not read them`)
}

function documentOf(job: JobRow, document: DocumentRow, attempts: readonly AttemptRow[]): Document {
  const { state, reasons } = documentStanding(job, document)
  const { processingAt, completedAt, octetsProcessed } = documentTimes(job, document, attempts)
  return {
    job: job.id,
    number: document.number,
    name: document.name,
    format: document.format,
    ...(document.naturalLanguage === '' ? {} : { naturalLanguage: document.naturalLanguage }),
    state,
    stateReasons: reasons,
    createdAt: document.createdAt,
    ...(processingAt === undefined ? {} : { processingAt }),
    ...(completedAt === undefined ? {} : { completedAt }),
    octets: document.octets,
    octetsProcessed,
    isLast: job.open === 0 && document.number === job.documents,
  }
}
