/** What AppSocket printers say of themselves, and what it means in IPP: a table, and the reader that goes by it. */
import type { DeviceReport } from '@platen/papi'
import { printable } from '@platen/psm-socket'

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
 * Phrases of status texts: PostScript's (`%%[ PrinterError: out of paper ]%%`), and those of printers that use words of
 * their own. The form is documented nowhere: whoever finds another adds a line.
 */
export const statusPhrases: readonly StatusPhrase[] = [
  { phrase: /out of paper|no paper|paper (is )?(out|empty)|tray \w* ?(is )?empty|media empty/i, reason: 'media-empty-error' },
  { phrase: /load paper|(load|feed|insert) \w+ ?(paper|media|tray)|manual feed|paper (size )?mismatch/i, reason: 'media-needed-error' },
  { phrase: /(low (on )?paper|paper (is )?low)/i, reason: 'media-low-warning' },
  { phrase: /(paper|media) ?jam|jammed|misfeed/i, reason: 'media-jam-error' },
  { phrase: /cover (is )?open|open cover/i, reason: 'cover-open-error' },
  { phrase: /door (is )?open|open door/i, reason: 'door-open-error' },
  { phrase: /(out of|no) toner|toner (is )?(out|empty)/i, reason: 'toner-empty-error' },
  { phrase: /(low (on )?toner|toner (is )?low)/i, reason: 'toner-low-warning' },
  { phrase: /(out of|no) (ink|wax)|(ink|wax) (is )?(out|empty)/i, reason: 'marker-supply-empty-error' },
  { phrase: /(low (on )?(ink|wax)|(ink|wax) (is )?low)/i, reason: 'marker-supply-low-warning' },
  { phrase: /output (bin|tray|area) (is )?full/i, reason: 'output-area-full-error' },
  // Not in the registry, but the word that CUPS and its clients know.
  { phrase: /off-?line/i, reason: 'offline-error' },
  { phrase: /service (call|required)|call service|hardware (error|failure)|fuser|motor/i, reason: 'other-error' },
  { phrase: /\b(idle|ready)\b(?! in)/i, activity: 'idle' },
  { phrase: /\b(busy|printing|processing|waiting|initializing|warming|warm-?up|start-?page|in use|not ready)\b/i, activity: 'busy' },
]

/** A status text, read. */
export interface PrinterStatus extends DeviceReport {
  /** What the printer does; `undefined` if no phrase tells. */
  readonly activity: Activity | undefined
}

/** Characters of a status text that are shown. */
const shown = 200

/**
 * Reads a status text.
 *
 * The message is the text itself, bounded and without control characters. Errors make a printer busy, whatever else it says.
 */
export function parseStatus(text: string, phrases: readonly StatusPhrase[] = statusPhrases): PrinterStatus {
  const words = printable(text.replace(/[\s\0]+/g, ' ').trim()).slice(0, shown)
  const found = phrases.filter(({ phrase }) => phrase.test(words))
  const reasons = [...new Set(found.flatMap(({ reason }) => reason ?? []))]
  const activities = found.flatMap(({ activity }) => activity ?? [])
  const blocked = reasons.some((reason) => reason.endsWith('-error')) || activities.includes('busy')
  return { reasons, message: words === '' ? '' : `it says "${words}"`, activity: blocked ? 'busy' : activities[0] }
}
