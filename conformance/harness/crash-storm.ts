/** Many clients of a server that is killed at random instants, and what each was told: the model that the server is held to. */
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { attribute, boolean, GroupTag, integer, keyword, name, Operation, uri, type Message } from '@platen/ipp-core'
import { IppClient, jobIdOf } from './ipp-requests.js'
import type { Randomness } from './randomness.js'

/** States of a job (RFC 8011 section 5.3.7) that a client may find after what it was told. */
const waiting = 3
const held = 4
const canceled = 7
const aborted = 8
const completed = 9
const onItsWay = [waiting, 5, 6, completed]

/** A job that a client was told of. */
export interface ToldJob {
  readonly id: number
  readonly name: string
  readonly digest: string
  /** States that it may be in. */
  states: readonly number[]
  /** Queues that it may be in: two after a move that nobody heard the end of. */
  queues: readonly string[]
  /** Whether its document was taken: `undefined` if nobody heard. */
  document: boolean | undefined
  /** Whether its cancellation was confirmed: then it ends canceled. */
  canceled: boolean
  busy: boolean
}

const codes = { ok: (code: number): boolean => code <= 0xff, refused: (code: number): boolean => code === 0x0404 || code === 0x0406 }

/** The clients and all that they were told. */
export class CrashStorm {
  readonly jobs: ToldJob[] = []
  /** Digests of all documents that were sent, by the name of their job. */
  readonly digests: Map<string, string> = new Map<string, string>()
  readonly counts: Map<string, number> = new Map<string, number>()
  readonly #random: Randomness
  readonly #queues: readonly string[]

  constructor(random: Randomness, queues: readonly string[]) {
    this.#random = random
    this.#queues = queues
  }

  /** Lets clients work until the server is gone. Resolves when all have noticed. */
  async run(port: number, clients: number, gone: AbortSignal): Promise<void> {
    await Promise.all(Array.from({ length: clients }, async () => {
      using client = new IppClient(port)
      while (!gone.aborted) {
        try {
          await this.#act(client)
          await pause(this.#random.below(15))
        } catch (error) {
          if (error instanceof Unlawful) throw error
          await pause(5) // it is being killed
        }
      }
    }))
  }

  async #act(client: IppClient): Promise<void> {
    const chance = this.#random.below(100)
    if (chance < 45) return this.#print(client, false)
    if (chance < 60) return this.#print(client, true)
    if (chance < 70) return this.#create(client)
    const [which, act]: readonly [readonly number[], 'hold' | 'release' | 'cancel' | 'move'] = chance < 80 ? [onItsWay, 'hold']  : chance < 88 ? [[held], 'release']  : chance < 95 ? [[waiting, held], 'cancel']  : [[waiting, held], 'move'] 
    const able = this.jobs.slice(-60).filter((job) => !job.busy && job.document === true && !job.canceled && job.states.length > 0 && job.states.some((state) => which.includes(state)))
    const job = able[this.#random.below(able.length)]
    if (job === undefined) return this.#print(client, false)
    job.busy = true
    try {
      await this.#change(client, job, act)
    } finally {
      job.busy = false
    }
  }

  /** A PJL document that names itself, of up to 160 KiB: some are kept in the database, some in files. */
  #document(): { readonly name: string; readonly octets: Buffer; readonly digest: string } {
    const named = randomUUID()
    const size = this.#random.below(10) === 0 ? 70_000 + this.#random.below(90_000) : 10 + this.#random.below(12_000)
    const octets = Buffer.concat([Buffer.from(`\x1b%-12345X@PJL JOB NAME = "${named}"\r\n@PJL ENTER LANGUAGE = PCL\r\n`), this.#random.letters(size), Buffer.from('\x1b%-12345X')])
    const digest = createHash('sha256').update(octets).digest('hex')
    this.digests.set(named, digest)
    return { name: named, octets, digest }
  }

  #told(answer: Message, named: string, digest: string, queue: string, states: readonly number[], document: boolean | undefined): ToldJob {
    const job: ToldJob = { id: jobIdOf(answer), name: named, digest, states, queues: [queue], document, canceled: false, busy: false }
    this.jobs.push(job)
    return job
  }

  async #print(client: IppClient, hold: boolean): Promise<void> {
    const { name: named, octets, digest } = this.#document()
    const printer = this.#random.one(this.#queues)
    const answer = await client.ask({ operation: Operation.PrintJob, printer, operationAttributes: [attribute('job-name', name(named))], jobAttributes: hold ? [attribute('job-hold-until', keyword('indefinite'))] : [], document: octets })
    this.#lawful('Print-Job', codes.ok(answer.code), answer)
    this.#told(answer, named, digest, printer, hold ? [held] : onItsWay, true)
    this.#count(hold ? 'Print-Job, held' : 'Print-Job')
  }

