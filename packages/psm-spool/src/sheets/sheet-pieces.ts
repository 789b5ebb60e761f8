/** The sheets of a job as they are sent: documents of the spooler's own, before and behind the client's. */
import type { Piece } from '../piece.js'
import { mediaSheet } from '../pages/media-sheet.js'
import type { Queue } from '../spool.js'
import type { JobRow } from '../store/rows.js'
import { ticketFromJson } from '../ticket-json.js'
import { jobSheetsOf } from './job-sheets.js'
import { sheetFormat, writeSheet } from './sheet-formats.js'
import { sheetText } from './sheet-text.js'

/** The sheets that a job is to have. */
export interface SheetPieces {
  readonly start: Piece | undefined
  readonly end: Piece | undefined
}

/** Where sheets stand in the journal of sends: documents are numbered from 0 there. */
const parts = { start: -1, end: -2 } as const

/** What the devices call them. */
const names = { start: 'job-start-sheet', end: 'job-end-sheet' } as const

/**
 * The sheets of a job; none on a queue that takes no format they are made in (a job may have been moved there).
 *
 * @param now - milliseconds since 1970, asked for when a sheet is sent
 */
export function sheetPieces({ definition, capabilities }: Queue, job: JobRow, now: () => number): SheetPieces {
  const ticket = ticketFromJson(job.ticket)
  const format = sheetFormat(definition.formats, job.format)
  const piece = (place: 'start' | 'end'): Piece | undefined =>
    format && {
      part: parts[place],
      document: undefined,
      name: names[place],
      format,
      octets: async function* () {
        const { id: jobId, name: jobName, user, host, documents, canceledDocuments, copies, createdAt } = job
        const facts = { place, jobId, jobName, user, host, printer: definition.info === '' ? definition.name : definition.info, documents: documents - canceledDocuments, copies, createdAt, printedAt: now() }
        yield await Promise.resolve(writeSheet(format, sheetText(facts), mediaSheet(ticket, capabilities)))
      },
    }
  const { start, end } = jobSheetsOf(ticket, capabilities)
  return { start: start ? piece('start') : undefined, end: end ? piece('end') : undefined }
}
