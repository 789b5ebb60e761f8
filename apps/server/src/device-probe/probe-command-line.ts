/** The command line of `platen device probe`. */
import { parseArgs } from 'node:util'
import { OptionError, readOptions, type Options } from '@platen/papi'
import { appsocketOptions } from '@platen/psm-appsocket'
import { defaultPort, parsePrinterAddress, readSnmpQuestion, type PrinterAddress, type SnmpQuestion } from '@platen/psm-socket'

/** What is to be asked. */
export interface ProbeRequest {
  readonly address: PrinterAddress
  /** The UDP port for status; 0: it is not asked. */
  readonly statusPort: number
  /** Milliseconds to wait for a status answer. */
  readonly statusWait: number
  readonly snmp: SnmpQuestion | undefined
  /** Whether PJL is sent. */
  readonly pjl: boolean
  /** Milliseconds for all. */
  readonly timeout: number
  readonly json: boolean
}

/** `platen device --help`. */
export const probeUsage = `Usage: platen device probe URI [OPTION=VALUE ...] [--pjl] [--json] [--timeout SECONDS]

Says what a printer answers, without printing anything. URI is socket://HOST[:PORT] or appsocket://HOST[:PORT].

  --pjl                also ask by PJL, over the connection for jobs. A printer that does not know PJL
                       may print these lines: leave it out if you are not sure
  --json               the findings as JSON
  --timeout SECONDS    for all questions together (default: 10)
  -h, --help           this text

Options are those of the device, as in a queue's device URI: snmp=v1 or v2c, community=NAME (asks by SNMP),
snmpport=N, snmpwait=MS, statusport=N (0: no UDP status), statuswait=MS.

Exit status: 0 it would take a job now; 3 it is there, but is stopped or refuses; 1 nothing answers;
2 the command line is not right.
`

/** A command line that is not right: says what, for people. */
export class CommandLineError extends Error {}

/** Reads what comes after `platen device`. @returns `undefined` if help is asked for. @throws {@link CommandLineError} */
export function readProbeCommandLine(args: readonly string[]): ProbeRequest | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { pjl: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, timeout: { type: 'string', default: '10' }, help: { type: 'boolean', short: 'h', default: false } },
    })
    if (values.help) return undefined
    const [verb, uri, ...pairs] = positionals
    if (verb !== 'probe') throw new CommandLineError(verb === undefined ? 'what to do with the device is missing: probe' : `there is no "platen device ${verb}"; there is: probe`)
    if (uri === undefined) throw new CommandLineError('the device is missing; write it like socket://printer.example')
    if (!/^\d{1,4}$/.test(values.timeout) || Number(values.timeout) === 0) throw new CommandLineError(`--timeout is "${values.timeout}", must be a number of seconds from 1 to 9999`)
    return { ...questions(uri, pairs), pjl: values.pjl, json: values.json, timeout: Number(values.timeout) * 1000 }
  } catch (error) {
    if (error instanceof CommandLineError || !(error instanceof Error)) throw error
    throw new CommandLineError(error.message, { cause: error })
  }
}

function questions(uri: string, pairs: readonly string[]): Pick<ProbeRequest, 'address' | 'statusPort' | 'statusWait' | 'snmp'> {
  if (!URL.canParse(uri)) throw new CommandLineError(`"${uri}" is not a URI; write it like socket://printer.example`)
  const url = new URL(uri)
  const scheme = url.protocol.slice(0, -1)
  if (scheme !== 'socket' && scheme !== 'appsocket') throw new CommandLineError(`devices of "${scheme}:" cannot be probed; those of socket: and appsocket: can`)
  const address = parsePrinterAddress(url, defaultPort)
  const given: Options = { ...address.options, ...Object.fromEntries(pairs.map(readPair)) }
  // Who gives a community wants it used.
  const options = 'community' in given && !('snmp' in given) ? { ...given, snmp: 'v2c' } : given
  const all = readOptions(appsocketOptions, options)
  const { statusport, statuswait, snmp, community, snmpport, snmpwait } = all
  const bare = { ...address, options: {} }
  return { address: bare, statusPort: statusport, statusWait: statuswait, snmp: readSnmpQuestion(bare, { snmp, community, snmpport, snmpwait }) }
}

function readPair(pair: string): [string, string] {
  const [, name, value] = /^([a-z-]+)=(.*)$/.exec(pair) ?? []
  if (name === undefined || value === undefined) throw new OptionError(pair, `"${pair}" is not an option; write it like community=public`)
  return [name, value]
}
