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
      worker.postMessage({ type: 'commands', batch } satisfies ToWorker)
    } catch (error) {
      for (const { number } of batch) this.#fail(number, error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** The worker; a new one if the last has died. */
  #running(): Promise<Worker> {
    this.#worker ??= this.#start()
    return this.#worker
  }

  async #start(): Promise<Worker> {
    const workerData: WriterData = { path: this.#setup.path }
    const worker = new Worker(this.#setup.worker, { workerData, name: 'platen-spool-writer' })
    const failed = new Promise<never>((_resolve, reject) => {
      worker.once('error', (error: unknown) => reject(new PapiError('temporary-error', `the spool's writer failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })))
      worker.once('exit', () => {
        this.#worker = undefined
        // It may have committed what it could no longer tell.
        this.#changes++
        const error = new PapiError('temporary-error', "the spool's writer has stopped; try again")
        for (const number of [...this.#waiting.keys()]) this.#fail(number, error)
        reject(error)
      })
    })
    // Handled below while starting; afterwards the waiting commands have been told.
    failed.catch(() => undefined)
    const [first] = (await Promise.race([once(worker, 'message'), failed])) as [ToMain]
    if (first.type === 'failed') {
      this.#worker = undefined
      throw new PapiError(first.failure.code, first.failure.message)
    }
    worker.on('message', (message: ToMain) => {
      if (message.type === 'replies') this.#answer(message.replies)
    })
    return worker
  }

  #answer(replies: readonly Reply[]): void {
    this.#commits++
    this.#changes++
    this.#setup.onCommitted(replies.flatMap((reply) => ('effects' in reply ? reply.effects : [])))
    for (const reply of replies) {
      const waiting = this.#waiting.get(reply.number)
      this.#waiting.delete(reply.number)
      if ('failure' in reply) waiting?.reject(new PapiError(reply.failure.code, reply.failure.message))
      else waiting?.resolve(reply.answer)
    }
  }

  #fail(number: number, error: Error): void {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    waiting?.reject(error)
  }
}
