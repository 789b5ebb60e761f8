/**
 * What the status codes of PJL mean in IPP: a table. The first row that fits a code counts, so a user's rows go in front.
 *
 * Sources: HP's PJL Technical Reference, appendix D, for the groups; HP's, Lexmark's and Brother's manuals and the status
 * tables of HPLIP for single codes. Vendors give some codes meanings of their own: then the words on the display decide.
 */
import type { PrinterActivity, Severity } from './condition.js'

/** One row: the meaning of a code or a range of codes. */
export interface PjlCode {
  /** A code, or the first and the last of a range. */
  readonly code: number | readonly [first: number, last: number]
  /** The row counts only if the words on the display match. */
  readonly display?: RegExp
  /** What the printer does. Without it a condition of severity `error` means that it is stopped. */
  readonly activity?: PrinterActivity
  /** A `printer-state-reasons` keyword without severity, if the code is a condition. */
  readonly reason?: string
  /** Default: `warning`. */
  readonly severity?: Severity
  /** For people; the words of the display follow. */
  readonly message: string
  /** Which digits name a part: `41xyy` the paper source x, `15xxy` the output bin xx. */
  readonly part?: 'source' | 'bin'
  /** A `job-state-reasons` keyword for the job that is being printed. */
  readonly job?: string
  /** The code says nothing of the printer: its status buffer overflowed, say. */
  readonly silent?: boolean
}

