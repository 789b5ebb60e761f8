/** The state of a class, from its own and its members' (RFC 8011 section 5.4.12: `stopped-partly`). Pure. */
import { PrinterState } from '@platen/papi'
import type { Down } from './printer-board.js'
import type { PrinterStanding } from './printer-state.js'

/** A member as its class sees it. */
export interface Member {
  readonly name: string
  readonly stopped: boolean
  /** `printer-state-reasons`. */
  readonly reasons: readonly string[]
  readonly message: string
  /** Its device is down. */
  readonly down: Down | undefined
}

/** What keeps the members of a class from printing, each with its own. */
export const membersMessage = (members: readonly Member[]): string => members.flatMap(({ name, stopped, message }) => (stopped ? [`${name}: ${message === '' ? 'stopped' : message}`] : [])).join('; ')

/** What a class says of itself. */
export function classStanding(own: PrinterStanding, members: readonly Member[]): PrinterStanding {
  const stopped = members.filter((one) => one.stopped)
  if (stopped.length === 0) return own
  const message = [own.stateMessage, membersMessage(members)].filter((one) => one !== '').join(' ')
  if (stopped.length < members.length) return { ...own, stateReasons: [...own.stateReasons, 'stopped-partly-report'], stateMessage: message }
  const reasons = stopped.flatMap((one) => one.reasons.filter((reason) => reason !== 'paused' && reason !== 'hold-new-jobs'))
  return { state: PrinterState.stopped, stateReasons: [...new Set([...own.stateReasons, ...reasons, ...(reasons.length === 0 ? ['stopped-partly-error'] : [])])], stateMessage: message }
}
