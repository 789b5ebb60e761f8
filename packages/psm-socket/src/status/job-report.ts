/** What a printer said of one job while it printed it. */
import type { JobEffect } from './postscript-status.js'

/** How far the printer says the job is. */
export interface JobReport {
  /** It said that the job is printed, or is over. */
  readonly ended: boolean
  /** How it ended, if it said so: `canceled` at the printer or for want of something. */
  readonly canceled: string | undefined
  /** Pages it says it printed. */
  readonly pages: number | undefined
  /** The program of the document failed: why. */
  readonly failure: string | undefined
  /** `job-state-reasons` besides those of the end. */
  readonly reasons: readonly string[]
}

/** What `RESULT=` says of a job that was not printed to its end (HP PJL Technical Reference, chapter 5). */
const results: Readonly<Record<string, string>> = {
  USER_CANCELED: 'it was canceled at the printer',
  HOST_CANCELED: 'it was canceled from another host',
  RESOURCE_CANCELED: 'the printer canceled it for want of something it needs',
}

/** Gathers what is said of one job. */
export class JobReportBuilder {
  readonly #name: string
  #ended = false
  #canceled: string | undefined
  #endPages: number | undefined
  #lastPage: number | undefined
  #failure: string | undefined
  readonly #reasons = new Set<string>()

  /** @param name - the name the job has in PJL; reports of jobs with other names are not of it. Empty: it was given none */
  constructor(name: string) {
    this.#name = name
  }

  /** The job as reported so far. */
  get report(): JobReport {
    return { ended: this.#ended, canceled: this.#canceled, pages: this.#endPages ?? this.#lastPage, failure: this.#failure, reasons: [...this.#reasons] }
  }

  /** `@PJL USTATUS JOB`. A job inside the job (a driver's own) or another's is passed over. */
  jobEvent(event: 'start' | 'end' | 'cancel', name: string, pages: number | undefined, result: string): void {
    // Some printers give no name, or cut it.
    if (name !== '' && !this.#name.startsWith(name) && !name.startsWith(this.#name)) return
    if (this.#name === '' && event !== 'cancel') {
      // No job of ours has a PJL name: this is one within the document, of which pages can be told but no end.
      this.#endPages = pages ?? this.#endPages
      return
    }
    if (event === 'start') return
    if (pages !== undefined) this.#endPages = pages
    if (event === 'cancel') this.#canceled = 'it was canceled at the printer'
    else {
      this.#ended = true
      if (result !== '' && result !== 'OK') this.#canceled = Object.hasOwn(results, result) ? results[result] : `the printer ended it: ${result}`
    }
  }

  /** `@PJL USTATUS PAGE`. */
  page(page: number): void {
    this.#lastPage = Math.max(this.#lastPage ?? 0, page)
  }

  /** PostScript said something of the job. */
  effect(effect: JobEffect): void {
    switch (effect.type) {
      case 'error':
        this.#failure ??= effect.message
        this.#reasons.add(effect.reason)
        break
      case 'flushing':
        this.#failure ??= effect.message
        break
      case 'permanent-change':
        break
    }
  }

  /** The printer says it is done with what it has (PostScript: Ctrl-D, or idle). */
  end(): void {
    this.#ended = true
  }

  /** A reason that comes with a status. */
  reason(reason: string): void {
    this.#reasons.add(reason)
  }
}
