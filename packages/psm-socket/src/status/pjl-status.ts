/** Turns the statuses of PJL into conditions, by the table of codes. */
import type { Condition, PrinterActivity } from './condition.js'
import { pjlCodes, type PjlCode } from './pjl-codes.js'
import type { PjlStatus } from './pjl-message.js'
import { shownText } from './printer-text.js'

/** A status, understood. */
export interface PjlMeaning {
  readonly conditions: readonly Condition[]
  /** `undefined` if the codes do not tell. */
  readonly activity: PrinterActivity | undefined
  /** One sentence for people: the meaning, the words of the display, and the code. */
  readonly message: string
  /** `job-state-reasons` for the job that is being printed. */
  readonly jobReasons: readonly string[]
}

/**
 * Understands a status.
 *
 * @param table - rows that come first are asked first
 * @returns `undefined` if it says nothing of the printer
 */
export function pjlMeaning(status: PjlStatus, table: readonly PjlCode[] = pjlCodes): PjlMeaning | undefined {
  const display = shownText(status.display)
  const rows = status.codes.map((code) => ({ code, row: table.find((one) => fits(one, code, display)) }))
  const telling = rows.filter(({ row }) => row?.silent !== true)
  if (telling.length === 0 && (rows.length > 0 || (display === '' && status.online === undefined))) return undefined

  const conditions = telling.flatMap(({ code, row }) => (row?.reason === undefined ? [] : [conditionOf(row, row.reason, code, status, display)]))
  // The code is of a printer that is well, but it was taken offline.
  const ready = telling.every(({ row }) => row === undefined || (row.activity === 'idle' && row.code === 10_001))
  if (status.online === false && ready) conditions.push({ reason: 'offline', severity: 'error', message: sentence('it is offline', display, undefined) })

  const [first] = telling
  const message = conditions[0]?.message ?? sentence(first?.row?.message ?? 'it says', display, first?.code)
  const jobReasons = [...new Set(telling.flatMap(({ row }) => row?.job ?? []))]
  return { conditions, activity: activityOf(conditions, telling.map(({ row }) => row)), message, jobReasons }
}

function fits({ code: range, display: pattern }: PjlCode, code: number, display: string): boolean {
  const [first, last] = typeof range === 'number' ? [range, range] : range
  return code >= first && code <= last && (pattern === undefined || pattern.test(display))
}

function conditionOf(row: PjlCode, reason: string, code: number, status: PjlStatus, display: string): Condition {
  // A printer that says it is offline for something is stopped by it, whatever the table thinks.
  const stopped = status.online === false && code >= 30_000 && row.severity === undefined
  const part = partOf(row, code, display)
  return {
    reason,
    severity: stopped ? 'error' : (row.severity ?? 'warning'),
    message: sentence(row.message, display, code),
    ...(part === undefined ? {} : { part }),
  }
}

/** The display names the part as people know it; the digits count as the maker does. */
function partOf({ part }: PjlCode, code: number, display: string): string | undefined {
  const named = /\b(tray|bin|drawer|cassette)\s*(\d{1,2})\b/i.exec(display)
  if (named !== null) return `${(named[1] ?? '').toLowerCase()} ${Number(named[2])}`
  if (part === 'source') {
    const source = Math.floor(code / 100) % 10
    return source === 0 ? undefined : `paper source ${source}`
  }
  return part === 'bin' ? `output bin ${Math.floor(code / 10) % 100}` : undefined
}

function activityOf(conditions: readonly Condition[], rows: readonly (PjlCode | undefined)[]): PrinterActivity | undefined {
  if (conditions.some(({ severity }) => severity === 'error')) return 'stopped'
  const told = rows.flatMap((row) => row?.activity ?? [])
  return told.find((one) => one !== 'idle') ?? told[0]
}

function sentence(meaning: string, display: string, code: number | undefined): string {
  const words = display === '' ? '' : `: "${display}"`
  return `${meaning}${words}${code === undefined ? '' : ` (PJL code ${code})`}`
}
