/** The writer's thread: it alone writes to the spool, so a slow flush never blocks the server, and races end here. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openForWriting } from './database.js'
import { failureOf } from './failure.js'
import type { ToMain, ToWorker, WriterData } from './protocol.js'
import { Writer, type Envelope } from './writer.js'

const port = parentPort
if (port === null) throw new Error('writer-worker runs as a worker thread of the spooler only')

const { path } = workerData as WriterData
const tell = (message: ToMain) => port.postMessage(message)

try {
  const database = openForWriting(path)
  const writer = new Writer(database)
  const waiting: Envelope[] = []
  let closing = false

  const take = (message: ToWorker) => {
    if (message.type === 'close') closing = true
    else waiting.push(...message.batch)
  }
  const work = () => {
    // Whatever came while the last batch was flushed shares the next flush.
    for (;;) {
      const received = receiveMessageOnPort(port) as { message: ToWorker } | undefined
      if (received === undefined) break
      take(received.message)
    }
    const batch = waiting.splice(0)
    if (batch.length > 0) tell({ type: 'replies', replies: writer.commit(batch) })
    if (!closing) return
    database.close()
    tell({ type: 'closed' })
    port.close()
  }

  port.on('message', (message: ToWorker) => {
    take(message)
    work()
  })
  tell({ type: 'ready' })
} catch (error) {
  tell({ type: 'failed', failure: failureOf(error) })
  port.close()
}
