#!/usr/bin/env node
/** The command `printer-simulator`. */
import { stat } from 'node:fs/promises'
import { help, readCommand } from './command-options.js'
import { createPrinterSimulator, type SimulatorOptions } from './simulator.js'
import type { ReceivedJob } from './received-job.js'

const command = readCommand(process.argv.slice(2))
if ('help' in command) process.stdout.write(help)
else if ('error' in command) fail(`${command.error}\nTry --help.`)
else await run(command.run).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))

async function run(options: SimulatorOptions): Promise<void> {
  if (options.output !== undefined && !(await isFolder(options.output))) throw new Error(`--output "${options.output}" is not a folder; make it first`)
  const printer = await createPrinterSimulator({ ...options, onJob: (job) => process.stdout.write(`${line(job)}\n`) })
  process.stdout.write(`printer at ${printer.uri}${printer.statusPort === undefined ? '' : `, status at UDP port ${printer.statusPort}`}\n`)
  const stop = () => void printer[Symbol.asyncDispose]()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function line({ number, size, digest, startedAt, endedAt = startedAt, end = 'stopped', error }: ReceivedJob): string {
  const why = error instanceof Error ? ` (${error.message})` : ''
  return `job ${number}: ${size} octets in ${endedAt - startedAt} ms, ${end}${why}, sha256 ${digest}`
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function fail(message: string): void {
  process.stderr.write(`printer-simulator: ${message}\n`)
  process.exitCode = 1
}
