/** Raw-port printers that nobody here wrote: p910nd, netcat, and socat, each with its paper in a file. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { firstFree, freePort, listening } from './free-port.js'
import { startProcess, type RunningProcess } from './running-process.js'
import { tool } from './tools.js'
import type { WorkFolder } from './work-folder.js'

/** A printer that listens. Disposing of it switches it off. */
export interface RawPrinter extends AsyncDisposable {
  readonly port: number
  /** `socket://127.0.0.1:PORT`. */
  readonly device: string
  /** What it printed since this was last asked for, when one more job is done. */
  nextJob(): Promise<Buffer>
}

/** A printer that can be made to take nothing more, with its port still open, as one without paper does. */
export interface StallingPrinter extends RawPrinter {
  stall(): void
  goOn(): void
}

/** p910nd, the port 9100 daemon of diskless print servers, in the foreground: it takes one of the ports 9100 to 9109. */
export async function p910nd(work: WorkFolder): Promise<RawPrinter> {
  const port = await firstFree(Array.from({ length: 10 }, (_, digit) => 9100 + digit))
  if (port === undefined) throw new Error('p910nd needs one of the ports 9100 to 9109, and all are taken')
  // It wants the folder of its lock file to be there: the service's start script makes it elsewhere.
  mkdirSync('/var/lock/p910nd', { recursive: true })
  const paper = work.file(`p910nd-${port}`)
  // A character device has no old content; a file keeps what a shorter job does not cover.
  const blank = (): void => writeFileSync(paper, '')
  blank()
  const ready = async (started: RunningProcess): Promise<void> => {
    // It does not say when it is ready; an empty job shows it.
    await Promise.race([listening(port), started.ended()])
    await started.said(/Finished job: 0\/0 /)
  }
  // Without stdbuf it would tell only when 4 KiB of messages are together.
  const daemon = await startProcess(ready, tool('stdbuf'), ['-oL', tool('p910nd'), '-d', '-i', '127.0.0.1', '-f', paper, String(port - 9100)])
  let seen = daemon.output.length
  return {
    port,
    device: `socket://127.0.0.1:${port}`,
    nextJob: async () => {
      const { index } = await daemon.said(/Finished job: /, { from: seen })
      seen += index + 1
      const printed = readFileSync(paper)
      blank()
      return printed
    },
    [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose](),
  }
}

/** `nc -l`, which takes one connection and ends. */
export async function netcat(work: WorkFolder): Promise<RawPrinter> {
  const port = await freePort()
  const paper = work.file(`nc-${port}`)
  const nc = await startProcess((started) => started.said(/listening/i), tool('nc'), ['-l', '-v', '-n', '127.0.0.1', String(port)], { outputFile: paper })
  return {
    port,
    device: `socket://127.0.0.1:${port}`,
    nextJob: async () => {
      await nc.exited
      return readFileSync(paper)
    },
    [Symbol.asyncDispose]: () => nc[Symbol.asyncDispose](),
  }
}

/** socat, each connection appended to one file. @param port - a free one if left out */
export async function socat(work: WorkFolder, port = 0): Promise<StallingPrinter> {
  const paper = work.file(`socat-${randomUUID()}`)
  writeFileSync(paper, '')
  const listens = /listening on AF=2 127\.0\.0\.1:(?<port>\d+)/
  const listener = await startProcess((started) => started.said(listens), tool('socat'), ['-d', '-d', '-u', `TCP-LISTEN:${port},bind=127.0.0.1,reuseaddr,fork`, `OPEN:${paper},append`])
  const bound = Number(listens.exec(listener.output)?.groups?.['port'])
  let seen = listener.output.length
  let read = 0
  return {
    port: bound,
    device: `socket://127.0.0.1:${bound}`,
    nextJob: async () => {
      const { index } = await listener.said(/exiting with status 0/, { from: seen })
      seen += index + 1
      const printed = readFileSync(paper).subarray(read)
      read += printed.length
      return printed
    },
    stall: () => listener.signal('SIGSTOP'),
    goOn: () => listener.signal('SIGCONT'),
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}
