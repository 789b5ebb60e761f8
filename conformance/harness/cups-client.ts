/** CUPS's command-line clients, told which server by `-h`. */
import { run, runWell, type CommandResult } from './command.js'
import { cupsEnvironment } from './cups-environment.js'
import { tool } from './tools.js'

/** CUPS's clients of one server. */
export class CupsClient {
  readonly #authority: string
  readonly #env: NodeJS.ProcessEnv

  /** @param authority - `127.0.0.1:PORT` @param folder - where the clients may keep configuration: empty at first */
  constructor(authority: string, folder: string) {
    this.#authority = authority
    this.#env = cupsEnvironment(folder)
  }

  /** Runs `lp`, `lpstat`, `cancel`, ... that must succeed. @returns what it said on its standard output */
  async run(name: string, ...args: readonly string[]): Promise<string> {
    return (await runWell(tool(name), ['-h', this.#authority, ...args], { env: this.#env })).stdout
  }

  /** As {@link CupsClient.run}, over TLS by upgrade (`-E`). */
  async encrypted(name: string, ...args: readonly string[]): Promise<string> {
    return (await runWell(tool(name), ['-E', '-h', this.#authority, ...args], { env: this.#env })).stdout
  }

  /** Runs one that reads a document on its standard input. @returns what it said on its standard output */
  async pipe(input: Uint8Array, name: string, ...args: readonly string[]): Promise<string> {
    return (await runWell(tool(name), ['-h', this.#authority, ...args], { env: this.#env, input })).stdout
  }

  /** Runs one that need not succeed. */
  async try(name: string, ...args: readonly string[]): Promise<CommandResult> {
    return run(tool(name), ['-h', this.#authority, ...args], { env: this.#env })
  }

  /** Submits by `lp`. @returns the job's id */
  async lp(queue: string, ...args: readonly string[]): Promise<number> {
    const said = await this.run('lp', '-d', queue, ...args)
    const { id } = /^request id is (?<queue>\S+)-(?<id>\d+) \(\d+ file\(s\)\)$/m.exec(said)?.groups ?? {}
    if (id === undefined) throw new Error(`lp said no request id: ${said}`)
    return Number(id)
  }
}
