/** Reads the back channel of one connection: PJL and PostScript side by side, as observations and as the job's report. */
import type { Observation } from './observation.js'
import { JobReportBuilder, type JobReport } from './job-report.js'
import { PjlReader } from './pjl.js'
import type { PjlCode } from './pjl-codes.js'
import type { PjlMessage } from './pjl-message.js'
import { pjlMeaning } from './pjl-status.js'
import { PostScriptReader, type PostScriptMessage } from './postscript.js'
import type { ConditionPhrase } from './postscript-phrases.js'
import { postScriptMeaning } from './postscript-status.js'

/** Tables, where a user has others. */
export interface StatusTables {
  readonly pjl?: readonly PjlCode[]
  readonly phrases?: readonly ConditionPhrase[]
}

const endOfTransmission = 0x04

/** Octets that are read in one delivery, reports of a hundred thousand pages: a printer that says more has gone mad. */
const bound = 4 * 1024 * 1024

/** Reads what a printer says during one delivery. */
export class BackChannelStatus {
  readonly #pjl = new PjlReader()
  readonly #postScript = new PostScriptReader()
  readonly #job: JobReportBuilder
  readonly #tables: StatusTables
  #allSent = false
  #messages = 0
  #octets = 0

  /** @param jobName - the name the job has in PJL; empty if it has none */
  constructor(jobName: string, tables: StatusTables = {}) {
    this.#job = new JobReportBuilder(jobName)
    this.#tables = tables
  }

  /** What was said of the job so far. */
  get job(): JobReport {
    return this.#job.report
  }

  /** Messages read so far. */
  get messages(): number {
    return this.#messages
  }

  /** The whole document is on its way: from now on "idle", or a Ctrl-D, is about its end. */
  allSent(): void {
    this.#allSent = true
  }

  /** Takes octets. @returns what they tell of the printer */
  take(octets: Uint8Array, at: number): Observation[] {
    const read = octets.subarray(0, Math.max(bound - this.#octets, 0))
    this.#octets += read.length
    // A PostScript printer answers the end of a job with one of its own.
    if (this.#allSent && read.includes(endOfTransmission)) {
      this.#messages++
      this.#job.end()
    }
    return this.#read(this.#pjl.take(read), this.#postScript.take(read), at)
  }

  /** The connection is over. @returns what was left */
  end(at: number): Observation[] {
    return this.#read(this.#pjl.end(), this.#postScript.end(), at)
  }

  #read(pjl: readonly PjlMessage[], postScript: readonly PostScriptMessage[], at: number): Observation[] {
    this.#messages += pjl.length + postScript.length
    return [...pjl.flatMap((message) => this.#onPjl(message, at)), ...postScript.flatMap((message) => this.#onPostScript(message, at))]
  }

  #onPjl(message: PjlMessage, at: number): Observation[] {
    switch (message.type) {
      case 'status': {
        const meaning = pjlMeaning(message.status, this.#tables.pjl)
        if (meaning === undefined) return []
        for (const reason of meaning.jobReasons) this.#job.reason(reason)
        return [{ source: 'pjl', at, unsolicited: !message.asked, conditions: meaning.conditions, activity: meaning.activity, message: meaning.message }]
      }
      case 'job':
        this.#job.jobEvent(message.event, message.name, message.pages, message.result)
        return []
      case 'page':
        this.#job.page(message.page)
        return []
      case 'page-count':
        return [{ source: 'pjl', at, pages: message.pages }]
      case 'id':
      case 'variables':
      case 'config':
      case 'echo':
      case 'other':
        return []
    }
  }

  #onPostScript(message: PostScriptMessage, at: number): Observation[] {
    const { conditions, activity, message: words, job } = postScriptMeaning(message, this.#tables.phrases)
    if (job !== undefined) {
      this.#job.effect(job)
      return []
    }
    if (activity === 'idle' && this.#allSent) this.#job.end()
    if (conditions === undefined && activity === undefined) return []
    return [{ source: 'postscript', at, unsolicited: true, ...(conditions === undefined ? {} : { conditions }), activity, message: words }]
  }
}