/** The table. */
export const pjlCodes: readonly PjlCode[] = [
  // 10xxx: information, no errors.
  { code: 10_000, activity: 'idle', message: 'it saves power' },
  { code: 10_001, activity: 'idle', message: 'it is ready' },
  { code: 10_002, activity: 'stopped', reason: 'offline', severity: 'error', message: 'it is offline' },
  { code: 10_003, activity: 'idle', message: 'it is warming up' },
  { code: 10_004, activity: 'processing', reason: 'testing', severity: 'report', message: 'it tests itself' },
  { code: 10_005, activity: 'processing', message: 'it is being reset' },
  { code: 10_006, reason: 'toner-low', message: 'its toner is low' },
  { code: 10_007, activity: 'processing', message: 'it is canceling a job' },
  { code: 10_010, silent: true, message: 'its status buffer overflowed' },
  { code: [10_011, 10_022], activity: 'processing', message: 'it is busy with itself' },
  { code: [10_023, 10_024], activity: 'processing', message: 'it is processing a job' },
  { code: 10_027, activity: 'processing', message: 'it is busy with itself' },
  { code: 10_028, activity: 'processing', message: 'it is printing a report' },
  { code: 10_029, activity: 'processing', message: 'it is printing' },
  { code: [10_030, 10_032], activity: 'processing', message: 'it is busy with itself' },
  { code: 10_033, reason: 'other', message: 'it asks for service' },
  { code: 10_034, activity: 'processing', message: 'it is canceling a job' },
  { code: 10_035, activity: 'processing', message: 'it is printing' },
  { code: 10_036, activity: 'idle', message: 'it is warming up' },
  { code: [10_200, 10_203], reason: 'toner-low', message: 'its toner is low' },
  { code: [10_204, 10_208], reason: 'opc-near-eol', message: 'an image drum should be ordered' },
  { code: [10_209, 10_212], reason: 'toner-low', message: 'its toner is low' },
  { code: [10_213, 10_217], reason: 'marker-supply-low', message: 'a kit for its upkeep should be ordered' },
  { code: 10_218, reason: 'toner-low', message: 'its supplies are low' },
  { code: [10_300, 10_303], reason: 'toner-low', message: 'its toner should be replaced' },
  { code: [10_304, 10_308], reason: 'opc-life-over', message: 'an image drum should be replaced' },
  { code: [10_309, 10_312], reason: 'toner-low', message: 'a cartridge should be replaced' },
  { code: [10_313, 10_318], reason: 'marker-supply-empty', message: 'a kit for its upkeep should be replaced' },
  { code: 10_400, reason: 'other', severity: 'report', message: 'it does not know its supplies' },
  { code: [10_401, 10_403], activity: 'idle', message: 'it is ready' },
  { code: [10_000, 10_999], message: 'it says' },

  // 11xyy and 12xyy: a paper source needs something, while printing goes on from another.
  { code: [11_000, 11_999], reason: 'media-empty', severity: 'report', part: 'source', message: 'a paper source is empty, another is not' },
  { code: [12_000, 12_999], part: 'source', message: 'it says of a paper source' },

  // 15xxy: output bins.
  { code: [15_000, 15_999], display: /open|attach|missing/i, reason: 'output-tray-missing', severity: 'error', part: 'bin', message: 'an output bin is not in place' },
  { code: [15_000, 15_999], reason: 'output-area-full', severity: 'error', part: 'bin', message: 'an output bin is full' },

  // 20xxx to 27xxx: it did not understand our PJL, in whole or in part. The job is printed all the same, maybe not as asked.
  { code: [20_000, 27_999], job: 'warnings-detected', message: 'it did not follow a PJL command' },

  // 30xxx: it goes on by itself, or when a key is pressed.
  { code: 30_010, silent: true, message: 'its status buffer overflowed' },
  { code: 30_016, display: /mem|collat|config|held/i, reason: 'other', message: 'its memory is full', job: 'warnings-detected' },
  { code: 30_016, reason: 'marker-supply-missing', message: 'a supply is missing' },
  { code: 30_017, reason: 'interpreter-complex-page-encountered', message: 'a page is too complex for it', job: 'warnings-detected' },
  { code: 30_018, reason: 'other', message: 'it has trouble with a connection' },
  { code: 30_034, reason: 'media-needed', severity: 'error', message: 'the paper is of the wrong size' },
  { code: 30_119, reason: 'media-jam', severity: 'error', message: 'paper is jammed' },
  { code: [30_000, 30_999], reason: 'other', message: 'it has a problem it can go on from' },

  // 32xxx: its file system.
  { code: [32_000, 32_999], message: 'it says of its files' },

  // 35xxx: it prints on, maybe not well.
  { code: [35_000, 35_999], display: /toner|cartridge|ink/i, reason: 'toner-low', message: 'its toner is low' },
  { code: [35_000, 35_999], reason: 'other', message: 'it may need a person' },

  // 40xxx: it stands still until a person comes.
  { code: 40_000, activity: 'idle', message: 'it sleeps' },
  { code: 40_010, reason: 'toner-empty', severity: 'error', message: 'it has no toner cartridge' },
  { code: 40_019, reason: 'output-area-full', severity: 'error', message: 'an output bin is full' },
  { code: 40_021, display: /cartridge|printhead/i, reason: 'marker-supply-missing', severity: 'error', message: 'a supply is missing or not right' },
  { code: 40_021, display: /\btray\b/i, reason: 'input-tray-position-failure', severity: 'error', message: 'a paper tray is not right' },
  { code: 40_021, display: /\bdoor\b/i, reason: 'door-open', severity: 'error', message: 'a door is open' },
  { code: 40_021, reason: 'cover-open', severity: 'error', message: 'its cover is open' },
  { code: 40_022, reason: 'media-jam', severity: 'error', message: 'paper is jammed' },
  { code: [40_027, 40_028], reason: 'input-tray-missing', severity: 'error', message: 'a paper source is missing' },
  { code: 40_029, reason: 'output-tray-missing', severity: 'error', message: 'an output bin is missing' },
  { code: 40_038, reason: 'toner-low', message: 'its toner is low' },
  { code: 40_039, reason: 'toner-empty', severity: 'error', message: 'a cartridge is empty' },
  { code: 40_040, reason: 'stapler-empty', severity: 'error', message: 'it has no staples' },
  { code: 40_050, reason: 'marker-supply-empty', severity: 'error', message: 'a kit for its upkeep must be replaced' },
  { code: 40_079, activity: 'stopped', reason: 'offline', severity: 'error', message: 'it has been taken offline' },
  { code: 40_096, display: /open|close/i, reason: 'door-open', severity: 'error', message: 'a door is open' },
  { code: 40_101, reason: 'stapler-empty', severity: 'error', message: 'it has no staples' },
  { code: 40_600, reason: 'toner-empty', severity: 'error', message: 'its toner is empty' },
  { code: [40_000, 40_999], display: /offline|off-line/i, activity: 'stopped', reason: 'offline', severity: 'error', message: 'it is offline' },
  { code: [40_000, 40_999], reason: 'other', severity: 'error', message: 'it needs a person' },

  // 41xyy: no source has the paper that is asked for.
  { code: [41_000, 41_999], display: /manual|load|change|insert|incorrect|guide/i, reason: 'media-needed', severity: 'error', part: 'source', message: 'it asks for paper' },
  { code: [41_000, 41_999], reason: 'media-empty', severity: 'error', part: 'source', message: 'it is out of paper' },

  // 42xxx and 44xxx: jams. 43xyy: optional paper handling.
  { code: [42_000, 42_999], reason: 'media-jam', severity: 'error', message: 'paper is jammed' },
  { code: [43_000, 43_999], display: /insert|tray/i, reason: 'input-tray-missing', severity: 'error', message: 'a paper source is missing' },
  { code: [43_000, 43_999], reason: 'other', severity: 'error', message: 'a paper handling device has failed' },
  { code: [44_000, 44_999], reason: 'media-jam', severity: 'error', message: 'paper is jammed' },

  // 50xxx: hardware. 55xxx: a language it cannot do.
  { code: [50_000, 50_999], reason: 'other', severity: 'error', message: 'its hardware has failed' },
  { code: [55_000, 55_999], reason: 'interpreter-resource-unavailable', severity: 'error', message: 'it cannot read the language of the job', job: 'unsupported-document-format' },
]
