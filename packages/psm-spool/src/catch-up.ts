/** After the writer's thread died: what it may have committed and could not tell is looked up, and takes its course. */
import type { Alarms } from './alarms.js'
import type { Scheduler } from './scheduler.js'
import type { Spool } from './spool.js'

/** Brings the running parts in line with the store. Readers of events are not told of what was missed; they see it when they ask. */
export function catchUp({ reader, printers }: Spool, scheduler: Scheduler, alarms: Alarms): void {
  for (const id of scheduler.running) {
    const job = reader.job(id)
    if (job === undefined || job.cancelBy !== null) scheduler.abort(id)
    else scheduler.suspend(id, job.suspendedBy !== null)
  }
  for (const row of reader.printers()) {
    printers.setRow(row)
    scheduler.wake(row.name)
  }
  alarms.arm()
}
