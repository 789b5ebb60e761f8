/** The built server as a process: what an administrator starts, and what a power cut ends. */
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Configuration, QueueConfiguration } from '@platen/server'
import { startProcess, type Exit, type RunningProcess } from './running-process.js'
import type { WorkFolder } from './work-folder.js'

/** The command as it is built: the one that `npm install @platen/server` gives. */
const main: string = join(dirname(createRequire(import.meta.url).resolve('@platen/server/package.json')), 'dist', 'main.js')

/** A queue of the configuration file: only what is not to be as by default. */
export type Queue = Pick<QueueConfiguration, 'name' | 'device'> & Partial<Omit<QueueConfiguration, 'device-options'>> & { readonly 'device-options'?: FileOptions }

/** Option values as the file writes them: a value, or where it is. */
export type FileOptions = Readonly<Record<string, string | number | boolean | { readonly file: string } | { readonly env: string }>>

/** A configuration file: only what is not to be as by default. */
export type ServerConfiguration = Partial<Omit<Configuration, 'queues'>> & { readonly queues: readonly Queue[] }

/** How a server is run. */
export interface ServerOptions {
  /** Warnings and errors that may be logged: a pattern for a line. Default: none. */
  readonly mayLog?: RegExp
  /** A program and its arguments that the server is run under. Default: none. */
  readonly under?: readonly string[]
}

/** A server on a free port, with its data in a work folder. Disposing of it kills it, and fails if it logged what it may not. */
export class PlatenServer implements AsyncDisposable {
  /** The program of `platen`, for node. */
  static readonly command: readonly string[] = [main]
  readonly #work: WorkFolder
  readonly #mayLog: RegExp | undefined
  readonly #under: readonly string[]
  #process: RunningProcess | undefined
  #port = 0
  #log = ''

  private constructor(work: WorkFolder, { mayLog, under = [] }: ServerOptions) {
    this.#work = work
    this.#mayLog = mayLog
    this.#under = under
  }

  /** Writes the configuration file and starts the server. Resolves when it has greeted. */
  static async start(work: WorkFolder, configuration: ServerConfiguration, options: ServerOptions = {}): Promise<PlatenServer> {
    if (!existsSync(main)) throw new Error(`the server is not built: there is no ${main}; run "pnpm build" first`)
    const server = new PlatenServer(work, options)
    server.configure(configuration)
    await server.start()
    return server
  }

  /** The port it listens on: the same after a restart. */
  get port(): number {
    return this.#port
  }

  /** `127.0.0.1:PORT`, as `lp -h` takes it. */
  get authority(): string {
    return `127.0.0.1:${this.#port}`
  }

  /** The URI of a queue, or of the default queue. */
  uri(queue?: string): string {
    return `ipp://${this.authority}/ipp/print${queue === undefined ? '' : `/${queue}`}`
  }

  /** Its log, over all its lives: warnings and errors. */
  get log(): string {
    return this.#log + (this.#process?.stderr ?? '')
  }

  get pid(): number {
    return this.#running().pid
  }

  /** Writes another configuration, for the next start. */
  configure(configuration: ServerConfiguration): void {
    // JSON is YAML.
    writeFileSync(this.#work.file('platen.yaml'), JSON.stringify(configuration, undefined, 2))
  }

  /** Starts it, on the data and the port it had. */
  async start(): Promise<void> {
    const [command, ...args] = [...this.#under, process.execPath, main, '--config', this.#work.file('platen.yaml'), '--data', this.#work.file('data'), '--port', String(this.#port), '--log-level', 'warn']
    const ready = async (started: RunningProcess): Promise<void> => {
      const greeting = await started.said(/ipp:\/\/localhost:(?<port>\d+)\/ipp\/print\/[^\n]*\n[^]*Stop with/)
      this.#port = Number(greeting.groups?.['port'])
    }
    // What the test runner asks of its own node is not for the server's.
    this.#process = await startProcess(ready, command, args, { cwd: this.#work.path, env: { ...process.env, NODE_OPTIONS: '' } })
  }

  /** Stops it as an administrator does. */
  async stop(): Promise<Exit> {
    return this.#ended('SIGTERM')
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<Exit> {
    return this.#ended('SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process !== undefined) await this.kill()
    const unexpected = this.#log.split('\n').filter((line) => line !== '' && this.#mayLog?.test(line) !== true)
    if (unexpected.length > 0) throw new Error(`the server logged:\n${unexpected.join('\n')}`)
  }

  async #ended(signal: NodeJS.Signals): Promise<Exit> {
    const ending = this.#running()
    const exit = await ending.end(signal)
    this.#log += ending.stderr
    this.#process = undefined
    return exit
  }

  #running(): RunningProcess {
    if (this.#process === undefined) throw new Error('the server does not run')
    return this.#process
  }
}
