// A writer's thread that is made to die. A file beside the database says when: `before` it commits, or `after`, when it has committed
// and has told nobody. It dies once: the file goes with it.
import { existsSync, unlinkSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

const dieIf = (moment) => {
  const order = `${workerData.path}.die-${moment}`
  if (!existsSync(order)) return
  unlinkSync(order)
  process.exit(1)
}
parentPort.on('message', () => dieIf('before'))
const tell = parentPort.postMessage.bind(parentPort)
parentPort.postMessage = (message) => {
  if (message.type === 'replies') dieIf('after')
  tell(message)
}
await import('../dist/store/writer-worker.js')
