/** A condition that a printer is in: its name, what it is about, and how it is told. */
import { conditionRow, conditionNames, isConditionName, type ConditionName } from './condition-table.js'

/** What a condition is about, and what its printer says of it if that differs from the table: printers vary. */
export interface ConditionDetail {
  /** The tray it is about, 1 the first. */
  readonly tray?: number
  /** The supply it is about, 1 the first. */
  readonly supply?: number
  /** The PJL status code, instead of the table's. */
  readonly code?: number
  /** The words on the display, in PJL and SNMP, instead of the table's. */
  readonly display?: string
}

/** A condition that the printer is in. */
export interface Condition extends ConditionDetail {
  readonly name: ConditionName
  /** Since when, milliseconds since 1970. */
  readonly since: number
}

/** The PJL code of a condition: the table's, or the one for its tray. */
export function pjlCode({ name, tray, code }: Pick<Condition, 'name'> & ConditionDetail): number {
  const row = conditionRow(name)
  if (code !== undefined) return code
  return row.pjlByTray === undefined || tray === undefined ? row.pjl.code : row.pjlByTray + 100 * tray
}

/** What the display shows of a condition. */
export function displayText({ name, tray, display }: Pick<Condition, 'name'> & ConditionDetail): string {
  return display ?? `${conditionRow(name).pjl.display}${tray === undefined ? '' : ` TRAY ${tray}`}`
}

/** Only the detail of what may be more. */
export function detailOf({ tray, supply, code, display }: ConditionDetail): ConditionDetail {
  return { ...(tray === undefined ? {} : { tray }), ...(supply === undefined ? {} : { supply }), ...(code === undefined ? {} : { code }), ...(display === undefined ? {} : { display }) }
}

/** Whether a condition keeps the printer from printing. */
export function stops({ name }: Pick<Condition, 'name'>): boolean {
  return conditionRow(name).stops
}

/** Whether two are of the same name and about the same thing. */
export function isSame(one: Pick<Condition, 'name'> & ConditionDetail, other: Pick<Condition, 'name'> & ConditionDetail): boolean {
  return one.name === other.name && one.tray === other.tray && one.supply === other.supply
}

/** Sorts the gravest first. */
export function byGravity(one: Condition, other: Condition): number {
  return conditionNames.indexOf(one.name) - conditionNames.indexOf(other.name)
}

/**
 * Reads a condition as the command line writes it: `media-empty`, `media-empty:tray=2`, `media-jam:code=44099:display=OPEN REAR DOOR`.
 *
 * @throws Error that says how conditions are written
 */
export function parseCondition(text: string): { readonly name: ConditionName; readonly detail: ConditionDetail } {
  const [name = '', ...parts] = text.split(':')
  if (!isConditionName(name)) throw new Error(`condition "${name}" is not one of: ${conditionNames.join(', ')}`)
  const detail: { tray?: number; supply?: number; code?: number; display?: string } = {}
  for (const part of parts) {
    const [, key = '', value = ''] = /^(tray|supply|code|display)=(.+)$/.exec(part) ?? []
    if (key === 'display') detail.display = value
    else if ((key === 'tray' || key === 'supply' || key === 'code') && /^\d{1,9}$/.test(value)) detail[key] = Number(value)
    else throw new Error(`condition "${text}": "${part}" is not one of: tray=NUMBER, supply=NUMBER, code=NUMBER, display=TEXT`)
  }
  return { name, detail }
}
