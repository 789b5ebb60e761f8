/** The commands `platen spool backup` and `platen spool verify`. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { verifySpool } from '@platen/psm-spool'
import { configured } from '../configured.js'
import { backupData } from './backup-data.js'
import { spoolFolder } from './spool-folder.js'

/** `platen spool --help`. */
export const spoolUsage = `Usage: platen spool backup DIR [options]
       platen spool verify [DIR] [options]

backup makes a copy of the data directory in DIR, which must not be there yet, while the server runs or not.
       To restore it, start a server on it: platen --data DIR.
verify checks the jobs and documents of a data directory or a backup, while a server runs on it or not; it changes nothing.

  -c, --config FILE    configuration file (default: platen.yaml here, if there is one)
  -d, --data DIR       data directory (default: the configuration's, or platen-data here)
      --json           says what was found as JSON
  -q, --quiet          says nothing of its progress
  -h, --help           this text

Exit status: 0 if all is well, 1 if something is wrong with the spool, 2 if the command could not be carried out.
`

/** Where a command says things. */
export interface CommandOutput {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
}

/** Carries out a command. Never throws. @returns its exit status */
export async function spoolCommand(args: readonly string[], out: CommandOutput): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string', short: 'c' },
        data: { type: 'string', short: 'd' },
        json: { type: 'boolean', default: false },
        quiet: { type: 'boolean', short: 'q', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const [command, folder, ...more] = positionals
    if (values.help || command === undefined) {
      out[values.help ? 'stdout' : 'stderr'].write(spoolUsage)
      return values.help ? 0 : 2
    }
    if (more.length > 0) throw new Error(`"${more.join(' ')}" is too much: platen spool ${command} takes one folder`)
    const data = () => configured({ config: values.config, data: values.data, host: undefined, port: undefined }).data
    const progress = progressLine(out, values.quiet)
    switch (command) {
      case 'backup':
        if (folder === undefined) throw new Error('name the folder that the backup goes to: platen spool backup DIR')
        return await backup(data(), resolve(folder), values.json, out, progress)
      case 'verify':
        return await verify(folder === undefined ? data() : resolve(folder), values.json, out, progress)
      default:
        throw new Error(`"${command}" is no command of the spool: there are backup and verify`)
    }
  } catch (error) {
    out.stderr.write(`platen spool: ${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
}

type Progress = (what: string, done: number, of: number) => void

async function backup(data: string, target: string, json: boolean, out: CommandOutput, progress: Progress): Promise<number> {
  const made = await backupData(data, target, { progress: (done, of) => progress('documents in files', done, of) })
  out.stdout.write(json ? `${JSON.stringify({ folder: target, ...made })}\n` : `${counted(made.jobs, 'job')}, ${counted(made.files, 'document')} in files (${counted(made.octets, 'octet')}) are in ${target}. To restore them: platen --data ${target}\n`)
  return 0
}

async function verify(folder: string, json: boolean, out: CommandOutput, progress: Progress): Promise<number> {
  // A data directory, or the spooler's own folder.
  const spool = existsSync(join(folder, 'spool.db')) ? folder : spoolFolder(folder)
  const report = await verifySpool(spool, { progress })
  const { problems, notes, jobs, unfinishedJobs, documents, octets } = report
  if (json) out.stdout.write(`${JSON.stringify({ folder: spool, ok: problems.length === 0, ...report })}\n`)
  else {
    const sentences = [...problems.map((one) => `WRONG: ${one}.`), ...notes.map((one) => `Note: ${one}.`)]
    const verdict = problems.length === 0 ? 'All is well' : `${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong`
    out.stdout.write(`${[...sentences, `${verdict}: ${counted(jobs, 'job')}, ${unfinishedJobs} unfinished, ${counted(documents, 'document')} of ${counted(octets, 'octet')} in ${spool}.`].join('\n')}\n`)
  }
  return problems.length === 0 ? 0 : 1
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

/** A line on a terminal that is written over; a log is not filled with it. */
function progressLine({ stderr }: CommandOutput, quiet: boolean): Progress {
  if (quiet || stderr.isTTY !== true) return () => undefined
  let shown = ''
  return (what, done, of) => {
    const line = `${what}: ${of === 0 ? 100 : Math.floor((done / of) * 100)} %`
    if (line === shown) return
    stderr.write(`\r${line.padEnd(shown.length)}${done === of ? '\n' : ''}`)
    shown = line
  }
}
