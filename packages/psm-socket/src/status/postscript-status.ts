/** Turns what PostScript printers say into conditions of the printer and effects on the job. */
import type { Condition, PrinterActivity } from './condition.js'
import type { PostScriptMessage } from './postscript.js'
import { activityWords, conditionPhrases, type ConditionPhrase } from './postscript-phrases.js'
import { shownText } from './printer-text.js'

/** What a message does to the job that is being printed. */
export type JobEffect =
  /** The program failed: what comes after it is thrown away. */
  | { readonly type: 'error'; readonly reason: 'document-format-error'; readonly message: string }
  /** The rest of the job is thrown away, after an error or an abort. */
  | { readonly type: 'flushing'; readonly message: string }
  /** The program changed the printer for all jobs after it. */
  | { readonly type: 'permanent-change'; readonly message: string }

/** A message, understood. */
export interface PostScriptMeaning {
  /** `undefined` if it says nothing of the printer's state: earlier conditions stay. */
  readonly conditions: readonly Condition[] | undefined
  readonly activity: PrinterActivity | undefined
  /** One sentence for people. */
  readonly message: string
  readonly job: JobEffect | undefined
}

/** Understands a message. */
export function postScriptMeaning({ fields, text }: PostScriptMessage, phrases: readonly ConditionPhrase[] = conditionPhrases): PostScriptMeaning {
  const said = shownText(text)
  const error = fields.get('error')
  if (error !== undefined) {
    const command = fields.get('offendingcommand') ?? fields.get('command')
    const where = command === undefined || command === '' ? '' : ` in "${shownText(command, 80)}"`
    const message = `the PostScript program failed: ${shownText(error, 80)}${where}`
    return { conditions: undefined, activity: undefined, message, job: { type: 'error', reason: 'document-format-error', message } }
  }
  if (/^flushing\b/i.test(text)) return { conditions: undefined, activity: undefined, message: said, job: { type: 'flushing', message: 'the printer throws away the rest of the job' } }
  if (/^exit ?server\b/i.test(text)) {
    return { conditions: undefined, activity: undefined, message: said, job: { type: 'permanent-change', message: 'the job changed settings of the printer that stay' } }
  }

  const trouble = fields.get('printererror')
  const status = fields.get('status')
  // `status: PrinterError: out of paper` is said as well.
  const words = trouble ?? (status !== undefined && /printererror\s*:/i.test(status) ? status.replace(/^.*?printererror\s*:/i, '') : undefined)
  // A message that was cut before its words says nothing.
  if (words !== undefined && words.trim() !== '') {
    const conditions = conditionsOf(words, phrases)
    return { conditions, activity: 'stopped', message: `it says "${said}"`, job: undefined }
  }
  if (status === undefined) return { conditions: undefined, activity: undefined, message: `it says "${said}"`, job: undefined }
  const activity = activityWords.find(({ phrase }) => phrase.test(status))?.activity
  // A status may name a condition itself: `status: out of paper`.
  const conditions = phrases.filter(({ phrase }) => phrase.test(status)).map(({ reason, severity }) => ({ reason, severity, message: `it says "${said}"` }))
  const stopped = conditions.some(({ severity }) => severity === 'error')
  // "Not ready" and "PrinterError" clear nothing, and do not say what is the matter.
  const clears = conditions.length > 0 || activity === 'idle' || activity === 'processing'
  return { conditions: clears ? conditions : undefined, activity: stopped ? 'stopped' : activity, message: `it says "${said}"`, job: undefined }
}

function conditionsOf(words: string, phrases: readonly ConditionPhrase[]): Condition[] {
  const said = shownText(words)
  const found = phrases.filter(({ phrase }) => phrase.test(said))
  const message = `it says "${said}"`
  if (found.length === 0) return [{ reason: 'other', severity: 'error', message }]
  return found.map(({ reason, severity }) => ({ reason, severity, message }))
}
