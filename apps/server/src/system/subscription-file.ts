/** Where subscriptions to events are kept: one file of JSON in the data directory. */
import { join } from 'node:path'
import type { SubscriptionKeeper } from '@platen/ipp-listener'
import { readDurableFile, writeDurableFileLater } from '../durable-file.js'

/** The file `subscriptions.json` of a data directory. It is written beside everything else: nobody but who subscribes waits for it. */
export function subscriptionFile(data: string): SubscriptionKeeper {
  const file = join(data, 'subscriptions.json')
  return {
    load: () => {
      const content = readDurableFile(file)
      return content === undefined ? undefined : (JSON.parse(content) as unknown)
    },
    save: async (state) => {
      await writeDurableFileLater(file, `${JSON.stringify(state)}\n`, () => true)
    },
  }
}
