// A writer's thread that is made to die. A file beside the database says when: `before` it commits, or `after`, when it has committed
// and has told nobody; and what is in the file says with which command: one that has that word in it. It dies once: the file
// goes with it.
import { existsSync, readFileSync, unlinkSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'

/** What it was given and has not answered. */
let given = ''
const dieIf = (moment) => {
  const order = `${workerData.path}.die-${moment}`
  if (!existsSync(order) || !given.includes(readFileSync(order, 'utf8'))) return
  unlinkSync(order)
  process.exit(1)
}
parentPort.on('message', (message) => {
  if (message.type === 'commands') given += message.batch.map(({ command }) => `${command.type} ${command.event?.type ?? ''}`).join()
  dieIf('before')
})
const tell = parentPort.postMessage.bind(parentPort)
parentPort.postMessage = (message) => {
  if (message.type === 'replies') {
    dieIf('after')
    given = ''
  }
  tell(message)
}
await import('../dist/store/writer-worker.js')
