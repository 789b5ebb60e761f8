#!/usr/bin/env node
/** The command `printer-simulator`. */
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseAction } from './action.js'
import { help, readCommand, type Run } from './command-options.js'
import { describeConditions, describeEnd, describePorts, describeStart } from './command-lines.js'
import { parseScript } from './script.js'
import { createPrinterSimulator } from './simulator.js'

const command = readCommand(process.argv.slice(2))
if ('help' in command) process.stdout.write(help)
else if ('error' in command) fail(`${command.error}\nTry --help.`)
else await run(command.run).catch((error: unknown) => fail(messageOf(error)))

async function run({ simulator, script: scriptFile, isVerbose }: Run): Promise<void> {
  const { output, faults = [], script = [] } = simulator
  if (output !== undefined && !(await isFolder(output))) throw new Error(`--output "${output}" is not a folder; make it first`)
  const read = scriptFile === undefined ? { faults: [], steps: [] } : await readScript(scriptFile)
  const printer = await createPrinterSimulator({
    ...simulator,
    faults: [...faults, ...read.faults],
    script: [...script, ...read.steps],
    onJob: (job) => print(describeEnd(job)),
    ...(isVerbose ? { onConnection: (job) => print(describeStart(job)) } : {}),
  })
  print(describePorts(printer))
  let told = describeConditions(printer.conditions)
  printer.model.onChange(() => {
    const now = describeConditions(printer.conditions)
    if (now !== told) print((told = now))
  })
  const input = createInterface({ input: process.stdin, terminal: false }).on('line', (line) => {
    if (line.trim() === '') return
    try {
      printer.perform(parseAction(line))
    } catch (error) {
      process.stderr.write(`printer-simulator: ${messageOf(error)}\n`)
    }
  })
  const stop = (): void => {
    input.close()
    process.stdin.destroy()
    void printer[Symbol.asyncDispose]()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

async function readScript(file: string): Promise<ReturnType<typeof parseScript>> {
  try {
    return parseScript(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Error(`--script "${file}": ${messageOf(error)}`, { cause: error })
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(message: string): void {
  process.stderr.write(`printer-simulator: ${message}\n`)
  process.exitCode = 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
