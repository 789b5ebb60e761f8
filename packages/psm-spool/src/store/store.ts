/** The store as the main thread uses it: commands to the writer's thread, answered once they are on the disk. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { PapiError } from '@platen/papi'
import type { Answers, Command } from './commands/command.js'
import type { Effect } from './effects.js'
import type { ToMain, ToWorker, WriterData } from './protocol.js'
import type { Envelope, Reply } from './writer.js'

/** What a store needs. */
export interface StoreSetup {
  /** The database file. */
  readonly path: string
  /** The writer's program. */
  readonly worker: URL
  /** Told of what each commit changed, in the order of the commits, before its commands are answered. */
  readonly onCommitted: (effects: readonly Effect[]) => void
  /**
   * Told when the writer's thread has died, after whoever waited for it was told. The next command starts another. It may
   * have committed what it could no longer tell: whoever lives on {@link StoreSetup.onCommitted} has to look anew.
   */
  readonly onLost?: (why: string) => void
}

interface Waiting {
  readonly resolve: (answer: Answers[Command['type']]) => void
  readonly reject: (error: Error) => void
}

/** The writer at work. */
export class Store implements AsyncDisposable {
  readonly #setup: StoreSetup
  readonly #waiting = new Map<number, Waiting>()
  #batch: Envelope[] = []
  #worker: Promise<Worker> | undefined
  /** Counts the workers: one that ends late says nothing about its successor. */
  #mine = 0
  /** Commands that the worker has been given. */
  readonly #given = new Set<number>()
  #numbers = 0
  #closed = false
  #commits = 0
  #changes = 0

  private constructor(setup: StoreSetup) {
    this.#setup = setup
  }

  /** Starts the writer. @throws PapiError if the database cannot be opened */
  static async open(setup: StoreSetup): Promise<Store> {
    const store = new Store(setup)
    await store.#running()
    return store
  }

  /** Transactions committed so far: fewer than commands where commands shared one. */
  get commits(): number {
    return this.#commits
  }

  /** Grows whenever what is stored may have changed: what was read before and this still the same, is as it was. */
  get changes(): number {
    return this.#changes
  }

  /**
   * Sends a command; resolves after its commit is flushed to the disk.
   *
   * @throws PapiError if it is refused, or `temporary-error` if it cannot be written now: then nothing has changed
   */
  send<C extends Command>(command: C): Promise<Answers[C['type']]> {
    if (this.#closed) return Promise.reject(new PapiError('service-unavailable', 'the print server is stopping'))
    const number = ++this.#numbers
    const answered = new Promise<Answers[Command['type']]>((resolve, reject) => this.#waiting.set(number, { resolve, reject }))
    this.#batch.push({ number, command })
    // What is asked in one turn travels in one message.
    if (this.#batch.length === 1) queueMicrotask(() => void this.#flush())
    return answered as Promise<Answers[C['type']]>
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#flush()
    const worker = await this.#worker?.catch(() => undefined)
    if (worker === undefined) return
    const gone = once(worker, 'exit')
    worker.postMessage({ type: 'close' } satisfies ToWorker)
    await gone
  }

  async #flush(): Promise<void> {
    const batch = this.#batch
    if (batch.length === 0) return
    this.#batch = []
    try {
      const worker = await this.#running()
      for (const { number } of batch) this.#given.add(number)
      worker.postMessage({ type: 'commands', batch } satisfies ToWorker)
    } catch (error) {
      for (const { number } of batch) this.#fail(number, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** The worker; a new one if the last has died. */
  #running(): Promise<Worker> {
    if (this.#worker === undefined) {
      this.#mine++
      this.#worker = this.#start()
    }
    return this.#worker
  }

  async #start(): Promise<Worker> {
    const workerData: WriterData = { path: this.#setup.path }
    const worker = new Worker(this.#setup.worker, { workerData, name: 'platen-spool-writer' })
    const mine = this.#mine
    let started = false
    let why = 'its thread ended'
    const failed = new Promise<never>((_resolve, reject) => {
      worker.once('error', (error: unknown) => {
        why = error instanceof Error ? error.message : String(error)
        reject(new PapiError('temporary-error', `the spool's writer failed: ${why}`, { cause: error }))
      })
      worker.once('exit', () => {
        reject(new PapiError('temporary-error', "the spool's writer has stopped; try again"))
        if (started) this.#lost(mine, why)
      })
    })
    // Handled below while starting; afterwards the waiting commands have been told.
    failed.catch(() => undefined)
    try {
      const [first] = (await Promise.race([once(worker, 'message'), failed])) as [ToMain]
      if (first.type === 'failed') throw new PapiError(first.failure.code, first.failure.message)
    } catch (error) {
      // What it was started for is told by whoever started it; the next command tries with another.
      if (this.#mine === mine) this.#worker = undefined
      throw error
    }
    started = true
    worker.on('message', (message: ToMain) => {
      if (message.type === 'replies') this.#answer(message.replies)
    })
    return worker
  }

  /** The writer's thread has died: what it was given is answered, and the next command gets another. */
  #lost(mine: number, why: string): void {
    if (this.#mine !== mine) return
    this.#worker = undefined
    // It may have committed what it could no longer tell.
    this.#changes++
    const error = new PapiError('temporary-error', "the spool's writer has stopped; try again")
    for (const number of [...this.#given]) this.#fail(number, error)
    if (!this.#closed) this.#setup.onLost?.(why)
  }

  #answer(replies: readonly Reply[]): void {
    this.#commits++
    this.#changes++
    this.#setup.onCommitted(replies.flatMap((reply) => ('effects' in reply ? reply.effects : [])))
    for (const reply of replies) {
      const waiting = this.#waiting.get(reply.number)
      this.#waiting.delete(reply.number)
      this.#given.delete(reply.number)
      if ('failure' in reply) waiting?.reject(new PapiError(reply.failure.code, reply.failure.message))
      else waiting?.resolve(reply.answer)
    }
  }

  #fail(number: number, error: Error): void {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    this.#given.delete(number)
    waiting?.reject(error)
  }
}
