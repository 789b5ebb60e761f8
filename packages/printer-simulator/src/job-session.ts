/** What a printer does with one connection's data: acts on PJL, PostScript and pages, and answers. No socket: it says through a function. */
import { parseAction, type Action } from './action.js'
import type { PrinterModel } from './model/printer-model.js'
import { PjlSession } from './pjl/pjl-session.js'
import { PostScriptSession } from './postscript-session.js'
import type { JobRecord } from './received-job.js'
import { JobStream, type Step, type StreamEvent } from './stream/job-stream.js'
import type { Language } from './stream/language.js'

/** A language that a printer answers in. */
export type SpokenLanguage = 'pjl' | 'postscript'

/** What a session needs. */
export interface SessionContext {
  readonly printer: PrinterModel
  readonly speaks: readonly SpokenLanguage[]
  /** The printer's PJL defaults, which its connections share. */
  readonly pjlDefaults: Map<string, string>
  /** Counts pages by itself if set: this many for each job that has data, at its end. */
  readonly pagesPerJob: number | undefined
  readonly job: JobRecord
  readonly say: (text: string) => void
  /** Does to the printer what the job asks for. */
  readonly act: (action: Action) => void
  /** A page of it has been printed. */
  readonly onPage: () => void
  /** A document of it is being printed, or no longer. */
  readonly onPrinting: (isPrinting: boolean) => void
  /** Whether what follows an end of job is ignored. */
  readonly ignoresAfterEnd: boolean
}

/** One connection, as the printer understands it. */
export class JobSession {
  readonly pjl: PjlSession
  readonly #postScript: PostScriptSession
  readonly #stream: JobStream
  readonly #context: SessionContext
  #language: Language | undefined
  #ignoring = false
  #cancelled = false
  #hasEndedDocument = false

  constructor(context: SessionContext) {
    this.#context = context
    this.pjl = new PjlSession(context.printer, context.pjlDefaults)
    this.#postScript = new PostScriptSession(context.printer)
    this.#stream = new JobStream({ postScriptControls: context.speaks.includes('postscript') })
  }

  /** Whether a document was ended by Ctrl-D. */
  get hasEndedDocument(): boolean {
    return this.#hasEndedDocument
  }

  /** Reads octets, not none, up to the next thing to act on; {@link JobSession.obey} then acts. */
  read(octets: Uint8Array): Step {
    return this.#ignoring ? { length: octets.length, isPageData: false, events: [] } : this.#stream.step(octets)
  }

  /** Octets were taken that are ignored, if they are. */
  took(octets: number): void {
    if (this.#ignoring) this.#context.job.ignored += octets
  }

  /** Acts on what was read. @returns pages printed */
  obey(events: readonly StreamEvent[]): number {
    let pages = 0
    for (const event of events) pages += this.#obey(event)
    return pages
  }

  /** The data has ended. @returns pages printed */
  end(): number {
    const pages = this.#ignoring ? 0 : this.obey(this.#stream.end())
    if (this.#context.pagesPerJob === undefined || this.#context.job.size === 0 || this.#cancelled) return pages
    for (let page = 0; page < this.#context.pagesPerJob; page++) this.#print()
    return this.#context.pagesPerJob
  }

  /** All pages are out. */
  finish(): void {
    this.#context.onPrinting(false)
  }

  /** The printer's state has changed, or it cannot go on with what is read: tells it, in the languages that tell it by themselves. */
  tellState(next: readonly StreamEvent[] = []): void {
    if (this.#speaks('pjl')) this.#context.say(this.pjl.deviceChange())
    const isPostScript = this.#language === 'postscript' || next.some((event) => event.type === 'document' && event.language === 'postscript')
    if (this.#speaks('postscript') && isPostScript && !this.#ignoring) this.#context.say(this.#postScript.conditions())
  }

  /** The job fails with an error of PostScript. */
  fail(error: { readonly error: string; readonly command: string }): void {
    this.#context.job.failures.push(`${error.error} in ${error.command}`)
    const said = this.#postScript.fail(error)
    if (this.#speaks('postscript')) this.#context.say(said)
  }

  /** The operator cancels the job: no more pages of it. */
  cancel(): void {
    this.#cancelled = true
    if (this.#speaks('pjl')) this.#context.say(this.pjl.cancel())
  }

  #obey(event: StreamEvent): number {
    const { job, say, pagesPerJob } = this.#context
    switch (event.type) {
      case 'uel':
        // Ends whatever was thrown away.
        this.#postScript.end()
        this.#language = undefined
        return 0
      case 'pjl':
        job.pjl.push(event.line)
        if (/^@PJL\s+JOB\b/i.test(event.line)) this.#cancelled = false
        this.#answerPjl(event.line)
        return 0
      case 'document':
        job.languages.push(event.language)
        this.#context.onPrinting(true)
        this.#language = event.language
        return 0
      case 'page':
        if (pagesPerJob !== undefined || this.#postScript.flushing || this.#cancelled) return 0
        this.#print()
        return 1
      case 'trigger':
        this.#trigger(event.text)
        return 0
      case 'status-query':
        say(this.#postScript.status(this.#language !== undefined))
        return 0
      case 'exitserver':
        if (this.#speaks('postscript')) say(this.#postScript.exitServer())
        return 0
      case 'interrupt':
        job.failures.push('interrupt')
        say(this.#postScript.interrupt())
        return 0
      case 'end-of-job':
        // A Ctrl-D before the data only makes sure that the job before has ended.
        if (this.#language !== undefined) {
          this.#hasEndedDocument = true
          this.#ignoring = this.#context.ignoresAfterEnd
        }
        this.#language = undefined
        this.#context.onPrinting(false)
        say(this.#postScript.end())
        return 0
    }
  }

  #speaks(language: SpokenLanguage): boolean {
    return this.#context.speaks.includes(language)
  }

  #answerPjl(line: string): void {
    const { job, say } = this.#context
    const said = this.pjl.take(line)
    job.name = this.pjl.settings.name
    job.settings = this.pjl.settings.variables
    if (this.#speaks('pjl')) say(said)
    if (!this.pjl.isInJob) this.#context.onPrinting(false)
  }

  #print(): void {
    const { printer, job } = this.#context
    printer.printPage()
    job.pages++
    job.changed()
    const said = this.pjl.page()
    if (this.#speaks('pjl')) this.#context.say(said)
    this.#context.onPage()
  }

  /** A trigger is an action; one that cannot be read fails the job, so that it is seen. */
  #trigger(text: string): void {
    try {
      const action = parseAction(text)
      if (action.type === 'postscript-error') this.fail(action)
      else this.#context.act(action)
    } catch {
      this.fail({ error: 'syntaxerror', command: '%%Simulate:' })
    }
  }
}
