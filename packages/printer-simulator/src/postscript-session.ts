/** What a PostScript printer says on its channel: `%%[ ... ]%%` lines, as Adobe's interpreters word them. Pure but for its own state. */
import { conditionRow } from './model/condition-table.js'
import type { Condition } from './model/condition.js'
import type { PrinterModel } from './model/printer-model.js'

/** A PostScript error: `undefined`, and the operator that met it. */
export interface PostScriptError {
  readonly error: string
  readonly command: string
}

const line = (text: string): string => `%%[ ${text} ]%%\r\n`

/** The PostScript of one connection. */
export class PostScriptSession {
  readonly #printer: PrinterModel
  readonly #told = new Set<Condition>()
  #flushing = false

  constructor(printer: PrinterModel) {
    this.#printer = printer
  }

  /** Whether the rest of the job is thrown away. */
  get flushing(): boolean {
    return this.#flushing
  }

  /** The answer to Ctrl-T. */
  status(inJob: boolean): string {
    const trouble = this.#printer.conditions.find(({ name }) => conditionRow(name).stops)
    const printerError = trouble === undefined ? undefined : conditionRow(trouble.name).printerError
    const status = printerError !== undefined ? `PrinterError: ${printerError}` : trouble !== undefined ? 'initializing' : inJob ? 'busy' : 'idle'
    return line(inJob ? `status: ${status}; source: network` : `status: ${status}`)
  }

  /** Tells the conditions that have not been told yet. */
  conditions(): string {
    const now = this.#printer.conditions
    for (const old of this.#told) if (!now.includes(old)) this.#told.delete(old)
    const fresh = now.filter((one) => !this.#told.has(one))
    return fresh
      .map((one) => {
        this.#told.add(one)
        const { printerError } = conditionRow(one.name)
        return printerError === undefined ? '' : line(`PrinterError: ${printerError}`)
      })
      .join('')
  }

  /** An error in the job: it is told, and the rest of the job thrown away. */
  fail({ error, command }: PostScriptError): string {
    this.#flushing = true
    return line(`Error: ${error}; OffendingCommand: ${command}`) + line('Flushing: rest of job (to end-of-file) will be ignored')
  }

  /** Ctrl-C. */
  interrupt(): string {
    return this.fail({ error: 'interrupt', command: '--interrupt--' })
  }

  /** The job has left the server's loop. */
  exitServer(): string {
    return line('exitserver: permanent state may be changed')
  }

  /** Ctrl-D: the printer says the same. */
  end(): string {
    this.#flushing = false
    return '\u0004'
  }
}
