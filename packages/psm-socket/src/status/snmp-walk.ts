/** Walks through parts of a MIB, bounded: any agent, however wrong, costs so much and no more. */
import type { SnmpValue } from './snmp-values.js'

/** One variable as an agent gave it. */
export interface SnmpVariable {
  readonly oid: string
  readonly value: unknown
  /** It is no value: there is no such object, or the MIB is at its end. */
  readonly missing: boolean
}

/** Asks for the variables that follow an OID. */
export type AskNext = (oid: string) => Promise<readonly SnmpVariable[]>

/** No answer came. What was read before it would not be the whole: it counts for nothing. */
export class SnmpSilence extends Error {
  override readonly name = 'SnmpSilence'
}

/** How much is read. */
export interface WalkBounds {
  readonly variables: number
  readonly octets: number
}

/** Enough for the largest printers. */
export const defaultWalkBounds: WalkBounds = { variables: 4000, octets: 256 * 1024 }

/**
 * Reads all that is below the roots.
 *
 * Ends where the agent goes backwards or stands still: a wrong agent is not followed for ever.
 *
 * @throws {@link SnmpSilence} of `ask`, and what it throws for the first question; later a root that the agent refuses is left out
 */
export async function walk(roots: readonly string[], ask: AskNext, { variables, octets }: WalkBounds = defaultWalkBounds): Promise<Map<string, SnmpValue>> {
  const values = new Map<string, SnmpValue>()
  let left = octets
  let answered = false
  for (const root of roots) {
    for (let at: string | undefined = root; at !== undefined; ) {
      const from: string = at
      at = undefined
      let answer: readonly SnmpVariable[]
      try {
        answer = await ask(from)
      } catch (error) {
        if (!answered || error instanceof SnmpSilence) throw error
        // One table that the agent cannot give does not take away the others.
        break
      }
      answered = true
      let last = from
      for (const { oid, value, missing } of answer) {
        if (missing || !oid.startsWith(`${root}.`) || !follows(oid, last)) {
          last = ''
          break
        }
        last = oid
        const plain = plainValue(value)
        if (plain === undefined) continue
        left -= oid.length + (typeof plain === 'number' ? 8 : plain.length)
        if (left < 0 || values.size >= variables) return values
        values.set(oid, plain)
      }
      if (last !== '' && last !== from) at = last
    }
  }
  return values
}

/** Whether an OID comes after another in the order of the tree. */
export function follows(oid: string, before: string): boolean {
  const a = oid.split('.').map(Number)
  const b = before.split('.').map(Number)
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [ours, theirs] = [a[at] ?? -1, b[at] ?? -1]
    if (ours !== theirs) return ours > theirs
  }
  return false
}

function plainValue(value: unknown): SnmpValue | undefined {
  if (typeof value === 'number' || typeof value === 'string' || value instanceof Uint8Array) return value
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'boolean' ? Number(value) : undefined
}
