/** Who or what causes a change, for the timeline. Pure. */
import type { HistorySource } from '@platen/papi'
import type { JobEvent } from '../../job-state-machine.js'
import type { JobRow } from '../rows.js'
import type { Asker } from './apply-event.js'

/** The origin of a change. */
export interface Origin {
  readonly source: HistorySource
  /** The user who asked; empty if none did. */
  readonly who: string
  /** Why, if the job itself does not say it. */
  readonly cause?: string
  /** The attempt to send that it belongs to. */
  readonly attempt?: number
}

/** Someone asks: the job's owner, or somebody else who may. */
export const askedBy = (job: Pick<JobRow, 'user'>, { user }: Asker): Origin => ({ source: user === job.user ? 'client' : 'operator', who: user })

/** The origin of a job's event that nobody asks for. */
export function originOf(event: JobEvent): Origin {
  return { source: sources[event.type] ?? 'server', who: '' }
}

/** What is left out is the server's own doing. */
const sources: Partial<Record<JobEvent['type'], HistorySource>> = {
  'time-out': 'rule',
  'release-time': 'rule',
  cancel: 'rule',
  stop: 'device',
  'go-on': 'device',
  delivered: 'device',
  requeue: 'device',
  review: 'device',
  abort: 'device',
}
