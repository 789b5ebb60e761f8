/**
 * A contestant in a process of its own, so that none suffers from what the others did to the compiler and the heap:
 *
 *   node --expose-gc contestant-process.js ipp-encoder
 *
 * First it says what it can do. Then each line of its standard input is a message, a task and a count, "0 decode 1000", and
 * each line of its standard output is the CPU time of one in nanoseconds, that of the garbage collector included. For the
 * task "memory decode" it is the octets allocated for one.
 */
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { messages, variants } from './messages.js'

const { label, contestant } = await import(`./contestants/${process.argv[2]}.js`)
const contestants = messages.map((message) => contestant(message))

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
say({
  label,
  messages: contestants.map(({ tasks, remarks }, index) => {
    const written = tasks.encode?.(0)
    return {
      tasks: Object.keys(tasks),
      remarks,
      written: written?.length,
      same: written !== undefined && Buffer.compare(written, messages[index].octets[0]) === 0,
    }
  }),
})

/** What tasks give, so that the compiler cannot leave them out. */
let last

function time(run, count) {
  const before = process.cpuUsage()
  for (let turn = 0; turn < count; turn++) last = run(turn % variants)
  const { user, system } = process.cpuUsage(before)
  return ((user + system) * 1000) / count
}

/** All that was allocated on the heap, and the buffers beside it. What the tasks give is held meanwhile, so that no buffer in it is freed. */
async function memory(run, count) {
  const held = new Array(count).fill(undefined)
  last = undefined
  // Buffers are given back some time after the collection: none may be while others are counted.
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc()
    await setTimeout(2)
  }
  const before = getHeapStatistics()
  for (let turn = 0; turn < count; turn++) held[turn] = run(turn % variants)
  const after = getHeapStatistics()
  last = held
  return (after.total_allocated_bytes - before.total_allocated_bytes + after.external_memory - before.external_memory) / count
}

for await (const line of createInterface({ input: process.stdin })) {
  const [message, task, count] = line.split(' ')
  const { tasks } = contestants[Number(message)]
  say(task.startsWith('memory:') ? await memory(tasks[task.slice('memory:'.length)], Number(count)) : time(tasks[task], Number(count)))
}
if (last === undefined) process.exitCode = 1
