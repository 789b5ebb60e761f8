/**
 * A long run of the fuzzer against the built codec.
 *
 *   node test/fuzz/run.ts [--messages 1000000] [--seed N]
 *
 * It ends with exit code 1 and the message at the first finding, and also if one message takes ten seconds.
 */
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { fuzz } from './fuzz.ts'

const secondsEach = 10
const batch = 10_000

interface Task {
  readonly messages: number
  readonly seed: number
}

if (isMainThread) {
  const { values } = parseArgs({ options: { messages: { type: 'string', default: '1000000' }, seed: { type: 'string' } } })
  watch({ messages: Number(values.messages), seed: values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed) })
} else await work(workerData as Task)

/** Runs the work in a thread, so that a message that never ends can be told. */
function watch(task: Task): void {
  const started = performance.now()
  console.log(`${task.messages} messages from seed ${task.seed}, Node.js ${process.version}`)
  const worker = new Worker(import.meta.filename, { workerData: task })
  let done = 0
  let last = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - last < secondsEach * 1000) return
    console.error(`a message from seed ${task.seed + done} on takes longer than ${secondsEach} s`)
    process.exit(1)
  }, 1000)
  worker.on('message', ({ messages, accepted, slowest }: { messages: number; accepted: number; slowest: number }) => {
    done = messages
    last = performance.now()
    const seconds = (last - started) / 1000
    if (messages % (batch * 50) === 0 || messages === task.messages) {
      console.log(`${messages} messages, ${accepted} accepted, ${messages - accepted} refused, 0 findings, ${seconds.toFixed(0)} s, slowest ${slowest.toFixed(1)} ms`)
    }
  })
  worker.on('error', (error) => {
    console.error(error)
    process.exitCode = 1
  })
  worker.on('exit', () => {
    clearInterval(timer)
  })
}

async function work({ messages, seed }: Task): Promise<void> {
  const codec = await import('../../dist/index.js')
  let slowest = 0
  let started = performance.now()
  for (const tally of fuzz(codec, seed)) {
    const ended = performance.now()
    slowest = Math.max(slowest, ended - started)
    if (tally.messages % batch === 0 || tally.messages >= messages) parentPort?.postMessage({ ...tally, slowest })
    if (tally.messages >= messages) return
    started = performance.now()
  }
}
