/**
 * A spool with 100,000 finished jobs and 10,000 that wait, beside an empty one: how long each takes to start, how many jobs a second
 * each takes in, how many Get-Jobs it answers, and what memory it needs. Rounds are taken in turns; ratios are medians of those of single rounds.
 *
 *     node bench/src/full-spool.js [finished] [waiting] [rounds] [milliseconds of a round]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attribute, decode, GroupTag, integer, keyword, Operation } from '@platen/ipp-core'
import { postOf, requestsTimed } from './http-load.js'
import { octetStream, requestOf, send } from './ipp-request.js'
import { multiplyHistory, multiplyWaiting } from './job-history.js'
import { startServerProcess } from './server-process.js'

const [finished, waiting, rounds, milliseconds] = [100_000, 10_000, 21, 300].map((standard, at) => Number(process.argv[at + 2] ?? standard))
const starts = 5
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const folder = mkdtempSync(join(tmpdir(), 'platen-bench-'))
const configuration = join(folder, 'platen.yaml')
// The load goes to a queue of its own, which is emptied between: the jobs that wait are another's.
writeFileSync(configuration, "modules:\n  '@platen/psm-spool': { history-jobs: 100000 }\nqueues:\n  - { name: office, device: 'file:///dev/null' }\n  - { name: load, device: 'file:///dev/null' }\n")
const uriOf = (port, queue) => `ipp://127.0.0.1:${port}/printers/${queue}`
const ask = async (port, operation, queue, more = [], document = []) => {
  const answer = await send(port, requestOf(operation, uriOf(port, queue), 'bench', ...more), document)
  if (answer.code > 0xff) throw new Error(`0x${operation.toString(16)} was answered 0x${answer.code.toString(16)}`)
  return answer
}
const start = async (name) => {
  const begun = performance.now()
  const server = await startServerProcess(['--config', configuration, '--data', join(folder, name)])
  return { ...server, seconds: (performance.now() - begun) / 1000 }
}

for (const name of ['empty', 'full']) {
  let server = await start(name)
  for (let count = 0; count < 20; count++) await ask(server.port, Operation.PrintJob, 'office', [octetStream], ['a page'])
  while ((await ask(server.port, Operation.GetJobs, 'office')).groups.some(({ tag }) => tag === GroupTag.job)) await new Promise((resolve) => setTimeout(resolve, 20))
  for (const queue of ['office', 'load']) await ask(server.port, Operation.PausePrinter, queue)
  for (let count = 0; count < 50; count++) await ask(server.port, Operation.PrintJob, 'office', [octetStream], ['a page'])
  await server.stop()
  if (name === 'empty') continue
  const database = join(folder, name, 'modules', 'spool', 'spool.db')
  multiplyHistory(database, 'bench', finished)
  multiplyWaiting(database, waiting)
}

const seconds = { empty: [], full: [] }
for (let count = 0; count < starts; count++) {
  for (const name of ['empty', 'full']) {
    const server = await start(name)
    seconds[name].push(server.seconds)
    await server.stop()
  }
}
const servers = { empty: await start('empty'), full: await start('full') }
const memory = Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, server.memory().rss]))
const page = attribute('limit', integer(50))
const asked = attribute('requested-attributes', ...['job-id', 'job-k-octets', 'job-name', 'job-originating-user-name', 'job-state', 'job-state-reasons', 'time-at-creation'].map(keyword))
const document = Buffer.alloc(10_240, 'Platen prints. ')
const loads = [
  ['Print-Job of 10 KiB, 1 connection', 1, (port) => Buffer.concat([requestOf(Operation.PrintJob, uriOf(port, 'load'), 'bench', octetStream), document])],
  ['Print-Job of 10 KiB, 16 connections', 16, (port) => Buffer.concat([requestOf(Operation.PrintJob, uriOf(port, 'load'), 'bench', octetStream), document])],
  ['Get-Jobs, 50 that wait', 1, (port) => requestOf(Operation.GetJobs, uriOf(port, 'office'), 'bench', page, asked)],
]
console.log(`| | empty | ${finished} finished, ${waiting} waiting | full to empty |\n|---|---|---|---|`)
const row = (what, empty, full, digits, ratio = full / empty) => console.log(`| ${what} | ${empty.toFixed(digits)} | ${full.toFixed(digits)} | ${ratio.toFixed(2)} |`)
row('start, seconds', median(seconds.empty), median(seconds.full), 2)
for (const [what, connections, requestTo] of loads) {
  const rates = { empty: [], full: [] }
  for (let round = 0; round < rounds; round++) {
    const names = round % 2 === 0 ? ['empty', 'full'] : ['full', 'empty']
    for (const name of names) {
      const { port } = servers[name]
      const { rate } = await requestsTimed(port, postOf('/printers/load', port, requestTo(port)), { connections, milliseconds, check: (body) => {
        if (decode(body).message.code > 0xff) throw new Error(`${what} was refused`)
      } })
      rates[name].push(rate)
    }
  }
  row(`${what}, per second`, median(rates.empty), median(rates.full), 0, median(rates.full.map((rate, round) => rate / rates.empty[round])))
  if (what.startsWith('Print-Job')) for (const { port } of Object.values(servers)) await ask(port, Operation.PurgeJobs, 'load')
}
row('memory after the start, MiB', memory.empty, memory.full, 0)
row('highest memory, MiB', servers.empty.memory().highest, servers.full.memory().highest, 0)
for (const server of Object.values(servers)) await server.stop()
rmSync(folder, { recursive: true, force: true })
