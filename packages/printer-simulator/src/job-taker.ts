/** The connections of a printer: each becomes a job, with the faults and the steps of the script that are its own. */
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { Action } from './action.js'
import { BackChannel } from './back-channel.js'
import { takeJob, type Appointment } from './connection.js'
import { faultsOfJob, type Fault } from './faults.js'
import { Gate } from './gate.js'
import { JobSession } from './job-session.js'
import type { PrinterModel } from './model/printer-model.js'
import { defaultEnvironment } from './pjl/variables.js'
import { JobRecord } from './received-job.js'
import type { ScriptStep } from './script.js'
import type { SimulatorOptions } from './simulator-options.js'

/** A connection that is open. */
export interface OpenJob {
  readonly job: JobRecord
  readonly session: JobSession
  readonly channel: BackChannel
  readonly faultGate: Gate
  /** Resolves when the connection is closed. */
  readonly done: Promise<void>
}

/** Takes jobs. */
export class JobTaker {
  readonly jobs: JobRecord[] = []
  readonly open: Map<Socket, OpenJob> = new Map<Socket, OpenJob>()
  /** Shut while no data is taken at all. */
  readonly gate: Gate = new Gate()
  /** Of the jobs to come. */
  faults: readonly Fault[]
  mostOpen = 0
  readonly #printer: PrinterModel
  readonly #options: SimulatorOptions
  readonly #perform: (actions: readonly Action[], job: JobRecord | undefined) => void
  readonly #stopped: AbortSignal
  readonly #pjlDefaults = defaultEnvironment()
  readonly #printing = new Set<JobRecord>()
  /** Steps that wait for pages. */
  readonly #pageSteps: Extract<ScriptStep, { afterPages: number }>[]
  #arrived = Promise.withResolvers<undefined>()
  #pages = 0

  constructor(printer: PrinterModel, options: SimulatorOptions, perform: (actions: readonly Action[], job: JobRecord | undefined) => void, stopped: AbortSignal) {
    this.#printer = printer
    this.#options = options
    this.#perform = perform
    this.#stopped = stopped
    this.faults = options.faults ?? []
    this.#pageSteps = (options.script ?? []).filter((step) => 'afterPages' in step)
  }

  /** Takes a connection. */
  take(socket: Socket): void {
    const { keep = 'octets', output, answers = [], printMilliseconds = 0, pageMilliseconds = 0, secondMilliseconds = 1000, onJob, onConnection } = this.#options
    const number = this.jobs.length + 1
    const job = new JobRecord(number, keep, output === undefined ? undefined : join(output, `job-${number}.prn`))
    this.jobs.push(job)
    const faultGate = new Gate()
    const channel = new BackChannel(socket, job, secondMilliseconds)
    const faults = faultsOfJob(this.faults, number)
    const session = this.#session(job, channel, faults.some(({ type }) => type === 'ignore-after-end-of-job'))
    const context = { printer: this.#printer, session, channel, faults, answers, appointments: this.#appointments(job), printMilliseconds, pageMilliseconds, printerGate: this.gate, faultGate, stopped: this.#stopped }
    // Begins at once, but not before the connection counts as open.
    const done = Promise.resolve()
      .then(() => takeJob(socket, job, context))
      .finally(() => {
        this.open.delete(socket)
        this.#setPrinting(job, false)
      })
    this.open.set(socket, { job, session, channel, faultGate, done })
    this.mostOpen = Math.max(this.mostOpen, this.open.size)
    onConnection?.(job)
    if (onJob !== undefined) void job.ended.then(() => onJob(job))
    this.#arrived.resolve(undefined)
    this.#arrived = Promise.withResolvers<undefined>()
  }

  /** A job, as soon as it is connected. @throws RangeError if there cannot be one of that number */
  async taken(number: number): Promise<JobRecord> {
    if (!Number.isInteger(number) || number < 1) throw new RangeError(`there is no job ${number}; the first is 1`)
    for (;;) {
      const job = this.jobs[number - 1]
      if (job !== undefined) return job
      await this.#arrived.promise
    }
  }

  #session(job: JobRecord, channel: BackChannel, ignoresAfterEnd: boolean): JobSession {
    const { speaks = [], pagesPerJob } = this.#options
    return new JobSession({
      printer: this.#printer,
      speaks,
      pjlDefaults: this.#pjlDefaults,
      pagesPerJob,
      job,
      say: (text) => channel.say(text),
      act: (action) => this.#perform([action], job),
      onPage: () => this.#page(job),
      onPrinting: (isPrinting) => this.#setPrinting(job, isPrinting),
      ignoresAfterEnd,
    })
  }

  #setPrinting(job: JobRecord, isPrinting: boolean): void {
    if (isPrinting) this.#printing.add(job)
    else this.#printing.delete(job)
    this.#printer.activity = this.#printing.size > 0 ? 'printing' : 'idle'
  }

  #page(job: JobRecord): void {
    this.#pages++
    const due = this.#pageSteps.filter((step) => (step.job === undefined ? this.#pages : step.job === job.number ? job.pages : 0) >= step.afterPages)
    for (const step of due) {
      this.#pageSteps.splice(this.#pageSteps.indexOf(step), 1)
      this.#perform(step.do, job)
    }
  }

  #appointments(job: JobRecord): Appointment[] {
    return (this.#options.script ?? []).flatMap((step): Appointment[] => {
      const happen = (): void => this.#perform(step.do, job)
      if (!('job' in step) || step.job !== job.number) return []
      if ('atEnd' in step) return [{ after: 'end', happen }]
      return 'afterOctets' in step ? [{ after: step.afterOctets, happen }] : []
    })
  }
}
