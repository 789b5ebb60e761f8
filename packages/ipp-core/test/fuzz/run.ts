/**
 * A long run of the fuzzer against the built codec.
 *
 *   node test/fuzz/run.ts [--messages 1000000] [--seed N]
 *
 * At the first finding it ends with exit code 1 and writes the message to the temporary folder; so it does if one message
 * seems to take a minute. `--messages 1 --seed N` checks the message of a seed again.
 */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { CheckedCodec } from './check.ts'
import { Finding, fuzz, type Dearest, type Tally } from './fuzz.ts'

/** The thread must tell of another batch within this time, even on a busy machine. */
const patience = 60_000
const batch = 1000

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
  console.log(`${new Date().toISOString()}: ${task.messages} messages from seed ${task.seed}, Node.js ${process.version}`)
  const worker = new Worker(import.meta.filename, { workerData: task })
  let done = 0
  let last = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - last < patience) return
    console.error(`no ${batch} messages in ${patience / 1000} s: one from seed ${task.seed + done} on may never end`)
    process.exit(1)
  }, 1000)
  worker.on('message', (tally: Tally) => {
    const { messages, accepted, slowest, largest } = tally
    done = messages
    last = performance.now()
    const seconds = (last - started) / 1000
    if (messages % (batch * 250) !== 0 && messages !== task.messages) return
    console.log(`${messages} messages, ${accepted} accepted, ${messages - accepted} refused, 0 findings, ${seconds.toFixed(0)} s, ${(messages / seconds).toFixed(0)}/s; slowest ${told(slowest)}; largest ${told(largest)}`)
  })
  worker.on('error', (error) => {
    console.error(error)
    process.exitCode = 1
  })
  worker.on('exit', () => {
    clearInterval(timer)
  })
}

const told = ({ seed, octets, milliseconds, allocated }: Dearest) => `seed ${seed} of ${octets} octets (${milliseconds.toFixed(2)} ms, ${Math.round(allocated)} octets allocated)`

async function work({ messages, seed }: Task): Promise<void> {
  // Its types are the same, but of other files.
  const codec = (await import('../../dist/index.js')) as unknown as CheckedCodec
  try {
    for (const tally of fuzz(codec, seed)) {
      if (tally.messages % batch === 0 || tally.messages >= messages) parentPort?.postMessage(tally)
      if (tally.messages >= messages) return
    }
  } catch (error) {
    if (error instanceof Finding) {
      const file = join(tmpdir(), `platen-fuzz-${error.seed}.bin`)
      writeFileSync(file, error.octets)
      console.error(`written to ${file}`)
    }
    throw error
  }
}
