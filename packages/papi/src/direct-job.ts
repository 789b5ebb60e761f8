/** The jobs of a print service without a memory: under way, and the last ones that ended. */
import { isTerminal, JobState, type Attributes } from '@platen/ipp-core'
import { userOf, type Caller } from './call.js'
import type { Job, JobFilter, JobRequest } from './job.js'
import { PapiError } from './status.js'
import { isOfWhichJobs } from './which-jobs.js'

/** Why a job is being ended from outside. */
export interface Stop {
  readonly state: typeof JobState.canceled | typeof JobState.aborted
  readonly reasons: readonly string[]
  readonly message: string
}

/** A job as it goes on. Its plain fields are what {@link Job} says. */
export class DirectJob {
  readonly name: string
  readonly user: string
  readonly host: string
  readonly ticket: Attributes
  readonly createdAt: number
  state: JobState = JobState.pending
  stateReasons: readonly string[] = []
  stateMessage = ''
  processingAt: number | undefined
  completedAt: number | undefined
  octets = 0
  octetsProcessed = 0
  impressionsCompleted = 0
  documents = 0
  documentFormat: string | undefined
  /** Made by `jobCreate`, and neither closed nor ended: takes a document. */
  isOpen = false
  /** A document is on its way, or waits for the device. */
  isDelivering = false
  /** Aborted to end the job. */
  readonly stopping: AbortController = new AbortController()
  readonly #ended = Promise.withResolvers<undefined>()
  #stop: Stop | undefined

  constructor(
    readonly id: number,
    readonly printer: string,
    { name, ticket }: JobRequest,
    caller: Caller,
    now: number,
  ) {
    this.name = name
    this.ticket = ticket
    this.user = userOf(caller)
    this.host = caller.host
    this.createdAt = now
  }

  /** Why the job is being ended from outside, if it is. */
  get stop(): Stop | undefined {
    return this.#stop
  }

  /** Resolves when the job has ended. */
  get ended(): Promise<undefined> {
    return this.#ended.promise
  }

  /** Ends the job from outside; the first reason counts. */
  end(stop: Stop): void {
    this.#stop ??= stop
    this.stopping.abort()
  }

  /** Reaches a terminal state. */
  finish(state: JobState, reasons: readonly string[], message: string, now: number): void {
    this.state = state
    this.stateReasons = reasons
    this.stateMessage = message
    this.completedAt = now
    this.#ended.resolve(undefined)
  }

  /** @throws PapiError `not-authorized` for who is neither its owner nor an operator */
  requireOwner(caller: Caller): void {
    if (!caller.isOperator && userOf(caller) !== this.user) {
      throw new PapiError('not-authorized', `job ${this.id} is ${this.user}'s: only ${this.user} or an operator may do that`)
    }
  }

  /** The job as it is now. */
  snapshot(): Job {
    const { id, printer, name, user, host, state, stateReasons, stateMessage, createdAt, octets, octetsProcessed, impressionsCompleted, documents, ticket } = this
    return {
      ...{ id, printer, name, user, host, state, stateReasons, stateMessage, createdAt, octets, octetsProcessed, impressionsCompleted, documents, ticket },
      // 50 is the middle (RFC 8011 section 5.2.1). Nothing overtakes here: the number is only told.
      priority: ticket.integer('job-priority') ?? 50,
      ...(this.processingAt === undefined ? {} : { processingAt: this.processingAt }),
      ...(this.completedAt === undefined ? {} : { completedAt: this.completedAt }),
      ...(this.documentFormat === undefined ? {} : { documentFormat: this.documentFormat }),
    }
  }
}

/** Jobs by id: all that are under way, and a bounded number of those that ended. */
export class DirectJobs {
  readonly #jobs = new Map<number, DirectJob>()
  readonly #finished: DirectJob[] = []
  readonly #history: number

  /** @param history - how many ended jobs are remembered */
  constructor(history: number) {
    this.#history = history
  }

  add(job: DirectJob): void {
    this.#jobs.set(job.id, job)
  }

  /** A job. @throws PapiError `not-found` */
  get(id: number): DirectJob {
    const job = this.#jobs.get(id)
    if (job === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
    return job
  }

  /** Moves a job that ended to the history; the oldest there is forgotten. */
  retire(job: DirectJob): void {
    this.#finished.push(job)
    while (this.#finished.length > this.#history) this.forget(this.#finished[0])
  }

  /** Forgets a job. */
  forget(job: DirectJob | undefined): void {
    if (job === undefined) return
    this.#jobs.delete(job.id)
    const at = this.#finished.indexOf(job)
    if (at >= 0) this.#finished.splice(at, 1)
  }

  /** Unfinished jobs in the order they print: those on their way to a device, then by age. */
  get unfinished(): readonly DirectJob[] {
    return [...this.#jobs.values()].filter((job) => !isTerminal(job.state)).sort((a, b) => Number(b.processingAt !== undefined) - Number(a.processingAt !== undefined) || a.id - b.id)
  }

  /** Ended jobs, newest first. */
  get finished(): readonly DirectJob[] {
    return this.#finished.toReversed()
  }

  /** Jobs as a listing wants them (RFC 8011 section 4.2.6.2). */
  list({ printer, which = 'not-completed', user, ids, fromId = 0, limit, offset = 0 }: JobFilter): Job[] {
    const isWanted = (job: DirectJob): boolean => (printer === undefined || job.printer === printer) && (user === undefined || job.user === user) && (ids?.includes(job.id) ?? true) && job.id >= fromId
    return [...this.unfinished, ...this.finished]
      .filter((job) => isOfWhichJobs(which, job.state, job.ticket.has('proof-print')) && isWanted(job))
      .slice(offset, limit === undefined ? undefined : offset + limit)
      .map((job) => job.snapshot())
  }
}
