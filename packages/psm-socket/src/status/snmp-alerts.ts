/** prtAlertTable as `printer-alert` (PWG 5100.9 section 5.2) and as conditions. */
import type { Condition } from './condition.js'
import type { Alert } from './observation.js'
import { alertCodes, alertGroups, alertSeverities, alertTraining } from './snmp-tables.js'
import { numberOf, textOf, type SnmpRow } from './snmp-values.js'

/** One alert: as IPP has it, and the condition it is if it is one. */
export interface ReadAlert extends Alert {
  readonly condition: Condition | undefined
}

/** Alerts of the rows of prtAlertTable, the newest first where the printer tells times. */
export function alertsOf(rows: readonly SnmpRow[]): ReadAlert[] {
  return rows.flatMap((row) => readAlert(row) ?? [])
}

function readAlert({ index, columns }: SnmpRow): ReadAlert | undefined {
  const number = (column: number): number | undefined => numberOf(columns.get(column))
  const code = number(7)
  if (code === undefined) return undefined
  const { label, reason, byGroup } = alertCodes[code] ?? { label: 'other', reason: 'other' }
  const level = alertSeverities[number(2) ?? 1] ?? { label: 'other', severity: 'report' }
  const group = alertGroups[number(4) ?? 1] ?? 'other'
  const description = textOf(columns.get(8))
  const training = alertTraining[number(3) ?? 0]
  const part = (name: string, value: string | number | undefined): string => (value === undefined || value === '' ? '' : `;${name}=${value}`)
  // -1 and -2 mean other and unknown (RFC 3805): the syntax has no sign.
  const natural = (value: number | undefined): number | undefined => (value !== undefined && value >= 0 ? value : undefined)
  const alert = [
    `code=${label}`,
    part('index', natural(index)),
    part('severity', level.label),
    part('training', training),
    part('group', group),
    part('groupindex', natural(number(5))),
    part('location', natural(number(6))),
    part('time', natural(number(9))),
  ].join('')
  const own = byGroup?.[group] ?? reason
  const subunit = natural(number(5))
  return {
    alert,
    description,
    condition:
      own === undefined
        ? undefined
        : {
            reason: own,
            severity: level.severity,
            message: description === '' ? label.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) : description,
            ...(subunit === undefined || subunit === 0 ? {} : { part: `${group} ${subunit}` }),
          },
  }
}
