/** Conditions of several sources as one list: nothing twice, and what says more stands for what says less. */
import { severities, worse, type Condition } from './condition.js'

/** Reasons that are words for one thing: of these, one that names a part stands for one that does not. */
const families: readonly (readonly string[])[] = [
  ['cover-open', 'door-open', 'interlock-open'],
  ['media-empty', 'media-needed', 'input-manual-input-request', 'input-media-size-change', 'input-media-type-change'],
  ['toner-low', 'marker-supply-low'],
  ['toner-empty', 'marker-supply-empty', 'marker-supply-missing'],
  ['offline', 'subunit-offline'],
]

const rank = ({ severity }: Condition): number => severities.indexOf(severity)

/**
 * Merges conditions: the worst first.
 *
 * - Of one reason and one part, one is left, with the worst severity.
 * - One without a part is left out if one of its family names a part. The reason stays as bad as the worst that named it.
 */
export function mergeConditions(all: readonly Condition[]): Condition[] {
  const kept = new Map<string, Condition>()
  for (const one of all) {
    const key = `${one.reason}\n${one.part ?? ''}`
    const before = kept.get(key)
    if (before === undefined || rank(one) > rank(before)) kept.set(key, one)
  }
  const distinct = [...kept.values()]
  return distinct
    .filter((one) => one.part !== undefined || !distinct.some((other) => other.part !== undefined && alike(one.reason, other.reason)))
    .map((one) => {
      if (one.part === undefined) return one
      // "Out of paper" and "tray 2 is empty, for information" together: tray 2 is what stops the printer.
      const general = distinct.filter((other) => other.part === undefined && alike(one.reason, other.reason))
      return { ...one, severity: general.reduce((severity, other) => worse(severity, other.severity), one.severity) }
    })
    .sort((a, b) => rank(b) - rank(a))
}

const alike = (a: string, b: string): boolean => a === b || families.some((family) => family.includes(a) && family.includes(b))
