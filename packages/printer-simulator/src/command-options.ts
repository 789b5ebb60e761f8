/** The command's options: read and checked, apart from the process. */
import { parseArgs } from 'node:util'
import { faultForms, parseFault } from './fault-syntax.js'
import type { SimulatorOptions } from './simulator.js'

/** What `--help` prints. */
export const help: string = `Usage: printer-simulator [options]

A printer for tests: takes raw jobs on a TCP port and prints a line for each.

  --host ADDRESS       address to listen on (default 127.0.0.1)
  --port NUMBER        TCP port for jobs, 0 for a free one (default 9100)
  --status-port NUMBER UDP port for AppSocket status, 0 for a free one (default: none)
  --output DIR         write each job to DIR/job-N.prn (default: only size and digest are shown)
  --answer TEXT        say TEXT on the back channel when a job is in
  --print-time MS      time from the end of a job to the printer's close (default 0)
  --fault FAULT        do something wrong; may be given several times:
                       ${faultForms.join('\n                       ')}
                       a connection's fault may end with @JOB[,JOB...]
  --help               print this
`

/** The options of a run, or what is wrong with them. */
export type Command = { readonly run: SimulatorOptions } | { readonly help: true } | { readonly error: string }

/** Reads the command line, without the program's name. */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        host: { type: 'string' },
        port: { type: 'string', default: '9100' },
        'status-port': { type: 'string' },
        output: { type: 'string' },
        answer: { type: 'string' },
        'print-time': { type: 'string', default: '0' },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { help: true }
    return {
      run: {
        keep: 'digest',
        port: wholeNumber('--port', values.port, 65535),
        printMilliseconds: wholeNumber('--print-time', values['print-time'], 86_400_000),
        faults: values.fault.map(parseFault),
        ...(values.host === undefined ? {} : { host: values.host }),
        ...(values['status-port'] === undefined ? {} : { statusPort: wholeNumber('--status-port', values['status-port'], 65535) }),
        ...(values.output === undefined ? {} : { output: values.output }),
        ...(values.answer === undefined ? {} : { answers: [{ after: 'end', text: `${values.answer}\r\n` }] }),
      },
    }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(number <= most)) throw new Error(`${option} must be a whole number from 0 to ${most}, not "${text}"`)
  return number
}
