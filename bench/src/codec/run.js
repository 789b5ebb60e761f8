/**
 * The codec beside its peers, in one run:
 *
 *   pnpm --filter @platen/bench run codec [--rounds 9] [--milliseconds 30] [--markdown FILE]
 *
 * Every contestant has a process of its own. They take turns, message by message and task by task, for some rounds; each
 * figure is the median of the rounds. Time is that of the processor, not of the clock, so that other work on the machine
 * disturbs less.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startContestant } from './contestant.js'
import { startLibcups } from './libcups.js'
import { messages } from './messages.js'
import { report, tasks } from './report.js'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, milliseconds: { type: 'string', default: '30' }, markdown: { type: 'string' } },
})
const rounds = Number(options.rounds)
const batch = Number(options.milliseconds) * 1e6

const started = performance.now()
const progress = (line) => process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`)

const contestants = await Promise.all(['platen', 'floor', 'ipp', 'ipp-encoder', 'sealsystems'].map(startContestant))
const libcups = await startLibcups(messages)
if (libcups.error === undefined) contestants.push(libcups)
else progress(libcups.error)

/** What is measured: one contestant at one task on one message. */
const events = messages.flatMap((_, message) =>
  Object.keys(tasks).flatMap((task) =>
    contestants.filter((one) => one.messages[message].tasks.includes(task)).map((contestant) => ({ contestant, message, task, count: 1, times: [], memory: undefined })),
  ),
)

progress(`warming up ${contestants.map(({ label }) => label).join(', ')}`)
for (const event of events) {
  const { contestant, message, task } = event
  // Twice as long each time: what was compiled last is what is measured.
  for (let spent = 0, each = 1; spent < 15 * batch; each *= 2) {
    const time = (await contestant.ask(message, task, each)) * each
    spent += time
    // The clock of the processor has a step of its own: what it does not see has taken none.
    event.count = Math.max(1, Math.round((batch / Math.max(time, 1000)) * each))
  }
}

for (let round = 1; round <= rounds; round++) {
  for (const { contestant, message, task, count, times } of events) times.push(await contestant.ask(message, task, count))
  progress(`round ${round} of ${rounds}`)
}

progress('memory')
for (const event of events) {
  const { contestant, message, task } = event
  const count = Math.max(8, Math.round(4_000_000 / messages[message].octets[0].length))
  const figures = []
  for (let turn = 0; turn < 5; turn++) figures.push(await contestant.ask(message, `memory:${task}`, Math.min(count, 4000)))
  event.memory = figures.sort((one, other) => one - other)[2]
}

await Promise.all(contestants.map((one) => one.stop()))
const text = report(messages, contestants, events, libcups.error)
console.log(text)
if (options.markdown !== undefined) writeFileSync(options.markdown, `${text}\n`)
