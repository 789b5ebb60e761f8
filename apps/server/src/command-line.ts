/** The command line of `platen`. */
import { parseArgs } from 'node:util'

/** What the command line says. */
export interface CommandLine {
  readonly config: string | undefined
  readonly data: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  readonly logLevel: string
  readonly help: boolean
  readonly version: boolean
}

/** `platen --help`. */
export const usage = `Usage: platen [options]
       platen device probe URI [options]

Starts the Platen print server. "platen device probe" says what a printer answers; see "platen device --help".

  -c, --config FILE    configuration file (default: platen.yaml here, if there is one)
  -d, --data DIR       data directory (default: platen-data here)
      --host HOST      address to listen on (default: localhost)
  -p, --port PORT      port to listen on, 0 for any free one (default: 8631)
      --log-level L    debug, info, warn, error or silent (default: info)
  -h, --help           this text
      --version        the version

Without a configuration file there is one queue, "folder", that writes its jobs to DIR/printed.
`

const levels = ['debug', 'info', 'warn', 'error', 'silent']

/** Reads the command line. @throws Error that says what is not right */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string', short: 'c' },
      data: { type: 'string', short: 'd' },
      host: { type: 'string' },
      port: { type: 'string', short: 'p' },
      'log-level': { type: 'string', default: 'info' },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  })
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error(`--port is "${values.port}", must be a number from 0 to 65535`)
  if (!levels.includes(values['log-level'])) throw new Error(`--log-level is "${values['log-level']}", must be one of ${levels.join(', ')}`)
  return { config: values.config, data: values.data, host: values.host, port: values.port === undefined ? undefined : Number(values.port), logLevel: values['log-level'], help: values.help, version: values.version }
}
