/** The variables of a printer's PJL environment (PJL Technical Reference Manual, chapter 6), as data. */

/** A variable: its default, and what values it takes. */
export interface PjlVariable {
  readonly value: string
  readonly values: readonly string[]
  readonly kind: 'ENUMERATED' | 'RANGE' | 'READONLY'
}

const one = (value: string, ...others: string[]): PjlVariable => ({ value, values: [value, ...others], kind: 'ENUMERATED' })
const range = (value: number, least: number, most: number): PjlVariable => ({ value: String(value), values: [String(least), String(most)], kind: 'RANGE' })

/** The variables that INFO VARIABLES lists and INQUIRE and DINQUIRE answer. Others can be set, but not asked for. */
export const pjlVariables: Readonly<Record<string, PjlVariable>> = {
  COPIES: range(1, 1, 999),
  QTY: range(1, 1, 999),
  DUPLEX: one('OFF', 'ON'),
  BINDING: one('LONGEDGE', 'SHORTEDGE'),
  PAPER: one('A4', 'LETTER', 'LEGAL', 'EXECUTIVE', 'A3', 'A5'),
  MEDIASOURCE: one('AUTO', 'TRAY1', 'TRAY2', 'TRAY3'),
  MANUALFEED: one('OFF', 'ON'),
  ORIENTATION: one('PORTRAIT', 'LANDSCAPE'),
  RESOLUTION: one('600', '300', '1200'),
  ECONOMODE: one('OFF', 'ON'),
  RENDERMODE: one('COLOR', 'GRAYSCALE'),
  PERSONALITY: one('AUTO', 'PCL', 'POSTSCRIPT'),
  JOBATTR: one('""'),
  TIMEOUT: range(15, 5, 300),
  LANG: one('ENGLISH'),
}

/** What the printer starts each job with: its defaults, which DEFAULT changes. */
export function defaultEnvironment(): Map<string, string> {
  return new Map(Object.entries(pjlVariables).map(([name, { value }]) => [name, value]))
}

/** The lines of INFO VARIABLES. */
export function describeVariables(current: ReadonlyMap<string, string>): string[] {
  return Object.entries(pjlVariables).flatMap(([name, { values, kind, value }]) => [`${name}=${current.get(name) ?? value} [${values.length} ${kind}]`, ...values.map((each) => `\t${each}`)])
}
