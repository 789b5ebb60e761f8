/** The calls about the documents of a job. */
import { PapiError, type Call, type Document, type PrintService } from '@platen/papi'
import { documentStanding, documentTimes } from '../document-standing.js'
import type { Spool } from '../spool.js'
import type { AttemptRow, DocumentRow, JobRow } from '../store/rows.js'
import { answer } from './answer.js'
import { askerOf } from './asker.js'

type DocumentCalls = Required<Pick<PrintService, 'documentsList' | 'documentModify' | 'documentCancel'>>

export function documentCalls(spool: Spool): DocumentCalls {
  const { store, reader, clock } = spool
  return {
    documentsList: (_call, id) =>
      answer(() => {
        const job = reader.job(id)
        if (job === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
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
  }
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
