/** CUPS's ippeveprinter: an IPP Everywhere printer of nobody's make, on a free port, announced nowhere. */
import { freePort, listening } from './free-port.js'
import { startProcess, type RunningProcess } from './running-process.js'
import { missingTools, tool } from './tools.js'
import type { WorkFolder } from './work-folder.js'

/** A sentence for each program that is missing to run it. */
export const missingIppeveprinter = (): string[] => missingTools('ippeveprinter', 'dbus-daemon')

/** A running ippeveprinter. Disposing of it ends it. */
export class Ippeveprinter implements AsyncDisposable {
  readonly port: number
  readonly #printer: RunningProcess
  readonly #bus: RunningProcess

  private constructor(port: number, printer: RunningProcess, bus: RunningProcess) {
    this.port = port
    this.#printer = printer
    this.#bus = bus
  }

  /** `127.0.0.1:PORT`. */
  get authority(): string {
    return `127.0.0.1:${this.port}`
  }

  /**
   * Starts it.
   *
   * @param options - as on its command line, without port, name and folder
   */
  static async start(work: WorkFolder, ...options: readonly string[]): Promise<Ippeveprinter> {
    // It insists on a system bus even if it is to announce nothing: it gets one of its own, with nobody on it.
    const port = await freePort()
    const address = `unix:path=${work.file(`bus-${port}`)}`
    const bus = await startProcess((started) => started.said(/unix:path=/), tool('dbus-daemon'), ['--session', '--nofork', '--print-address', `--address=${address}`])
    try {
      const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: address }
      const ready = (started: RunningProcess): Promise<unknown> => Promise.race([listening(port), started.ended()])
      const printer = await startProcess(ready, tool('ippeveprinter'), ['-r', 'off', '-n', 'localhost', '-p', String(port), '-d', work.folder(`spool-${port}`), ...options, 'Office'], { env })
      return new Ippeveprinter(port, printer, bus)
    } catch (error) {
      await bus.end('SIGTERM')
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#printer.end('SIGTERM')
    await this.#bus.end('SIGTERM')
  }
}
