/** What AppSocket printers say of themselves, and what it means in IPP: a table, and the reader that goes by it. */
import type { DeviceReport } from '@platen/papi'
import { conditionPhrases, readReason, reasonKeyword, shownText, type Observation } from '@platen/psm-socket'

/** What a phrase means. */
export interface StatusPhrase {
  /** Found anywhere in the text, whatever the case. */
  readonly phrase: RegExp
  /** A `printer-state-reasons` keyword with its severity (RFC 8011 section 5.4.12), if it is a condition. */
  readonly reason?: string
  /** What the printer does, if it tells that. */
  readonly activity?: Activity
}

/** `idle`: would take a job now. `busy`: has one, or is not ready yet. */
export type Activity = 'idle' | 'busy'

/**
 * Phrases of status texts: those of printer errors, which are PostScript's (`%%[ PrinterError: out of paper ]%%`), and words
 * that printers use for what they do. The form is documented nowhere: whoever finds another adds a line, or puts it into a
 * table of their own (`appsocketDriverWith`).
 */
export const statusPhrases: readonly StatusPhrase[] = [
  ...conditionPhrases.map(({ phrase, reason, severity }) => ({ phrase, reason: reasonKeyword({ reason, severity }) })),
  { phrase: /\b(idle|ready|standby|sleep(ing)?|power ?save)\b(?! in)/i, activity: 'idle' },
  { phrase: /\b(busy|printing|processing|waiting|initializing|warming|warm-?up|start-?page|test-?page|in use|not ready)\b/i, activity: 'busy' },
]

/** A status text, read. */
export interface PrinterStatus extends Pick<DeviceReport, 'reasons' | 'message'> {
  /** What the printer does; `undefined` if no phrase tells. */
  readonly activity: Activity | undefined
}

/**
 * Reads a status text.
 *
 * The message is the text itself, bounded and without control characters. Errors make a printer busy, whatever else it says.
 */
export function parseStatus(text: string, phrases: readonly StatusPhrase[] = statusPhrases): PrinterStatus {
  const words = shownText(text)
  const found = phrases.filter(({ phrase }) => phrase.test(words))
  const reasons = [...new Set(found.flatMap(({ reason }) => reason ?? []))]
  const activities = found.flatMap(({ activity }) => activity ?? [])
  const blocked = reasons.some((reason) => reason.endsWith('-error')) || activities.includes('busy')
  return { reasons, message: words === '' ? '' : `it says "${words}"`, activity: blocked ? 'busy' : activities[0] }
}

/** A status text as an observation of the printer: all it says of its conditions. */
export function observationOf({ reasons, message, activity }: PrinterStatus, at: number): Observation {
  const conditions = reasons.map((keyword) => ({ ...readReason(keyword), message }))
  const stopped = conditions.some(({ severity }) => severity === 'error')
  return { source: 'appsocket', at, conditions, message, activity: stopped ? 'stopped' : activity === 'busy' ? 'processing' : activity }
}
