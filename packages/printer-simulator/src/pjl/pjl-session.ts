/**
 * PJL on one connection: takes commands, tells what to answer and what was set. Pure but for the printer it changes; the
 * connection owns the socket and the timer.
 *
 * It accepts any number after `TIMED=`, where printers take 0 and 5 to 300, so that tests need not wait.
 */
import type { PrinterModel, PrinterStatus } from '../model/printer-model.js'
import { answer, configLines, jobLines, noUstatus, statusLines, ustatusLines, type Ustatus } from './answers.js'
import { parsePjl, type PjlCommand } from './command.js'
import { defaultEnvironment, describeVariables, pjlVariables } from './variables.js'

/** What PJL said of the job. */
export interface PjlSettings {
  /** The name of the last JOB command that had one, or of SET JOBNAME. */
  readonly name: string | undefined
  /** What SET set, names in capitals. */
  readonly variables: Readonly<Record<string, string>>
}

/** The PJL of a connection. */
export class PjlSession {
  readonly ustatus: Ustatus = { ...noUstatus }
  readonly #printer: PrinterModel
  /** The printer's defaults: shared by its connections, changed by DEFAULT. */
  readonly #defaults: Map<string, string>
  #environment: Map<string, string>
  readonly #set: Record<string, string> = {}
  #name: string | undefined
  /** The jobs that are open, JOB without its EOJ: they nest. */
  #open: { readonly name: string | undefined }[] = []
  #pages = 0
  #told: PrinterStatus

  constructor(printer: PrinterModel, defaults: Map<string, string> = defaultEnvironment()) {
    this.#printer = printer
    this.#defaults = defaults
    this.#environment = new Map(defaults)
    this.#told = printer.status
  }

  /** Whether a JOB is open. */
  get isInJob(): boolean {
    return this.#open.length > 0
  }

