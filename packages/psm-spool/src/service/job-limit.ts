/** How long a queue's jobs may take where they do not say. */
import type { Spool } from '../spool.js'

/** `job-cancel-after` of a queue, as commands take it; nothing if there is no limit. */
export function cancelAfterOf({ queues }: Spool, printer: string): { readonly cancelAfter?: number } {
  const { cancelAfter = 0 } = queues.get(printer)?.settings ?? {}
  return cancelAfter === 0 ? {} : { cancelAfter }
}
