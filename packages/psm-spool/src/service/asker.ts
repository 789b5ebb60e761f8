/** Who asks, as the writer judges it. */
import { userOf, type Call } from '@platen/papi'
import type { Asker } from '../store/commands/apply-event.js'

export const askerOf = ({ caller }: Call): Asker => ({ user: userOf(caller), isOperator: caller.isOperator })
