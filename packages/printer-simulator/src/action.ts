/** What can be done to a simulated printer, as data: by the library, a script, the control port, and lines of text alike. */
import { parseCondition, type ConditionDetail } from './model/condition.js'
import { conditionNames, isConditionName, type ConditionName } from './model/condition-table.js'
import type { PostScriptError } from './postscript-session.js'

/**
 * Something done to the printer.
 *
 * - `raise`, `clear`: puts it into a condition, or takes it out; `clear` with `all` out of every one
 * - `level`: sets what is left of a supply or in a tray
 * - `say`: says something on every connection that is open (of the job concerned, in a script)
 * - `postscript-error`: the job under way fails with an error of PostScript
 * - `cancel`: the operator cancels the job under way: the rest of it is thrown away
 * - `stop`, `resume`: takes no data at all, goes on
 * - `refuse`, `listen`: refuses connections, accepts them
 * - `status`: what the AppSocket status port says; `automatic` for its own words, `null` for silence
 */
export type Action =
  | ({ readonly type: 'raise'; readonly condition: ConditionName } & ConditionDetail)
  | ({ readonly type: 'clear'; readonly condition: ConditionName | 'all' } & Pick<ConditionDetail, 'tray' | 'supply'>)
  | { readonly type: 'level'; readonly of: 'supply' | 'tray'; readonly number: number; readonly level: number }
  | { readonly type: 'say'; readonly text: string }
  | ({ readonly type: 'postscript-error' } & PostScriptError)
  | { readonly type: 'cancel' | 'stop' | 'resume' | 'refuse' | 'listen' }
  | { readonly type: 'status'; readonly text: string | null }

/** How actions are written as text, for help. */
export const actionForms: readonly string[] = [
  'raise CONDITION[:tray=N][:supply=N][:code=N][:display=TEXT]',
  'clear [CONDITION[:tray=N][:supply=N]]',
  'level supply|tray N LEVEL',
  'say TEXT',
  'error NAME COMMAND',
  'cancel | stop | resume | refuse | listen',
  'status TEXT',
]

/** Reads an action from text: `raise media-empty:tray=2`. @throws Error that says how they are written */
export function parseAction(text: string): Action {
  const [, verb = '', rest = ''] = /^\s*(\S*)\s*([^]*?)\s*$/.exec(text) ?? []
  switch (verb) {
    case 'raise': {
      const { name, detail } = parseCondition(rest)
      return { type: 'raise', condition: name, ...detail }
    }
    case 'clear': {
      if (rest === '' || rest === 'all') return { type: 'clear', condition: 'all' }
      const { name, detail } = parseCondition(rest)
      return { type: 'clear', condition: name, ...detail }
    }
    case 'level': {
      const [, of = '', number = '', level = ''] = /^(supply|tray) (\d{1,4}) (-?\d{1,9})$/.exec(rest) ?? []
      if (of === 'supply' || of === 'tray') return { type: 'level', of, number: Number(number), level: Number(level) }
      break
    }
    case 'say':
      return { type: 'say', text: `${rest}\r\n` }
    case 'error': {
      const [error = '', command = ''] = rest.split(/\s+/)
      if (error !== '') return { type: 'postscript-error', error, command }
      break
    }
    case 'status':
      return { type: 'status', text: rest === '' ? null : rest }
    case 'cancel':
    case 'stop':
    case 'resume':
    case 'refuse':
    case 'listen':
      if (rest === '') return { type: verb }
  }
  throw new Error(`"${text}" is not one of: ${actionForms.join('; ')}`)
}

/** Reads an action from JSON: its text, or its own form. @throws Error that says what is wrong */
export function readAction(value: unknown): Action {
  if (typeof value === 'string') return parseAction(value)
  if (typeof value !== 'object' || value === null) throw new Error('an action is a text or an object')
  const { type, condition, text, of, number, level, error, command, ...rest } = value as Record<string, unknown>
  const detail = readDetail(rest)
  switch (type) {
    case 'raise':
      if (typeof condition === 'string' && isConditionName(condition)) return { type, condition, ...detail }
      throw new Error(`"condition" must be one of: ${conditionNames.join(', ')}`)
    case 'clear':
      if (condition === 'all' || (typeof condition === 'string' && isConditionName(condition))) return { type, condition, ...detail }
      throw new Error(`"condition" must be "all" or one of: ${conditionNames.join(', ')}`)
    case 'level':
      if ((of === 'supply' || of === 'tray') && typeof number === 'number' && typeof level === 'number') return { type, of, number, level }
      throw new Error('a level has "of" ("supply" or "tray"), "number" and "level"')
    case 'say':
      if (typeof text === 'string') return { type, text }
      throw new Error('"text" must be a text')
    case 'status':
      if (typeof text === 'string' || text === null) return { type, text }
      throw new Error('"text" must be a text or null')
    case 'postscript-error':
      if (typeof error === 'string' && typeof command === 'string') return { type, error, command }
      throw new Error('"error" and "command" must be texts')
    case 'cancel':
    case 'stop':
    case 'resume':
    case 'refuse':
    case 'listen':
      return { type }
  }
  throw new Error('"type" must be raise, clear, level, say, postscript-error, cancel, stop, resume, refuse, listen or status')
}

/** Reads what a condition is about. @throws Error that names what is wrong */
export function readDetail(value: Readonly<Record<string, unknown>>): ConditionDetail {
  const detail: { tray?: number; supply?: number; code?: number; display?: string } = {}
  for (const [key, given] of Object.entries(value)) {
    if ((key === 'tray' || key === 'supply' || key === 'code') && typeof given === 'number') detail[key] = given
    else if (key === 'display' && typeof given === 'string') detail.display = given
    else throw new Error(`"${key}" is not one of: tray, supply, code (numbers), display (a text)`)
  }
  return detail
}
