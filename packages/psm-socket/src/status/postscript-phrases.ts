/** What the words of PostScript printers mean in IPP: tables. The first row that fits counts, so a user's rows go in front. */
import type { PrinterActivity, Severity } from './condition.js'

/** A phrase of `PrinterError: ...`, or of a status text of any kind. */
export interface ConditionPhrase {
  readonly phrase: RegExp
  /** A `printer-state-reasons` keyword without severity. */
  readonly reason: string
  readonly severity: Severity
}

/** Phrases of printer errors. All that fit count, for a printer may have two troubles. */
export const conditionPhrases: readonly ConditionPhrase[] = [
  { phrase: /out of paper|no paper\b(?! tray)|paper (is )?(out|empty)|(tray|cassette) \w* ?(is )?empty|media (is )?(out|empty)|load paper|end of paper/i, reason: 'media-empty', severity: 'error' },
  { phrase: /manual feed|(load|feed|insert) (?!paper)[\w ]*?(paper|media|tray|envelope)|(paper|media)[ -]?(size|type)? (mismatch|error)|wrong (paper|media)/i, reason: 'media-needed', severity: 'error' },
  { phrase: /low (on )?paper|paper (is )?(nearly|almost)? ?(low|near end)/i, reason: 'media-low', severity: 'warning' },
  { phrase: /\bjam(med|s)?\b|misfeed|paperjam/i, reason: 'media-jam', severity: 'error' },
  { phrase: /cover (is )?open|open cover|cover \w+ open/i, reason: 'cover-open', severity: 'error' },
  { phrase: /door (is )?open|open door|interlock/i, reason: 'door-open', severity: 'error' },
  { phrase: /no (paper )?(tray|cassette)|(tray|cassette) (is )?(missing|out|open)/i, reason: 'input-tray-missing', severity: 'error' },
  { phrase: /(out of|no) toner|toner (is )?(out|empty)|replace toner/i, reason: 'toner-empty', severity: 'error' },
  { phrase: /low (on )?toner|toner (is )?(low|near empty)/i, reason: 'toner-low', severity: 'warning' },
  { phrase: /(out of|no) (ink|wax|ribbon)|(ink|wax|ribbon) (is )?(out|empty)/i, reason: 'marker-supply-empty', severity: 'error' },
  { phrase: /low (on )?(ink|wax)|(ink|wax|ribbon) (is )?low/i, reason: 'marker-supply-low', severity: 'warning' },
  { phrase: /no (ep )?cartridge|cartridge (is )?missing|(toner|print) cartridge (is )?(out|not installed)/i, reason: 'marker-supply-missing', severity: 'error' },
  { phrase: /waste (toner|ink)? ?\w* ?(is )?full/i, reason: 'marker-waste-full', severity: 'error' },
  { phrase: /output (bin|tray|area|stack\w*) (is )?full|(bin|stacker) (is )?full/i, reason: 'output-area-full', severity: 'error' },
  // Not in the registry, but the word that CUPS and its clients know.
  { phrase: /off-?line/i, reason: 'offline', severity: 'error' },
  { phrase: /(fuser|fixing|motor|scanner|laser|engine|hardware)[\w -]*(error|fail\w*|malfunction|temp\w*)|service (call|required|needed)|call (for )?service/i, reason: 'other', severity: 'error' },
]

/** Words of `status: ...`. */
export const activityWords: readonly { readonly phrase: RegExp; readonly activity: PrinterActivity }[] = [
  { phrase: /not ready/i, activity: 'stopped' },
  { phrase: /\b(idle|ready)\b/i, activity: 'idle' },
  // `PrinterError` as a status goes with a line of its own that says what.
  { phrase: /printererror/i, activity: 'stopped' },
  { phrase: /\b(busy|printing|processing|waiting|initializing|warming|warm-?up|start-?page|test-?page)\b/i, activity: 'processing' },
]
