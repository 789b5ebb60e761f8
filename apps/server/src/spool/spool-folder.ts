/** Where the spooler keeps its jobs in a data directory. */
import { join } from 'node:path'
import { psm as spool } from '@platen/psm-spool'

/** The spooler's folder. */
export const spoolFolder = (data: string): string => join(data, 'modules', spool.name)
