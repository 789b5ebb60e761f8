/** What the command `platen` does. */
import { readCommandLine, usage } from './command-line.js'
import { configured } from './configured.js'
import { runDeviceCommand } from './device-probe/device-command.js'
import { greeting } from './greeting.js'
import { openLog } from './log.js'
import { startServer } from './server.js'
import { spoolCommand } from './spool/spool-command.js'
import { version } from './version.js'

/** Runs the command line of this process. @throws Error with a sentence for the administrator */
export async function runCommand(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'spool') {
    process.exitCode = await spoolCommand(rest, process)
    return
  }
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
