/** A network of the test's own: a Linux namespace with a loopback interface alone, on which a printer is announced and found without anyone else noticing. */
import { spawnSync } from 'node:child_process'
import { run, type CommandOptions, type CommandResult } from './command.js'
import { startProcess, type RunningProcess } from './running-process.js'
import { findTool, tool } from './tools.js'

/** A sentence if this process may make no namespaces, as in most containers. */
export function missingNamespaces(): string[] {
  const unshare = findTool('unshare')
  if (unshare === undefined || findTool('nsenter') === undefined) return ['there is no "unshare" or "nsenter"']
  return spawnSync(unshare, ['-mn', 'sh', '-c', 'mount -t tmpfs tmpfs /run']).status === 0 ? [] : ['network and mount namespaces cannot be made here']
}

/** The network. What runs in it also has a `/run` of its own. Disposing of it ends the process that holds it, not those that run in it. */
export class PrivateNetwork implements AsyncDisposable {
  /** A program and its arguments that others are run under to be in it. */
  readonly under: readonly [command: string, ...args: readonly string[]]
  readonly #holder: RunningProcess

  private constructor(holder: RunningProcess) {
    this.#holder = holder
    this.under = [tool('nsenter'), '-t', String(holder.pid), '-m', '-n', '--']
  }

  static async start(): Promise<PrivateNetwork> {
    const script = 'ip link set lo up && ip link set lo multicast on && mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && echo ready && exec sleep infinity'
    return new PrivateNetwork(await startProcess((started) => started.said(/ready/), tool('unshare'), ['-mn', 'sh', '-c', script]))
  }

  /** Starts a program in it. */
  async startProcess(ready: (started: RunningProcess) => Promise<unknown>, command: string, args: readonly string[], options: CommandOptions = {}): Promise<RunningProcess> {
    const [enter, ...how] = this.under
    return startProcess(ready, enter, [...how, command, ...args], options)
  }

  /** Runs a program in it to its end. */
  async run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const [enter, ...how] = this.under
    return run(enter, [...how, command, ...args], options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#holder.end('SIGKILL')
  }
}
