/** A CUPS server of the test's own: its files in a work folder, on a free port of 127.0.0.1, announcing nothing. */
import { chownSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, listening } from './free-port.js'
import { cupsEnvironment } from './cups-environment.js'
import type { PrivateNetwork } from './private-network.js'
import { startProcess, type RunningProcess } from './running-process.js'
import { tool } from './tools.js'
import type { WorkFolder } from './work-folder.js'

/** The user that cupsd runs its filters and backends as. */
const user = 'lp'

/** A sentence if this machine does not have the user that cupsd wants. */
export function missingCupsUser(): string[] {
  return lpIds() === undefined ? [`there is no user "${user}"`] : []
}

/** A running cupsd. Disposing of it kills it. */
export class PrivateCupsd implements AsyncDisposable {
  readonly port: number
  readonly #process: RunningProcess
  readonly #errorLog: string

  private constructor(process: RunningProcess, port: number, errorLog: string) {
    this.#process = process
    this.port = port
    this.#errorLog = errorLog
  }

  /** `127.0.0.1:PORT`. */
  get authority(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Its error log: where it says why. */
  get errorLog(): string {
    return readFileSync(this.#errorLog, 'utf8')
  }

  /**
   * Starts it. Only root can: it changes users.
   *
   * @param environment - what it, its backends and notifiers get besides
   * @param network - where it listens; this machine's if left out
   */
  static async start(work: WorkFolder, environment: Readonly<Record<string, string>> = {}, network?: PrivateNetwork): Promise<PrivateCupsd> {
    const port = await freePort()
    const own = (name: string): string => {
      const folder = work.folder('cups', name)
      const ids = lpIds()
      if (ids !== undefined) chownSync(folder, ids.uid, ids.gid)
      return folder
    }
    const root = own('root')
    const errorLog = `${own('log')}/error_log`
    const files = {
      ServerRoot: root,
      RequestRoot: own('spool'),
      CacheDir: own('cache'),
      StateDir: own('state'),
      TempDir: own('tmp'),
      AccessLog: `${own('log')}/access_log`,
      ErrorLog: errorLog,
      PageLog: `${own('log')}/page_log`,
      User: user,
      Group: user,
      SystemGroup: 'root',
      Sandboxing: 'relaxed',
    }
    const lines = [...Object.entries(files).map(([name, value]) => `${name} ${value}\n`), ...Object.entries(environment).map(([name, value]) => `SetEnv ${name} ${value}\n`)]
    writeFileSync(`${root}/cups-files.conf`, lines.join(''))
    writeFileSync(
      `${root}/cupsd.conf`,
      `LogLevel debug
Listen 127.0.0.1:${port}
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`,
    )
    const args = ['-f', '-c', `${root}/cupsd.conf`, '-s', `${root}/cups-files.conf`]
    const options = { env: { ...cupsEnvironment(root), ...environment }, cwd: root }
    const cupsd =
      network === undefined
        ? await startProcess((started) => Promise.race([listening(port), started.ended()]), tool('cupsd'), args, options)
        : await network.startProcess((started) => Promise.race([schedulerRuns(network, port), started.ended()]), tool('cupsd'), args, options)
    return new PrivateCupsd(cupsd, port, errorLog)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.end('SIGTERM')
  }
}

/** Waits until a CUPS server answers in a network that this process is not in. @throws Error if it does not in time */
async function schedulerRuns(network: PrivateNetwork, port: number, timeout = 20_000): Promise<void> {
  const end = Date.now() + timeout
  while (!(await network.run(tool('lpstat'), ['-h', `127.0.0.1:${port}`, '-r'], { env: cupsEnvironment() })).stdout.includes('scheduler is running')) {
    if (Date.now() > end) throw new Error(`no CUPS server answers on 127.0.0.1:${port} in the private network`)
    await pause(50)
  }
}

function lpIds(): { readonly uid: number; readonly gid: number } | undefined {
  const { uid, gid } = new RegExp(`^${user}:[^:]*:(?<uid>\\d+):(?<gid>\\d+):`, 'm').exec(readFileSync('/etc/passwd', 'utf8'))?.groups ?? {}
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) }
}
