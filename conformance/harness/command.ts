/** Runs a program to its end. */
import { RunningProcess, type ProcessOptions } from './running-process.js'

/** What a program that ended said. */
export interface CommandResult {
  /** Its exit status; `null` if a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How to run a program. */
export interface CommandOptions extends ProcessOptions {
  /** Milliseconds after which it is killed. Default 45 s. */
  readonly timeout?: number
}

/**
 * Runs a program and waits for its end; its exit status is the caller's to judge.
 *
 * @throws Error with all it said if it takes too long
 */
export async function run(command: string, args: readonly string[], { timeout = 45_000, ...options }: CommandOptions = {}): Promise<CommandResult> {
  const child = new RunningProcess(command, args, options)
  const late = AbortSignal.timeout(timeout)
  const kill = (): void => child.signal('SIGKILL')
  late.addEventListener('abort', kill, { once: true })
  try {
    const { code } = await child.exited
    if (late.aborted) throw new Error(`${child.name} took more than ${timeout} ms:\n${child.output}`)
    return { code, stdout: child.stdout, stderr: child.stderr }
  } finally {
    late.removeEventListener('abort', kill)
  }
}

/** Runs a program that must succeed. @throws Error with all it said if its exit status is not 0 */
export async function runWell(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const result = await run(command, args, options)
  if (result.code !== 0) throw new Error(`${[command, ...args].join(' ')} failed (${result.code ?? 'by a signal'}):\n${result.stdout}${result.stderr}`)
  return result
}