  async #create(client: IppClient): Promise<void> {
    const { name: named, octets, digest } = this.#document()
    const printer = this.#random.one(this.#queues)
    const created = await client.ask({ operation: Operation.CreateJob, printer, operationAttributes: [attribute('job-name', name(named))] })
    this.#lawful('Create-Job', codes.ok(created.code), created)
    const job = this.#told(created, named, digest, printer, [waiting], false)
    job.busy = true
    this.#count('Create-Job')
    job.document = undefined
    job.states = onItsWay
    try {
      const sent = await client.ask({ operation: Operation.SendDocument, printer, job: job.id, operationAttributes: [attribute('last-document', boolean(true))], document: octets })
      this.#lawful('Send-Document', codes.ok(sent.code), sent)
      job.document = true
      this.#count('Send-Document')
    } finally {
      job.busy = false
    }
  }

  async #change(client: IppClient, job: ToldJob, act: 'hold' | 'release' | 'cancel' | 'move'): Promise<void> {
    const before = { states: job.states, queues: job.queues }
    const [printer = ''] = job.queues
    const target = this.#queues.find((queue) => queue !== printer) ?? printer
    const after = { hold: [held], release: onItsWay, cancel: [canceled], move: job.states }[act]
    // Until the answer is here both may be so.
    job.states = [...new Set([...job.states, ...after, ...(act === 'cancel' ? [5, 6] : [])])]
    if (act === 'move') job.queues = [printer, target]
    const operation = { hold: Operation.HoldJob, release: Operation.ReleaseJob, cancel: Operation.CancelJob, move: Operation.CUPSMoveJob }[act]
    const moving = act === 'move' ? { jobAttributes: [attribute('job-printer-uri', uri(`ipp://127.0.0.1/ipp/print/${target}`))] } : {}
    const answer = await client.ask({ operation, printer, job: job.id, ...moving })
    this.#lawful(act, codes.ok(answer.code) || codes.refused(answer.code), answer)
    if (codes.refused(answer.code)) {
      job.states = before.states
      job.queues = before.queues
      this.#count(`${act}, refused`)
      return
    }
    if (act === 'cancel') {
      job.canceled = true
      job.states = [canceled, 5, 6]
    } else job.states = after
    if (act === 'move') job.queues = [target]
    this.#count(act)
  }

  #lawful(what: string, holds: boolean, { code, groups }: Message): void {
    if (!holds) throw new Unlawful(`${what} was answered 0x${code.toString(16)}: ${groups[0]?.attributes.string('status-message') ?? ''}`)
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  /** What is not as the clients of some jobs were told; empty if all is. */
  async broken(port: number, jobs: readonly ToldJob[]): Promise<string[]> {
    using client = new IppClient(port)
    const wrong: string[] = []
    for (const job of jobs) {
      const [printer = ''] = job.queues
      const { code, groups } = await client.ask({ operation: Operation.GetJobAttributes, printer, job: job.id, operationAttributes: [attribute('requested-attributes', keyword('job-state'), keyword('job-name'), keyword('job-printer-uri'))] })
      const attributes = groups.find(({ tag }) => tag === GroupTag.job)?.attributes
      const state = attributes?.integer('job-state')
      const queue = attributes?.string('job-printer-uri')?.split('/').at(-1)
      if (attributes === undefined || state === undefined) wrong.push(`job ${job.id} is answered 0x${code.toString(16)}`)
      else if (attributes.string('job-name') !== job.name) wrong.push(`job ${job.id} has another name`)
      else if (!job.states.includes(state)) wrong.push(`job ${job.id} is in state ${state}, not ${job.states.join(' or ')}`)
      else if (!job.queues.includes(queue ?? '')) wrong.push(`job ${job.id} is in queue ${queue ?? 'none'}, not ${job.queues.join(' or ')}`)
    }
    return wrong
  }

  /** Prints all that is held, cancels what was never finished, and waits until nothing is left to print. */
  async settle(port: number, limit: number): Promise<void> {
    using client = new IppClient(port)
    for (const printer of this.#queues) {
      const { groups } = await client.ask({ operation: Operation.GetJobs, printer, operationAttributes: [attribute('requested-attributes', keyword('job-id'), keyword('job-state'), keyword('job-state-reasons'))] })
      for (const { attributes } of groups.filter(({ tag }) => tag === GroupTag.job)) {
        const job = attributes.integer('job-id') ?? 0
        if (attributes.strings('job-state-reasons').includes('job-incoming')) await client.ask({ operation: Operation.CancelJob, printer, job })
        else if (attributes.integer('job-state') === held) await client.ask({ operation: Operation.ReleaseJob, printer, job })
      }
    }
    const end = Date.now() + limit
    for (const printer of this.#queues) {
      const left = async (): Promise<number> => (await client.ask({ operation: Operation.GetJobs, printer, operationAttributes: [attribute('limit', integer(1))] })).groups.filter(({ tag }) => tag === GroupTag.job).length
      while ((await left()) > 0) {
        if (Date.now() > end) throw new Error(`jobs of ${printer} do not come to their end`)
        await pause(50)
      }
    }
    for (const job of this.jobs) {
      if (job.canceled) job.states = [canceled]
      // One whose cancellation was asked for and never confirmed may have been, one without its document is now.
      else job.states = job.document === true ? (job.states.includes(canceled) ? [completed, canceled] : [completed]) : [completed, canceled, aborted]
    }
  }
}

/** An answer that no client may get. */
class Unlawful extends Error {
  override readonly name = 'Unlawful'
}
