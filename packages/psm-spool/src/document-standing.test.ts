import { describe, expect, it } from 'vitest'
import { DocumentState, JobState } from '@platen/papi'
import { documentStanding, documentTimes } from './document-standing.js'
import type { AttemptRow, DocumentRow, JobRow } from './store/rows.js'

const { pending, processing, processingStopped, canceled, aborted, completed } = DocumentState
const job = (state: JobState, part: number, more: Partial<JobRow> = {}) =>
  ({ state, part, documents: 3, copies: 2, cancelBy: null, reasons: '', processingAt: 100, completedAt: null, ...more }) as JobRow
const document = (number: number, more: Partial<DocumentRow> = {}) => ({ number, canceledBy: null, canceledAt: null, ...more }) as DocumentRow
const states = (row: JobRow) => [1, 2, 3].map((number) => documentStanding(row, document(number)).state)

describe('the documents of a job of three documents and two copies', () => {
  it.each<[string, JobRow, DocumentState[]]>([
    ['waits', job(JobState.pending, 0), [pending, pending, pending]],
    ['is held', job(JobState.pendingHeld, 0), [pending, pending, pending]],
    ['sends its second document', job(JobState.processing, 1), [pending, processing, pending]],
    ['sends the second copy of its second document', job(JobState.processing, 4), [completed, processing, pending]],
    ['stands still', job(JobState.processingStopped, 3), [processingStopped, pending, pending]],
    ['was canceled in its second copy', job(JobState.canceled, 4), [completed, canceled, canceled]],
    ['was aborted', job(JobState.aborted, 0), [aborted, aborted, aborted]],
    ['is completed', job(JobState.completed, 6), [completed, completed, completed]],
  ])('that %s', (_name, row, expected) => {
    expect(states(row)).toEqual(expected)
  })

  it('one that was left out is canceled whatever its job does', () => {
    expect(documentStanding(job(JobState.completed, 6), document(2, { canceledBy: 'operator' }))).toEqual({ state: canceled, reasons: ['canceled-by-operator'] })
  })

  it('their times are those of their own sends, since the job began to print', () => {
    const attempt = (part: number, begunAt: number, endedAt: number | null, octets: number) => ({ part, begunAt, endedAt, octets }) as AttemptRow
    const attempts = [attempt(1, 50, 60, 9), attempt(0, 110, 120, 5), attempt(1, 130, 140, 7), attempt(3, 150, 160, 5), attempt(4, 170, 180, 8)]
    expect(documentTimes(job(JobState.processing, 5), document(2), attempts)).toEqual({ processingAt: 130, completedAt: 180, octetsProcessed: 8 })
    expect(documentTimes(job(JobState.processing, 5), document(3), attempts)).toEqual({ processingAt: undefined, completedAt: undefined, octetsProcessed: 0 })
    expect(documentTimes(job(JobState.canceled, 5, { completedAt: 200 }), document(3), attempts)).toMatchObject({ completedAt: 200 })
    expect(documentTimes(job(JobState.processing, 5), document(3, { canceledBy: 'user', canceledAt: 155 }), attempts)).toMatchObject({ completedAt: 155 })
  })
})
