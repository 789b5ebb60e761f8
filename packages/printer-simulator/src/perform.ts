/** Does actions to a printer. */
import type { Action } from './action.js'
import type { JobTaker } from './job-taker.js'
import type { Port } from './listener.js'
import { detailOf } from './model/condition.js'
import type { PrinterModel } from './model/printer-model.js'
import type { ReceivedJob } from './received-job.js'

/** What actions are done to. */
export interface Performed {
  readonly model: PrinterModel
  readonly jobs: JobTaker
  readonly port: Port
  readonly setStatus: (text: string | undefined) => void
}

/** A function that does an action: to that job, where it is about one, or to all that are open. @throws RangeError of a level of what is not there */
export function performOn({ model, jobs, port, setStatus }: Performed): (action: Action, job?: ReceivedJob) => void {
  return (action, job) => {
    const concerned = [...jobs.open.values()].filter((open) => job === undefined || open.job === job)
    switch (action.type) {
      case 'raise':
        model.raise(action.condition, detailOf(action))
        break
      case 'clear':
        model.clear(action.condition === 'all' ? undefined : action.condition, action)
        break
      case 'level':
        model.setLevel(action.of, action.number, action.level)
        break
      case 'say':
        for (const { channel } of concerned) channel.say(action.text)
        break
      case 'postscript-error':
        for (const { session } of concerned) session.fail(action)
        break
      case 'cancel':
        for (const { session } of concerned) session.cancel()
        break
      case 'stop':
        jobs.gate.shut()
        break
      case 'resume':
        jobs.gate.open()
        for (const { faultGate } of jobs.open.values()) faultGate.open()
        break
      case 'refuse':
        void port.refuse()
        break
      case 'listen':
        // A port that another program took meanwhile stays refused: that is seen at once by whoever connects.
        void port.open().catch(() => undefined)
        break
      case 'status':
        setStatus(action.text ?? undefined)
        break
    }
  }
}
