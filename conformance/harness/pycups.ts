/** pycups, the Python binding of libcups that desktop tools use: runs our programs that use it. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runWell } from './command.js'
import { cupsEnvironment } from './cups-environment.js'

/** The Python that has pycups: the distribution's own, or the first on the path. */
const python: string | undefined = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import cups']).status === 0)

/** A sentence if no Python here has pycups. */
export function missingPycups(): string[] {
  return python === undefined ? ['there is no Python with pycups'] : []
}

/** Runs one of our programs in `pycups/`, which must succeed. @param input - on its standard input @returns the JSON that it wrote */
export async function runPycups(program: string, args: readonly string[], input?: string): Promise<unknown> {
  if (python === undefined) throw new Error('there is no Python with pycups')
  const { stdout } = await runWell(python, [fileURLToPath(new URL(`../pycups/${program}`, import.meta.url)), ...args], { env: cupsEnvironment(), ...(input === undefined ? {} : { input }) })
  return JSON.parse(stdout)
}

/** A call of pycups: a method of its Connection with arguments, and keyword arguments. */
export type PycupsCall = readonly [method: string, args?: readonly unknown[], keywords?: Readonly<Record<string, unknown>>]

/** What a call returned, or the IPP status that it failed with. */
export type PycupsAnswer = { readonly value: unknown } | { readonly error: number; readonly message: string }

/** pycups as one user's. */
export class Pycups {
  readonly #port: number
  readonly #user: string

  constructor(port: number, user: string) {
    this.#port = port
    this.#user = user
  }

  /** Makes calls on one connection, one after another. @returns what became of each */
  async session(...calls: readonly PycupsCall[]): Promise<readonly PycupsAnswer[]> {
    const input = JSON.stringify(calls.map(([method, args = [], keywords = {}]) => [method, args, keywords]))
    return (await runPycups('calls.py', [String(this.#port), this.#user], input)) as readonly PycupsAnswer[]
  }

  /** Makes calls that must succeed. @returns what each returned */
  async all(...calls: readonly PycupsCall[]): Promise<readonly unknown[]> {
    return (await this.session(...calls)).map((answer, index) => {
      if ('error' in answer) throw new Error(`pycups: ${calls[index]?.[0] ?? ''} failed: ${answer.error} ${answer.message}`)
      return answer.value
    })
  }

  /** Makes one call that must succeed. */
  async call(...call: PycupsCall): Promise<unknown> {
    return (await this.all(call))[0]
  }

  /** Makes one call that must fail. @returns the IPP status */
  async fails(...call: PycupsCall): Promise<number> {
    const [answer] = await this.session(call)
    if (answer === undefined || !('error' in answer)) throw new Error(`pycups: ${call[0]} did not fail`)
    return answer.error
  }
}
