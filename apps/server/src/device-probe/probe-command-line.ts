/** The command line of `platen device probe`. */
import { parseArgs } from 'node:util'
import type { ValueSource } from '../configuration/elsewhere.js'
import { valueSource } from '../configuration/value-source.js'
import { OptionError, readOptions, shownDevice, type Options } from '@platen/papi'
import { appsocketOptions } from '@platen/psm-appsocket'
import { defaultPort, parsePrinterAddress, readSnmpQuestion, snmpOptions, type PrinterAddress, type SnmpQuestion } from '@platen/psm-socket'

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
                             [--from-file OPTION=FILE ...] [--from-env OPTION=NAME ...]

Says what a printer answers, without printing anything. URI is socket://HOST[:PORT] or appsocket://HOST[:PORT].

  --pjl                also ask by PJL, over the connection for jobs. A printer that does not know PJL
                       may print these lines: leave it out if you are not sure
  --json               the findings as JSON
  --timeout SECONDS    for all questions together (default: 10)
  --from-file OPTION=FILE, --from-env OPTION=NAME
                       take the value of an option from a file, or from an environment variable: other
                       users of this machine can read a password on the command line
  -h, --help           this text

Options are those of the device, as in a queue's device URI: snmp=v1 or v2c, community=NAME (asks by SNMP),
snmpuser=NAME (asks by SNMPv3), snmplevel=noAuthNoPriv, authNoPriv or authPriv, snmpauth=PROTOCOL,
snmpauthpassword=PASSWORD, snmppriv=PROTOCOL, snmpprivpassword=PASSWORD, snmpcontext=NAME,
snmpport=N, snmpwait=MS, statusport=N (0: no UDP status), statuswait=MS.

Exit status: 0 it would take a job now; 3 it is there, but is stopped or refuses; 1 nothing answers;
2 the command line is not right.
`

/** A command line that is not right: says what, for people. */
export class CommandLineError extends Error {}

/** Reads what comes after `platen device`. @returns `undefined` if help is asked for. @throws {@link CommandLineError} */
export function readProbeCommandLine(args: readonly string[], source: ValueSource = valueSource(process.cwd(), process.env)): ProbeRequest | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { pjl: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, timeout: { type: 'string', default: '10' }, help: { type: 'boolean', short: 'h', default: false }, 'from-file': { type: 'string', multiple: true, default: [] }, 'from-env': { type: 'string', multiple: true, default: [] } },
    })
    if (values.help) return undefined
    const [verb, uri, ...pairs] = positionals
    if (verb !== 'probe') throw new CommandLineError(verb === undefined ? 'what to do with the device is missing: probe' : `there is no "platen device ${verb}"; there is: probe`)
    if (uri === undefined) throw new CommandLineError('the device is missing; write it like socket://printer.example')
    if (!/^\d{1,4}$/.test(values.timeout) || Number(values.timeout) === 0) throw new CommandLineError(`--timeout is "${values.timeout}", must be a number of seconds from 1 to 9999`)
    const elsewhere = [...values['from-file'].map((one) => readFrom('file', one, source)), ...values['from-env'].map((one) => readFrom('env', one, source))]
    return { ...questions(uri, [...pairs.map(readPair), ...elsewhere]), pjl: values.pjl, json: values.json, timeout: Number(values.timeout) * 1000 }
  } catch (error) {
    if (error instanceof CommandLineError || !(error instanceof Error)) throw error
    throw new CommandLineError(error.message, { cause: error })
  }
}

function questions(uri: string, pairs: readonly (readonly [string, string])[]): Pick<ProbeRequest, 'address' | 'statusPort' | 'statusWait' | 'snmp'> {
  if (!URL.canParse(uri)) throw new CommandLineError(`"${shownDevice(uri)}" is not a URI; write it like socket://printer.example`)
  const url = new URL(uri)
  const scheme = url.protocol.slice(0, -1)
  if (scheme !== 'socket' && scheme !== 'appsocket') throw new CommandLineError(`devices of "${scheme}:" cannot be probed; those of socket: and appsocket: can`)
  const address = parsePrinterAddress(url, defaultPort)
  const given: Options = { ...address.options, ...Object.fromEntries(pairs) }
  // Who gives a user or a community wants it used.
  const version = 'snmpuser' in given ? 'v3' : 'community' in given ? 'v2c' : undefined
  const options = version !== undefined && !('snmp' in given) ? { ...given, snmp: version } : given
  const all = readOptions(appsocketOptions, options)
  const { statusport, statuswait } = all
  const snmp = Object.fromEntries(Object.entries(all).filter(([name]) => name in snmpOptions))
  const bare = { ...address, options: {} }
  return { address: bare, statusPort: statusport, statusWait: statuswait, snmp: readSnmpQuestion(bare, snmp) }
}

function readPair(pair: string): [string, string] {
  const [, name, value] = /^([a-z-]+)=(.*)$/.exec(pair) ?? []
  if (name === undefined || value === undefined) throw new OptionError(pair, `"${pair.replace(/=.*$/s, '=...')}" is not an option; write it like community=public`)
  return [name, value]
}

function readFrom(kind: 'file' | 'env', pair: string, source: ValueSource): [string, string] {
  const [name, where] = readPair(pair)
  return [name, source[kind](where)]
}