  get settings(): PjlSettings {
    return { name: this.#name, variables: { ...this.#set } }
  }

  /** Takes a line. @returns what to say */
  take(line: string): string {
    const command = parsePjl(line)
    return command === undefined ? '' : this.#obey(command)
  }

  /** Tells a page, if that is asked for. */
  page(): string {
    this.#pages++
    return this.ustatus.page ? answer('USTATUS PAGE', [String(this.#pages)]) : ''
  }

  /** Tells a change of the printer's state, if that is asked for and there is one. */
  deviceChange(): string {
    const { status } = this.#printer
    if (this.ustatus.device === 'OFF' || (status.code === this.#told.code && status.display === this.#told.display && status.online === this.#told.online)) return ''
    this.#told = status
    return answer('USTATUS DEVICE', statusLines(status))
  }

  /** What is told each time that TIMED is over. */
  timed(): string {
    return answer('USTATUS TIMED', statusLines(this.#printer.status))
  }

  /** The operator has cancelled the job. */
  cancel(): string {
    const [outermost] = this.#open
    this.#open = []
    return this.ustatus.job ? answer('USTATUS JOB', jobLines('CANCELED', outermost?.name, this.#pages)) : ''
  }

  #obey(command: PjlCommand): string {
    const { name, words, options } = command
    const [first, value] = options[0] ?? ['', '']
    switch (name) {
      case '':
      case 'COMMENT':
      case 'ENTER':
      case 'DMINFO':
      case 'DMCMD':
      case 'OPMSG':
      case 'STMSG':
        // Messages would wait for an operator; here they only show in the job.
        return ''
      case 'ECHO':
        return answer(words === '' ? 'ECHO' : `ECHO ${words}`, [])
      case 'RDYMSG':
        this.#printer.readyText = value
        return ''
      case 'JOB':
        return this.#job(options)
      case 'EOJ':
        return this.#endJob(options)
      case 'SET':
      case 'DEFAULT':
        return this.#assign(name, options)
      case 'RESET':
      case 'INITIALIZE':
        this.#environment = new Map(name === 'RESET' ? this.#defaults : defaultEnvironment())
        return ''
      case 'INQUIRE':
      case 'DINQUIRE':
        return answer(`${name} ${words}`, [this.#inquire(name, options.at(-1)?.[0] ?? '')])
      case 'INFO':
        return this.#info(first)
      case 'USTATUS':
        return this.#askUstatus(first, value.toUpperCase())
      case 'USTATUSOFF':
        Object.assign(this.ustatus, noUstatus)
        return ''
      default:
        return this.#error(20_002)
    }
  }

  #job(options: PjlCommand['options']): string {
    const name = options.find(([key]) => key === 'NAME')?.[1]
    if (name !== undefined) this.#name = name
    this.#open.push({ name })
    if (this.#open.length > 1) return ''
    this.#pages = 0
    return this.ustatus.job ? answer('USTATUS JOB', jobLines('START', name, 0)) : ''
  }

  #endJob(options: PjlCommand['options']): string {
    const ended = this.#open.pop()
    // An EOJ without its JOB is ignored; one of a nested job ends only that.
    if (ended === undefined || this.#open.length > 0) return ''
    this.#environment = new Map(this.#defaults)
    const name = options.find(([key]) => key === 'NAME')?.[1] ?? ended.name
    const told = this.ustatus.job ? answer('USTATUS JOB', jobLines('END', name, this.#pages)) : ''
    this.#pages = 0
    return told
  }

  #assign(command: 'SET' | 'DEFAULT', options: PjlCommand['options']): string {
    const [key, value] = options.filter(([name]) => !/^(LPARM|IPARM)/.test(name)).at(-1) ?? []
    if (key === undefined || value === undefined || value === '') return this.#error(20_001)
    if (command === 'DEFAULT') this.#defaults.set(key, value)
    this.#environment.set(key, value)
    this.#set[key] = value
    if (key === 'JOBNAME') this.#name ??= value
    return ''
  }

  #inquire(command: 'INQUIRE' | 'DINQUIRE', variable: string): string {
    // Asked for what it does not know, a printer says a question mark in quotes.
    if (!Object.hasOwn(pjlVariables, variable)) return '"?"'
    return (command === 'INQUIRE' ? this.#environment : this.#defaults).get(variable) ?? '"?"'
  }

  #info(category: string): string {
    const printer = this.#printer
    const lines: Readonly<Record<string, () => readonly string[]>> = {
      ID: () => [`"${printer.model}"`],
      STATUS: () => statusLines(printer.status),
      PAGECOUNT: () => [`PAGECOUNT=${printer.pageCount}`],
      CONFIG: () => configLines(printer),
      VARIABLES: () => describeVariables(this.#environment),
      USTATUS: () => ustatusLines(this.ustatus),
      MEMORY: () => ['TOTAL=67108864', 'LARGEST=33554432'],
    }
    const known = Object.hasOwn(lines, category) ? lines[category] : undefined
    return answer(`INFO ${category}`, known?.() ?? ['"?"'])
  }

  #askUstatus(variable: string, value: string): string {
    if (variable === 'DEVICE' && (value === 'OFF' || value === 'ON' || value === 'VERBOSE')) {
      this.ustatus.device = value
      this.#told = this.#printer.status
    } else if ((variable === 'JOB' || variable === 'PAGE') && (value === 'ON' || value === 'OFF')) this.ustatus[variable === 'JOB' ? 'job' : 'page'] = value === 'ON'
    else if (variable === 'TIMED' && /^\d{1,6}(\.\d{1,3})?$/.test(value)) this.ustatus.timed = Number(value)
    else return this.#error(20_001)
    return ''
  }

  /** Errors of syntax are told only to those who asked for all. */
  #error(code: number): string {
    return this.ustatus.device === 'VERBOSE' ? answer('USTATUS DEVICE', [`CODE=${code}`]) : ''
  }
}
