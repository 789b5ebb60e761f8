/**
 * Memory and speed of one large job, spooled and unspooled, to a printer on loopback that throws it away.
 *
 *   node bench/src/document-memory.js [MiB]      (default 1024)
 *
 * Beside each: the same octets written to a file and flushed, that file copied and flushed, and sent over a bare loopback connection,
 * in the same run. `discarded` is spooled and delivered to /dev/null.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, connect } from 'node:net'
import { copyFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { GroupTag, Operation, StatusCode } from '@platen/ipp-core'
import { octetStream, requestOctets, send } from './ipp-request.js'
import { startServerProcess } from './server-process.js'

const mebibytes = Number(process.argv[2] ?? 1024)
const block = Buffer.alloc(1 << 20, 'Platen streams. ')
function* document() {
  for (let sent = 0; sent < mebibytes; sent++) yield block
}

/** A printer that hashes what it gets, job by job. */
async function sink() {
  const jobs = []
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const hash = createHash('sha256')
    let octets = 0
    socket.on('data', (chunk) => {
      hash.update(chunk)
      octets += chunk.length
    })
    socket.on('error', () => undefined)
    socket.on('end', () => {
      jobs.push({ octets, digest: hash.digest('hex') })
      server.emit('job')
      socket.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: server.address().port,
    job: async (number) => {
      while (jobs.length < number) await once(server, 'job')
      return jobs[number - 1]
    },
    close: () => server.close(),
  }
}

const seconds = async (run) => {
  const start = performance.now()
  await run()
  return (performance.now() - start) / 1000
}

const expected = createHash('sha256')
for (const chunk of document()) expected.update(chunk)
const digest = expected.digest('hex')

const folder = await mkdtemp(join(tmpdir(), 'platen-bench-'))
const printer = await sink()
let printed = 0
await writeFile(
  join(folder, 'platen.yaml'),
  `queues:
  - { name: discarded, device: 'file:///dev/null' }
  - { name: spooled, device: 'socket://127.0.0.1:${printer.port}' }
  - { name: unspooled, module: '@platen/psm-socket', device: 'socket://127.0.0.1:${printer.port}' }
`,
)

const peers = {
  'file written and flushed': async () => {
    const file = await open(join(folder, 'copy'), 'w')
    for (const chunk of document()) await file.write(chunk)
    await file.sync()
    await file.close()
  },
  'file copied with fsync': async () => {
    await copyFile(join(folder, 'copy'), join(folder, 'copy of the copy'))
    const file = await open(join(folder, 'copy of the copy'), 'r+')
    await file.sync()
    await file.close()
    await rm(join(folder, 'copy of the copy'))
  },
  'bare loopback connection': async () => {
    const socket = connect(printer.port, '127.0.0.1')
    await pipeline(document, socket, { end: true })
    await printer.job(++printed)
  },
}

const rows = []
for (const [peer, run] of Object.entries(peers)) rows.push({ what: peer, seconds: await seconds(run) })
for (const queue of ['discarded', 'spooled', 'unspooled']) {
  // A server of its own for each, so that the highest memory is that job's.
  const server = await startServerProcess(['--config', join(folder, 'platen.yaml'), '--data', join(folder, queue)])
  const arrived = async (isRight) => {
    if (queue !== 'discarded') isRight(await printer.job(++printed))
    // Nobody is at the other end of /dev/null: the job is done when it waits no more.
    else while ((await send(server.port, requestOctets(Operation.GetJobs, server.port, queue))).groups.some(({ tag }) => tag === GroupTag.job)) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await send(server.port, requestOctets(Operation.PrintJob, server.port, queue, octetStream), ['warm up'])
  await arrived(() => undefined)
  const before = server.memory().rss
  let samples = []
  const timer = setInterval(() => samples.push(server.memory().rss), 50)
  let accepted = 0
  const whole = await seconds(async () => {
    accepted = await seconds(async () => {
      const answer = await send(server.port, requestOctets(Operation.PrintJob, server.port, queue, octetStream), document())
      if (answer.code !== StatusCode.SuccessfulOk) throw new Error(`Print-Job to ${queue} was answered 0x${answer.code.toString(16)}`)
    })
    await arrived((job) => {
      if (job.digest !== digest) throw new Error(`${queue}: the printer got other octets than were sent (${job.octets})`)
    })
  })
  clearInterval(timer)
  samples = samples.sort((a, b) => a - b)
  rows.push({ what: `${queue} job`, seconds: whole, accepted, before, median: samples[Math.floor(samples.length / 2)], highest: server.memory().highest })
  await server.stop()
}
printer.close()
await rm(folder, { recursive: true })

const copied = rows.find(({ what }) => what === 'file copied with fsync').seconds
const rate = (row) => `${(mebibytes / row.seconds).toFixed(0).padStart(6)} MiB/s`
const mib = (value) => (value === undefined ? '' : `${value.toFixed(0)} MiB`).padStart(10)
console.log(`One document of ${mebibytes} MiB (${digest.slice(0, 12)}...), each arrived with the same SHA-256\n`)
console.log(`${''.padEnd(28)}${'rate'.padStart(13)}${'to a copy'.padStart(11)}${'seconds'.padStart(9)}${'accepted'.padStart(10)}${'RSS before'.padStart(12)}${'median'.padStart(10)}${'highest'.padStart(10)}`)
for (const row of rows) {
  console.log(`${row.what.padEnd(28)}${rate(row).padStart(13)}${(copied / row.seconds).toFixed(2).padStart(11)}${row.seconds.toFixed(1).padStart(9)}${(row.accepted === undefined ? '' : `${row.accepted.toFixed(1)} s`).padStart(10)}${mib(row.before).padStart(12)}${mib(row.median)}${mib(row.highest)}`)
}
const grown = Math.max(...rows.flatMap((row) => (row.highest === undefined ? [] : [row.highest - row.before])))
console.log(`\nMost that memory grew above its start: ${grown.toFixed(0)} MiB, ${((grown / mebibytes) * 100).toFixed(1)} % of the document.`)
