/** The command's options: read and checked, apart from the process. */
import { parseArgs } from 'node:util'
import { actionForms, parseAction } from './action.js'
import { faultForms, parseFault } from './fault-syntax.js'
import type { SpokenLanguage } from './job-session.js'
import { conditionNames } from './model/condition-table.js'
import { parseCondition } from './model/condition.js'
import type { ScriptStep } from './script.js'
import { authProtocols, parseSnmpUser, privProtocols } from './snmp/users.js'
import type { SimulatorOptions } from './simulator-options.js'

const indented = (lines: readonly string[]): string => lines.join('\n                       ')

/** What `--help` prints. */
export const help: string = `Usage: printer-simulator [options]

A printer for tests: takes raw jobs on a TCP port, tells its state as printers do,
goes wrong when told to, and prints a line for each job.

Ports
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --port NUMBER        TCP port for jobs, 0 for a free one (default 9100)
  --status-port NUMBER UDP port for AppSocket status, 0 for a free one (default: none)
  --snmp-port NUMBER   UDP port for SNMP, 0 for a free one (default: none)
  --community NAME     community of SNMP v1 and v2c (default public; none with --snmp-user)
  --snmp-user USER     a user of SNMPv3: NAME, NAME,AUTH:PASSWORD or NAME,AUTH:PASSWORD,PRIV:PASSWORD, with
                       AUTH ${authProtocols.join(', ')} and PRIV ${privProtocols.join(', ')}; may be given several times
  --control-port NUMBER
                       TCP port for control over HTTP, 0 for a free one (default: none)
The printer
  --speaks LANGUAGE    answers on the back channel in pjl or postscript; may be given twice
  --model TEXT         make and model
  --name TEXT          its own name
  --print-time MS      time from the end of a job to the printer's close (default 0)
  --page-time MS       time for each page (default 0)
  --pages-per-job N    count so many pages for each job, whatever is in it
  --consume-paper      run out of paper when the trays are empty
  --answer TEXT        say TEXT on the back channel when a job is in
Jobs
  --output DIR         write each job to DIR/job-N.prn
  --keep               keep jobs in memory too, for control over HTTP (default: only size and digest)
  --verbose            print a line for each connection, too
Going wrong
  --raise CONDITION    begin in a condition, which may end with :tray=N, :supply=N, :code=N, :display=TEXT:
                       ${indented(conditionNames)}
  --fault FAULT        do something wrong; may be given several times:
                       ${indented(faultForms)}
                       a fault of a connection may end with @JOB[,JOB...], one of status with @QUESTION[,...]
  --script FILE        faults, and what happens when, from a JSON file (see README.md)

  --help               print this

While it runs, lines of standard input are done to the printer:
  ${actionForms.join('\n  ')}
`

/** What the command is to do. */
export interface Run {
  readonly simulator: SimulatorOptions
  /** Of `--script`, still to be read. */
  readonly script: string | undefined
  readonly isVerbose: boolean
}

/** The options of a run, or what is wrong with them. */
export type Command = { readonly run: Run } | { readonly help: true } | { readonly error: string }

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true, default: [] as string[] } as const
const flag = { type: 'boolean', default: false } as const
const options = {
  host: text,
  port: { type: 'string', default: '9100' },
  'status-port': text,
  'snmp-port': text,
  community: text,
  'snmp-user': texts,
  'control-port': text,
  speaks: texts,
  model: text,
  name: text,
  'print-time': { type: 'string', default: '0' },
  'page-time': { type: 'string', default: '0' },
  'pages-per-job': text,
  'consume-paper': flag,
  answer: text,
  output: text,
  keep: flag,
  verbose: flag,
  raise: texts,
  fault: texts,
  script: text,
  help: flag,
} as const

/** Reads the command line, without the program's name. */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({ args: [...args], options })
    if (values.help) return { help: true }
    const { host, output, model, name, community, answer } = values
    const number = (option: Exclude<keyof typeof options, 'help'>, most: number): number | undefined => {
      const given = values[option]
      return typeof given === 'string' ? wholeNumber(`--${option}`, given, most) : undefined
    }
    const speaks = values.speaks.map((language): SpokenLanguage => {
      if (language !== 'pjl' && language !== 'postscript') throw new Error(`--speaks must be pjl or postscript, not "${language}"`)
      return language
    })
    return {
      run: {
        isVerbose: values.verbose,
        script: values.script,
        simulator: given({
          keep: values.keep ? 'octets' : 'digest',
          host,
          port: number('port', 65_535),
          statusPort: number('status-port', 65_535),
          snmpPort: number('snmp-port', 65_535),
          snmpCommunity: community,
          snmpUsers: values['snmp-user'].length === 0 ? undefined : values['snmp-user'].map(parseSnmpUser),
          controlPort: number('control-port', 65_535),
          speaks,
          equipment: given({ model, name, consumesPaper: values['consume-paper'] || undefined }),
          printMilliseconds: number('print-time', 86_400_000),
          pageMilliseconds: number('page-time', 86_400_000),
          pagesPerJob: number('pages-per-job', 1_000_000),
          output,
          answers: answer === undefined ? undefined : [{ after: 'end' as const, text: `${answer}\r\n` }],
          faults: values.fault.map(parseFault),
          script: values.raise.map(raised),
        }),
      },
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** A condition of the start, as the first step of a script. */
function raised(condition: string): ScriptStep {
  // Read as a condition first: its errors tell more.
  parseCondition(condition)
  return { afterMilliseconds: 0, do: [parseAction(`raise ${condition}`)] }
}

/** Without what was not given. */
function given<T extends object>(all: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(number <= most)) throw new Error(`${option} must be a whole number from 0 to ${most}, not "${text}"`)
  return number
}
