/** The calls that add, change and remove printers. */
import { PapiError, userOf, type PrintService } from '@platen/papi'
import type { Alarms } from '../alarms.js'
import { configurationOf, type QueueOpener } from '../queue.js'
import type { Scheduler } from '../scheduler.js'
import type { Queue, Spool } from '../spool.js'
import { requireOperator } from './printer-calls.js'

type QueueCalls = Required<Pick<PrintService, 'printerAdd' | 'printerModify' | 'printerRemove'>>

/** What runs a queue. */
interface QueueRunning {
  readonly scheduler: Scheduler
  readonly alarms: Alarms
  readonly openQueue: QueueOpener
}

/** @param queues - the spool's, to be changed: first the store, then what runs */
export function queueCalls(spool: Spool, queues: Map<string, Queue>, { scheduler, alarms, openQueue }: QueueRunning): QueueCalls {
  const { printers, store, documents, clock } = spool
  /** Names whose adding or removing is under way. */
  const busy = new Set<string>()
  const exclusively = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (busy.has(name)) throw new PapiError('not-possible', `printer "${name}" is just being changed; try again`)
    busy.add(name)
    try {
      return await work()
    } finally {
      busy.delete(name)
    }
  }

  return {
    printerAdd: async (call, definition) => {
      const { name } = definition
      requireOperator(call, `add printer "${name}"`)
      return exclusively(name, async () => {
        if (queues.has(name)) throw new PapiError('not-possible', `there is a printer "${name}" already`)
        const queue = openQueue(definition)
        try {
          const row = await store.send({ type: 'configure-printer', printer: name, configuration: configurationOf(definition), isNew: true, who: userOf(call.caller), at: clock.now() })
          queues.set(name, queue)
          printers.add(queue, row)
        } catch (error) {
          await queue.device[Symbol.asyncDispose]()
          throw error
        }
        scheduler.put(queue)
        scheduler.wake(name)
        // Jobs that waited for their queue to be back may have times of their own.
        alarms.arm()
        return printers.printer(name)
      })
    },

    printerModify: async (call, name, changes) => {
      printers.printer(name)
      requireOperator(call, `change printer "${name}"`)
      return exclusively(name, async () => {
        const old = queues.get(name)
        if (old === undefined) throw new PapiError('not-found', `there is no printer "${name}" here`)
        const definition = { ...old.definition, ...changes }
        const moves = changes.device !== undefined || changes.deviceOptions !== undefined
        const queue = openQueue(definition, moves ? undefined : old.device)
        try {
          const row = await store.send({ type: 'configure-printer', printer: name, configuration: configurationOf(definition), isNew: false, who: userOf(call.caller), at: clock.now() })
          if (moves) await scheduler.release(name)
          queues.set(name, queue)
          printers.replace(queue, row)
        } catch (error) {
          if (moves) await queue.device[Symbol.asyncDispose]()
          throw error
        }
        scheduler.put(queue)
        spool.fallbacks.changed(name)
        scheduler.wake(name)
        if (moves) await old.device[Symbol.asyncDispose]()
        return printers.printer(name)
      })
    },

    printerRemove: async (call, name) => {
      printers.printer(name)
      requireOperator(call, `remove printer "${name}"`)
      await exclusively(name, async () => {
        const queue = queues.get(name)
        if (queue === undefined) throw new PapiError('not-found', `there is no printer "${name}" here`)
        const files = await store.send({ type: 'remove-printer', printer: name, who: userOf(call.caller), at: clock.now() })
        queues.delete(name)
        await scheduler.release(name)
        printers.remove(name)
        await Promise.all([documents.remove(files), queue.device[Symbol.asyncDispose]()])
      })
    },
  }
}
