/** The command `ipp-core`: its arguments, what it does with them, what it prints. Files and streams are the caller's. */
import { parseArgs } from 'node:util'
import { IppError } from '../errors.js'
import { dump, type DumpOptions } from './dump.js'
import { findMessages } from './input.js'

/** What the command needs of the process. */
export interface CommandEnvironment {
  readonly version: string
  /** The octets of a file, of standard input if it is `-`. */
  readonly read: (file: string) => Promise<Uint8Array>
  readonly print: (text: string) => void
  /** Prints a line on standard error. */
  readonly complain: (line: string) => void
}

const usage = `usage: ipp-core dump [--json | --ipptool] [--request | --response] FILE|-

Decodes IPP messages and prints them as people read them. FILE, or standard input, is
a message as it goes over the wire, the HTTP around it recorded as well, or a hex dump
of that: xxd, hexdump, od, tcpdump -X, tshark -x, digits by themselves.

  --json      print the JSON form, which loses nothing
  --ipptool   print a request as a test for ipptool, an answer as a file of attributes
  --request   the message is a request: read its code as an operation
  --response  the message is an answer: read its code as a status
  -h, --help  print this
  --version   print the version

Exit code: 0, 1 if the message cannot be read, 2 if the command is not understood.
`

/** Runs the command. @returns its exit code */
export async function runCommand(argv: readonly string[], { version, read, print, complain }: CommandEnvironment): Promise<number> {
  const asked = readArguments(argv)
  if (typeof asked === 'string') {
    complain(`ipp-core: ${asked}; see ipp-core --help`)
    return 2
  }
  if ('show' in asked) {
    print(asked.show === 'help' ? usage : `${version}\n`)
    return 0
  }
  const { file, options } = asked
  try {
    const texts = findMessages(await read(file)).map((found) => dump(found, options))
    print(texts.join('\n'))
    return 0
  } catch (error) {
    if (!(error instanceof IppError || isSystemError(error))) throw error
    complain(`ipp-core: ${file === '-' ? 'standard input' : file}: ${error.message}`)
    return 1
  }
}

type Asked = { readonly show: 'help' | 'version' } | { readonly file: string; readonly options: DumpOptions }

/** @returns what is asked for, or what is wrong with it */
function readArguments(argv: readonly string[]): Asked | string {
  const flag = { type: 'boolean' } as const
  let parsed
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: flag, ipptool: flag, request: flag, response: flag, help: { ...flag, short: 'h' }, version: flag },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Node says more than is asked: what to do about values that look like options.
    return error.message.replace(/\. .*$/s, '')
  }
  const { values, positionals } = parsed
  if (values.help === true) return { show: 'help' }
  if (values.version === true) return { show: 'version' }
  const [command, file, ...more] = positionals
  if (command === undefined) return 'no command given'
  if (command !== 'dump') return `there is no command "${command}"`
  if (file === undefined) return 'no file given: - is standard input'
  if (more.length > 0) return 'one file at a time'
  if (values.json === true && values.ipptool === true) return '--json and --ipptool exclude each other'
  if (values.request === true && values.response === true) return '--request and --response exclude each other'
  const form = values.json === true ? 'json' : values.ipptool === true ? 'ipptool' : 'text'
  return { file, options: { form, as: values.request === true ? 'request' : values.response === true ? 'response' : undefined } }
}

/** A fault of reading the file: there is none, it is a folder, it may not be read. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error
