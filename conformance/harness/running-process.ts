/** A program that runs beside a test: started, watched for what it says, ended by its own process group. */
import { spawn, type ChildProcess } from 'node:child_process'
import { openSync, closeSync } from 'node:fs'
import { atEnd } from './at-end.js'

/** How a process ended. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** How to start a process. */
export interface ProcessOptions {
  readonly cwd?: string
  /** The whole environment. */
  readonly env?: NodeJS.ProcessEnv
  /** A file that takes its standard output; what it says is then only its standard error. */
  readonly outputFile?: string
  /** Written to its standard input, which is then closed. */
  readonly input?: Uint8Array | string
}

/**
 * Starts a program that is of use once it is ready.
 *
 * @param ready - waits until it is; if that fails, the program is ended
 */
export async function startProcess(ready: (started: RunningProcess) => Promise<unknown>, ...command: ConstructorParameters<typeof RunningProcess>): Promise<RunningProcess> {
  const started = new RunningProcess(...command)
  try {
    await ready(started)
    return started
  } catch (error) {
    await started.end('SIGKILL')
    throw error
  }
}

/** A running program. Disposing of it kills it. */
export class RunningProcess implements AsyncDisposable {
  readonly name: string
  readonly #child: ChildProcess
  readonly #exited: Promise<Exit>
  readonly #listeners = new Set<() => void>()
  #exit: Exit | undefined
  #stdout = ''
  #stderr = ''

  constructor(command: string, args: readonly string[], { cwd, env, outputFile, input }: ProcessOptions = {}) {
    this.name = [command, ...args].join(' ')
    const out = outputFile === undefined ? undefined : openSync(outputFile, 'w')
    // Its own process group: what it starts ends with it.
    this.#child = spawn(command, args, { cwd, env, detached: true, stdio: [input === undefined ? 'ignore' : 'pipe', out ?? 'pipe', 'pipe'] })
    if (out !== undefined) closeSync(out)
    this.#child.stdin?.on('error', () => undefined) // it need not read all of it
    this.#child.stdin?.end(input)
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#said(() => (this.#stdout += chunk)))
    this.#child.stderr?.setEncoding('utf8').on('data', (chunk: string) => this.#said(() => (this.#stderr += chunk)))
    const forget = atEnd(() => this.signal('SIGKILL'))
    this.#exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('close', (code, signal) => {
        forget()
        this.#said(() => (this.#exit = { code, signal }))
        resolve({ code, signal })
      })
    })
    this.#exited.catch(() => undefined) // whoever waits sees it
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error(`could not be started: ${this.name}`)
    return pid
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** All it has said. */
  get output(): string {
    return this.#stdout + this.#stderr
  }

  /** Resolves when it has ended and all it said is here. @throws Error if it could not be started */
  get exited(): Promise<Exit> {
    return this.#exited
  }

  /** Never resolves. @throws Error with all it said when it ends: for races with what needs it */
  async ended(): Promise<never> {
    const { code, signal } = await this.#exited
    throw new Error(`${this.name} ended (${code ?? signal}):\n${this.output}`)
  }

  /**
   * Waits until it says something.
   *
   * @param from - leave out that many of the first characters of {@link output}
   * @throws Error with its output if it ends before, or says nothing of the kind in time
   */
  async said(pattern: RegExp, { timeout = 20_000, from = 0 }: { readonly timeout?: number; readonly from?: number } = {}): Promise<RegExpExecArray> {
    const found = Promise.withResolvers<RegExpExecArray>()
    const look = (): void => {
      const match = pattern.exec(this.output.slice(from))
      if (match !== null) found.resolve(match)
      else if (this.#exit !== undefined) found.reject(new Error(`${this.name} ended (${this.#exit.code ?? this.#exit.signal}) before it said ${String(pattern)}:\n${this.output}`))
    }
    const timer = setTimeout(() => found.reject(new Error(`${this.name} did not say ${String(pattern)} in ${timeout} ms:\n${this.output}`)), timeout)
    this.#listeners.add(look)
    this.#exited.catch((error: unknown) => found.reject(error))
    try {
      look()
      return await found.promise
    } finally {
      this.#listeners.delete(look)
      clearTimeout(timer)
    }
  }

  /** Sends a signal to it and to all it started. */
  signal(signal: NodeJS.Signals): void {
    if (this.#exit !== undefined || this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, signal)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }

  /** Ends it by a signal. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.signal(signal)
    return this.#exited
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL')
  }

  #said(change: () => void): void {
    change()
    this.#listeners.forEach((listener) => listener())
  }
}
