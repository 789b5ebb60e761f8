/** Where the queues added at run time, and what clients changed, are kept: one file of JSON in the data directory. */
import { join } from 'node:path'
import type { SystemKeeper } from '@platen/papi'
import { readDurableFile, writeDurableFile } from '../durable-file.js'

/** The file `system.json` of a data directory. */
export function systemFile(data: string): SystemKeeper {
  const file = join(data, 'system.json')
  return {
    load: () => {
      const content = readDurableFile(file)
      if (content === undefined) return undefined
      try {
        return JSON.parse(content) as unknown
      } catch (error) {
        // Starting without it would lose queues and their jobs silently.
        throw new Error(`${file}, which keeps the queues added at run time, is not JSON: restore it from a backup, or take it away to start without them`, { cause: error })
      }
    },
    save: (state) => writeDurableFile(file, `${JSON.stringify(state, undefined, 2)}\n`),
  }
}
