/** Writes down what a printer's device comes to: when it stops, goes on, or says something else. */
import { PrinterState } from '@platen/papi'
import type { PrinterStanding } from './printer-state.js'
import type { Store } from './store/store.js'

/** Told of a printer's states. */
export interface PrinterNotes {
  changed(printer: string, before: PrinterStanding, now: PrinterStanding, at: number): void
}

/** What comes and goes with each job, and what operators do, which is written down where they do it. */
const passing = /^(?:connecting-to-device-report|moving-to-paused|paused|stopping|shutdown|deactivated|hold-new-jobs)$/

const lasting = ({ stateReasons }: PrinterStanding): string => stateReasons.filter((one) => !passing.test(one)).join(' ')

/** Keeps notes in the store. One that cannot be written is not missed: nobody was told of it. */
export function keepNotes(store: Store): PrinterNotes {
  return {
    changed: (printer, before, now, at) => {
      const [was, is] = [lasting(before), lasting(now)]
      if (was === is) return
      const event = now.state === PrinterState.stopped && before.state !== PrinterState.stopped ? 'stop' : is === '' ? 'go-on' : 'report'
      store.send({ type: 'note-printer', printer, event, cause: now.stateMessage, state: now.state, reasons: now.stateReasons, at }).catch(() => undefined)
    },
  }
}
