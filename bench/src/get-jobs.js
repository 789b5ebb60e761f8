/**
 * Get-Jobs (limit 50) beside a long history: a server with 100,000 finished jobs beside one with 100, and beside another
 * with 100, which shows how far two equal servers differ. All answer the same number of jobs. Rounds are short and taken in
 * turns; ratios are those of one round, so that all have the same weather, and medians are told.
 *
 *     node bench/src/get-jobs.js [jobs in the long history] [rounds] [milliseconds of a round]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attribute, boolean, decode, GroupTag, integer, keyword, Operation, StatusCode } from '@platen/ipp-core'
import { answerTo, postOf, requestsPerSecond } from './http-load.js'
import { octetStream, requestOf, send } from './ipp-request.js'
import { multiplyHistory } from './job-history.js'
import { startServerProcess } from './server-process.js'

const long = Number(process.argv[2] ?? 100_000)
const rounds = Number(process.argv[3] ?? 41)
const milliseconds = Number(process.argv[4] ?? 100)

/** Half of the short history is by each: the second is the user whose jobs are oldest in the long one. */
const users = ['bench', 'seldom']
const short = 100
const waiting = 60

const folder = mkdtempSync(join(tmpdir(), 'platen-bench-'))
const configuration = join(folder, 'platen.yaml')
writeFileSync(configuration, "modules:\n  '@platen/psm-spool': { history-jobs: 100000 }\nqueues:\n  - { name: office, device: 'file:///dev/null' }\n")

const uriOf = (port, queue = 'printers/office') => `ipp://127.0.0.1:${port}/${queue}`
const limit = attribute('limit', integer(50))
const which = (word) => attribute('which-jobs', keyword(word))
const mine = attribute('my-jobs', boolean(true))
// What lpstat asks for.
const asked = attribute('requested-attributes', ...['job-id', 'job-k-octets', 'job-name', 'job-originating-user-name', 'job-state', 'job-state-reasons', 'time-at-creation'].map(keyword))

async function asks(port, operation, user, more = [], document = []) {
  const answer = await send(port, requestOf(operation, uriOf(port), user, ...more), document)
  if (answer.code !== StatusCode.SuccessfulOk) throw new Error(`0x${operation.toString(16)} was answered 0x${answer.code.toString(16)}`)
  return answer.groups.filter((group) => group.tag === GroupTag.job).map((group) => group.attributes)
}

/** A server whose history has that many jobs, and in which some more wait. */
async function serverWith(name, jobs) {
  const data = join(folder, name)
  const start = () => startServerProcess(['--config', configuration, '--data', data])
  let server = await start()
  const print = (user) => asks(server.port, Operation.PrintJob, user, [octetStream], ['a page'])
  for (const user of [...users].reverse()) for (let printed = 0; printed < short / users.length; printed++) await print(user)
  while ((await asks(server.port, Operation.GetJobs, 'bench', [limit])).length > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  if (jobs > short) {
    await server.stop()
    multiplyHistory(join(data, 'modules', 'spool', 'spool.db'), 'bench', jobs)
    server = await start()
  }
  await asks(server.port, Operation.PausePrinter, 'bench')
  for (let printed = 0; printed < waiting; printed++) await print('bench')
  return { name, ...server }
}

const servers = [await serverWith('100 jobs', short), await serverWith('100 jobs again', short), await serverWith(`${long} jobs`, long)]
const oldest = new Map()
for (const { name, port } of servers) {
  const jobs = await asks(port, Operation.GetJobs, 'seldom', [which('completed'), mine, limit])
  oldest.set(name, jobs.map((job) => integer(job.integer('job-id'))))
}

const cases = [
  ['completed', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('completed'), limit, asked)],
  ['completed, the second fifty', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('completed'), attribute('first-index', integer(51)), limit, asked)],
  ['completed, of all queues', (port) => requestOf(Operation.GetJobs, uriOf(port, ''), 'bench', which('completed'), limit, asked)],
  ['not-completed', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('not-completed'), limit, asked)],
  ['all', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('all'), limit, asked)],
  ['my-jobs, completed', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('completed'), mine, limit, asked)],
  ['my-jobs, completed, which are the oldest', (port) => requestOf(Operation.GetJobs, uriOf(port), 'seldom', which('completed'), mine, limit, asked)],
  ['my-jobs, not-completed', (port) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('not-completed'), mine, limit, asked)],
  ['job-ids of the oldest', (port, name) => requestOf(Operation.GetJobs, uriOf(port), 'bench', which('completed'), attribute('job-ids', ...oldest.get(name)), limit, asked)],
]

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const worst = []
console.log(`| Get-Jobs, limit 50 | ${servers.map(({ name }) => `${name}, ms`).join(' | ')} | equal servers | ${long} to 100 |\n|---|---|---|---|---|---|`)
for (const [what, requestTo] of cases) {
  const posts = servers.map((server) => ({ ...server, post: postOf('/', server.port, requestTo(server.port, server.name)), rates: [] }))
  for (const { name, port, post } of posts) {
    const found = decode(await answerTo(port, post)).message.groups.filter((group) => group.tag === GroupTag.job).length
    if (found !== 50) throw new Error(`${what}: the server with ${name} answers ${found} jobs`)
    await requestsPerSecond(port, post, { connections: 1, milliseconds: 300 }) // warm
  }
  for (let round = 0; round < rounds; round++) {
    // Each is first, second and last as often.
    for (let turn = 0; turn < posts.length; turn++) {
      const one = posts[(round + turn) % posts.length]
      one.rates.push(await requestsPerSecond(one.port, one.post, { connections: 1, milliseconds }))
    }
  }
  const times = posts.map(({ rates }) => rates.map((rate) => 1000 / rate))
  const [first, again, many] = times
  const ratio = median(many.map((time, round) => (2 * time) / (first[round] + again[round])))
  worst.push(ratio)
  console.log(`| ${what} | ${times.map((all) => median(all).toFixed(2)).join(' | ')} | ${median(again.map((time, round) => time / first[round])).toFixed(2)} | ${ratio.toFixed(2)} |`)
}
console.log(`\nThe most that ${long} jobs take, to 100: ${Math.max(...worst).toFixed(2)}`)
for (const server of servers) await server.stop()
rmSync(folder, { recursive: true, force: true })
