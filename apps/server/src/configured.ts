/** What a command line and the configuration file it names come to. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { CommandLine } from './command-line.js'
import type { Configuration } from './configuration/configuration.js'
import { defaultConfiguration } from './configuration/default.js'
import { readConfiguration } from './configuration/read.js'
import { valueSource } from './configuration/value-source.js'

/** The configuration, the folder that paths in it start from, its file if there is one, and the data directory. */
export interface Configured {
  readonly configuration: Configuration
  readonly base: string
  readonly file: string | undefined
  readonly data: string
}

/** Reads the configuration. @throws Error that says what is not right */
export function configured(options: Pick<CommandLine, 'config' | 'data' | 'host' | 'port'>): Configured {
  const found = options.config ?? (existsSync('platen.yaml') ? 'platen.yaml' : undefined)
  const file = found === undefined ? undefined : resolve(found)
  const base = file === undefined ? process.cwd() : dirname(file)
  const unconfigured = resolve(options.data ?? 'platen-data')
  const read = file === undefined ? readConfiguration(defaultConfiguration(unconfigured), 'the default configuration') : readConfiguration(readFileSync(file, 'utf8'), found ?? file, valueSource(base, process.env))
  const data = options.data === undefined && read.data !== undefined ? resolve(base, read.data) : unconfigured
  const listen = { host: options.host ?? read.listen.host, port: options.port ?? read.listen.port }
  return { configuration: { ...read, listen }, base, file, data }
}
