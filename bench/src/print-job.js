/**
 * Print-Job of 10 KiB: Platen, which answers when the job is flushed to the disk, beside CUPS's server, which does not flush,
 * at 1 and 16 connections. Rounds are taken in turns; rates are medians, latencies are of all rounds; beside them stands how many
 * appends of 10 KiB the disk can flush one after another.
 *
 *     node bench/src/print-job.js [rounds] [milliseconds of a round]
 *
 * Twice: with printers that are paused, so that nothing but acceptance is measured, and with printers that print to /dev/null.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, Operation } from '@platen/ipp-core'
import { flushesPerSecond } from './fsync-rate.js'
import { postOf, requestsTimed } from './http-load.js'
import { octetStream, requestOf, send } from './ipp-request.js'
import { startPrivateCupsd } from './private-cupsd.js'
import { startServerProcess } from './server-process.js'

const rounds = Number(process.argv[2] ?? 7)
const milliseconds = Number(process.argv[3] ?? 1000)
const document = Buffer.alloc(10_240, 'Platen prints. ')
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

const folder = mkdtempSync(join(tmpdir(), 'platen-bench-'))
writeFileSync(join(folder, 'platen.yaml'), "modules:\n  '@platen/psm-spool': { history-jobs: 500 }\nqueues:\n  - { name: bench, device: 'file:///dev/null' }\n")
const cupsd = await startPrivateCupsd(folder)
if (typeof cupsd === 'string') console.log(`without cupsd: ${cupsd}`)
const platen = await startServerProcess(['--config', join(folder, 'platen.yaml'), '--data', join(folder, 'data')])
const uriOf = (port) => `ipp://127.0.0.1:${port}/printers/bench`
const ask = async (port, operation) => {
  const { code } = await send(port, requestOf(operation, uriOf(port), 'root'))
  if (code > 0xff) throw new Error(`0x${operation.toString(16)} was answered 0x${code.toString(16)}`)
}
const subjects = [
  { name: 'Platen', port: platen.port },
  ...(typeof cupsd === 'string' ? [] : [{ name: 'cupsd', port: cupsd.port }]),
].map((one) => ({ ...one, post: postOf('/printers/bench', one.port, Buffer.concat([requestOf(Operation.PrintJob, uriOf(one.port), 'bench', octetStream), document])) }))
const accepted = (body) => {
  const { code } = decode(body).message
  if (code > 0xff) throw new Error(`Print-Job was answered 0x${code.toString(16)}`)
}

console.log('| printers | connections | server | jobs per second | to cupsd | p50, ms | p99, ms | to the disk\'s flushes |\n|---|---|---|---|---|---|---|---|')
for (const printers of ['paused', 'printing']) {
  for (const { port } of subjects) await ask(port, printers === 'paused' ? Operation.PausePrinter : Operation.ResumePrinter)
  for (const connections of [1, 16]) {
    const seen = subjects.map(() => ({ rates: [], times: [] }))
    const flushes = []
    for (const { port, post } of subjects) await requestsTimed(port, post, { connections, milliseconds: 500, check: accepted }) // warm
    for (let round = 0; round < rounds; round++) {
      flushes.push(flushesPerSecond(folder, 200))
      for (let turn = 0; turn < subjects.length; turn++) {
        const at = (round + turn) % subjects.length
        const { rate, times } = await requestsTimed(subjects[at].port, subjects[at].post, { connections, milliseconds, check: accepted })
        seen[at].rates.push(rate)
        seen[at].times.push(...times)
      }
    }
    for (const [at, { name }] of subjects.entries()) {
      const { rates, times } = seen[at]
      const sorted = times.sort((a, b) => a - b)
      const ratio = seen[1] === undefined ? Number.NaN : median(rates.map((rate, round) => rate / seen[1].rates[round]))
      console.log(`| ${printers} | ${connections} | ${name} | ${Math.round(median(rates))} | ${ratio.toFixed(1)} | ${quantile(sorted, 0.5).toFixed(2)} | ${quantile(sorted, 0.99).toFixed(2)} | ${(median(rates) / median(flushes)).toFixed(2)} |`)
    }
    console.log(`| | | the disk alone | ${Math.round(median(flushes))} flushes | | | | 1 |`)
  }
  // What waits is not printed: each part begins with an empty queue.
  for (const { port } of subjects) await ask(port, Operation.PurgeJobs)
}
await platen.stop()
if (typeof cupsd !== 'string') await cupsd.stop()
rmSync(folder, { recursive: true, force: true })
