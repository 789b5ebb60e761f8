/** What is sent of a job, in order, from where it stands: its start sheet, each document of each copy, its end sheet. */
import { documentPiece } from './document-piece.js'
import type { Piece } from './piece.js'
import { sheetPieces } from './sheets/sheet-pieces.js'
import type { Queue, Spool } from './spool.js'
import type { DocumentRow, JobRow } from './store/rows.js'

/** One of them. `from` and `to`: where the job stands before and behind it, as `part` of its row tells. */
export interface Step {
  /** None if the job has lost its documents. */
  readonly piece: Piece | undefined
  readonly from: number
  readonly to: number
  readonly isStartSheet: boolean
  readonly isLast: boolean
}

/** The steps. There is one at least. */
export function* jobSteps(spool: Spool, queue: Queue, job: JobRow, documents: readonly DocumentRow[]): Generator<Step> {
  const total = documents.length * job.copies
  const { start, end } = sheetPieces(queue, job, () => spool.clock.now())
  if (start !== undefined && job.part === 0 && job.startSheet === 0 && total > 0) yield { piece: start, from: 0, to: 0, isStartSheet: true, isLast: false }
  // A job that has sent all of it and has not ended has its end sheet to send; if it has none, its last document.
  const first = end === undefined ? Math.min(job.part, Math.max(total - 1, 0)) : job.part
  for (let part = first; part < Math.max(total, 1); part++) {
    const document = documents[part % Math.max(documents.length, 1)]
    const isLast = part + 1 >= total && (end === undefined || document === undefined)
    yield { piece: document && documentPiece(spool, queue, job, document, part), from: part, to: part + 1, isStartSheet: false, isLast }
  }
  if (end !== undefined && total > 0) yield { piece: end, from: total, to: total, isStartSheet: false, isLast: true }
}
