#!/usr/bin/env node
/** The command `platen`. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readCommandLine, usage, type CommandLine } from './command-line.js'
import { defaultConfiguration } from './configuration/default.js'
import { readConfiguration } from './configuration/read.js'
import type { Configuration } from './configuration/configuration.js'
import { runDeviceCommand } from './device-probe/device-command.js'
import { greeting } from './greeting.js'
import { openLog } from './log.js'
import { startServer } from './server.js'
import { version } from './version.js'

async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'device') {
    process.exitCode = await runDeviceCommand(rest, { out: (text) => void process.stdout.write(text), error: (text) => void process.stderr.write(text) })
    return
  }
  const options = readCommandLine(process.argv.slice(2))
  if (options.help || options.version) {
    process.stdout.write(options.help ? usage : `${version}\n`)
    return
  }
  const { configuration, base, file, data } = configured(options)
  const log = openLog(options.logLevel)
  const server = await startServer(configuration, { data, base, log })
  process.stdout.write(greeting(server, configuration, { file, data }))

  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info(`${signal}: stopping; jobs that wait are kept`)
    server[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('could not stop cleanly', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function configured(options: CommandLine): { configuration: Configuration; base: string; file: string | undefined; data: string } {
  const found = options.config ?? (existsSync('platen.yaml') ? 'platen.yaml' : undefined)
  const file = found === undefined ? undefined : resolve(found)
  const base = file === undefined ? process.cwd() : dirname(file)
  const unconfigured = resolve(options.data ?? 'platen-data')
  const read = file === undefined ? readConfiguration(defaultConfiguration(unconfigured), 'the default configuration') : readConfiguration(readFileSync(file, 'utf8'), found ?? file)
  const data = options.data === undefined && read.data !== undefined ? resolve(base, read.data) : unconfigured
  const listen = { host: options.host ?? read.listen.host, port: options.port ?? read.listen.port }
  return { configuration: { ...read, listen }, base, file, data }
}

main().catch((error: unknown) => {
  process.stderr.write(`platen: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
