/** What is the matter with a printer, in the words of IPP: the one form that every kind of status is turned into. */

/** How bad it is (RFC 8011 section 5.4.12): `error` stops the printer, `warning` may do so soon, `report` is for information. */
export type Severity = 'report' | 'warning' | 'error'

/** What a printer does. `idle`: it would take a job now. `stopped`: it needs a person. */
export type PrinterActivity = 'idle' | 'processing' | 'stopped'

/** One condition of a printer. */
export interface Condition {
  /** A `printer-state-reasons` keyword without its severity. */
  readonly reason: string
  readonly severity: Severity
  /** One sentence or phrase for people. */
  readonly message: string
  /** The part it is about where that is known, `tray 2`: the condition says more than one without. */
  readonly part?: string
}

/** From harmless to bad. */
export const severities: readonly Severity[] = ['report', 'warning', 'error']

/** The keyword as `printer-state-reasons` has it: `media-empty-error`. */
export const reasonKeyword = ({ reason, severity }: Pick<Condition, 'reason' | 'severity'>): string => `${reason}-${severity}`

/** The worse of two. */
export const worse = (a: Severity, b: Severity): Severity => (severities.indexOf(a) >= severities.indexOf(b) ? a : b)

/** Takes a keyword apart; one without a severity is an error (RFC 8011 section 5.4.12). */
export function readReason(keyword: string): Pick<Condition, 'reason' | 'severity'> {
  const severity = severities.find((one) => keyword.endsWith(`-${one}`))
  return severity === undefined ? { reason: keyword, severity: 'error' } : { reason: keyword.slice(0, -severity.length - 1), severity }
}

/** The keywords of conditions: one for each reason, with its worst severity, the worst first. */
export function reasonKeywords(conditions: readonly Condition[]): string[] {
  const worst = new Map<string, Severity>()
  for (const { reason, severity } of conditions) worst.set(reason, worse(worst.get(reason) ?? severity, severity))
  return [...worst]
    .map(([reason, severity]) => ({ reason, severity }))
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))
    .map(reasonKeyword)
}
