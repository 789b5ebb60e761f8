/** Whether a caller is a job's owner for what a mere name must not open. */
import { userOf, type Call } from '@platen/papi'
import type { JobRow } from '../store/rows.js'

/** Anybody can read in a listing whose a job is: to another host than the job's own a name says nothing, unless it is proved. */
export function isOwner({ user, host }: JobRow, { caller }: Call): boolean {
  return userOf(caller) === user && (caller.authenticatedUser !== undefined || caller.host === host)
}
