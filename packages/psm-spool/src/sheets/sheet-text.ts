/** What stands on a job's sheet. Pure. */

/** What is known of the job. */
export interface SheetFacts {
  /** Before the job, or behind it. */
  readonly place: 'start' | 'end'
  readonly jobId: number
  readonly jobName: string
  readonly user: string
  /** `job-originating-host-name`; may be empty. */
  readonly host: string
  /** What people call the printer. */
  readonly printer: string
  readonly documents: number
  readonly copies: number
  /** When the job came, milliseconds since 1970. */
  readonly createdAt: number
  /** Now. */
  readonly printedAt: number
}

/** A sheet in words: what is read from afar, and the lines below it. */
export interface SheetText {
  readonly title: string
  readonly subtitle: string
  readonly lines: readonly (readonly [label: string, value: string])[]
}

const time = (at: number): string => new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** A sheet in words. */
export function sheetText(facts: SheetFacts): SheetText {
  return {
    title: facts.user,
    subtitle: facts.place === 'start' ? facts.jobName : `End of ${facts.jobName}`,
    lines: [
      ['Job', String(facts.jobId)],
      ['User', facts.user],
      ...(facts.host === '' ? [] : [['Host', facts.host] as const]),
      ['Printer', facts.printer],
      ['Documents', String(facts.documents)],
      ...(facts.copies === 1 ? [] : [['Copies', String(facts.copies)] as const]),
      ['Received', time(facts.createdAt)],
      ['Printed', time(facts.printedAt)],
    ],
  }
}
