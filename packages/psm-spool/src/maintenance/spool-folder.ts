/** Where a spool keeps what, in its folder. */
import { join } from 'node:path'

/** The paths of a spool's folder. */
export interface SpoolPaths {
  readonly database: string
  readonly documents: string
}

/** The paths of a spool. @param folder - its `dataDirectory` */
export const spoolPaths = (folder: string): SpoolPaths => ({ database: join(folder, 'spool.db'), documents: join(folder, 'documents') })
