/**
 * How fast one large document gets to a printer that throws it away: by psm-socket's engine, by a plain `stream.pipeline`
 * from a file to a socket, by CUPS's socket backend and by netcat; each a process of its own, in turns.
 *
 *     node bench/src/printer-speed.js [MiB] [rounds]      (default 1024 and 5)
 *
 * The time is the printer's: from the connection to the end of the data. Ratios are those of one round, medians are told.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, createReadStream, readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { socketDriver } from '@platen/psm-socket'

const self = fileURLToPath(import.meta.url)

/** Senders in this runtime, each run in a process of its own: `printer-speed.js send NAME PORT FILE`. */
const senders = {
  pipeline: async (port, file) => {
    const socket = connect(port, '127.0.0.1')
    const closed = once(socket, 'close')
    socket.resume()
    await pipeline(createReadStream(file), socket)
    await closed
  },
  'psm-socket': (port, file) => deliver(`socket://127.0.0.1:${port}`, file),
  'psm-socket, PJL': (port, file) => deliver(`socket://127.0.0.1:${port}?end-of-job=pjl`, file),
}

async function deliver(uri, file) {
  const device = socketDriver.open(new URL(uri), {})
  await device.deliver({
    job: { id: 1, name: 'speed', user: 'bench', documentName: '', format: 'application/octet-stream' },
    data: createReadStream(file),
    signal: new AbortController().signal,
    beforeFirstOctet: () => Promise.resolve(),
    progress: () => undefined,
    report: () => undefined,
  })
  await device[Symbol.asyncDispose]()
}

/** The printer, a process of its own: `printer-speed.js sink`. Tells its port, then octets and milliseconds of each job. */
async function sink() {
  const server = createServer({ allowHalfOpen: true, highWaterMark: 1 << 20 }, (socket) => {
    const start = performance.now()
    let octets = 0
    socket.on('data', (chunk) => (octets += chunk.length))
    socket.on('error', () => undefined)
    socket.on('end', () => {
      process.send({ octets, milliseconds: performance.now() - start })
      socket.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send({ port: server.address().port })
}

const found = (name, ...folders) =>
  [...(process.env.PATH ?? '').split(delimiter), ...folders].map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** Highest resident memory (MiB) and processor time (seconds) of a process so far; nothing when it is gone. */
function used(pid) {
  try {
    const memory = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13)
    return memory === undefined ? undefined : { memory: Number(memory) / 1024, processor: (Number(user) + Number(system)) / 100 }
  } catch {
    return undefined
  }
}

async function measure(mebibytes, rounds) {
  const folder = await mkdtemp(join(tmpdir(), 'platen-bench-'))
  const file = join(folder, 'document')
  const handle = await open(file, 'w')
  const block = Buffer.alloc(1 << 20, 'Platen streams. ')
  for (let written = 0; written < mebibytes; written++) await handle.write(block)
  await handle.sync()
  await handle.close()

  const printer = spawn(process.execPath, [self, 'sink'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [{ port }] = await once(printer, 'message')
  const uri = `socket://127.0.0.1:${port}`
  const backend = found('socket', '/usr/lib/cups/backend', '/usr/libexec/cups/backend')
  const nc = found('nc')
  const node = (name) => () => spawn(process.execPath, [self, 'send', name, String(port), file], { stdio: ['ignore', 'inherit', 'inherit'] })
  const peers = [
    ...Object.keys(senders).map((name) => ({ name, start: node(name) })),
    ...(backend === undefined ? [] : [{ name: "CUPS's socket backend", start: () => spawn(backend, ['1', 'bench', 'speed', '1', '', file], { env: { DEVICE_URI: uri, PATH: process.env.PATH }, stdio: 'ignore' }) }]),
    ...(nc === undefined ? [] : [{ name: 'netcat', start: () => spawn('sh', ['-c', `exec "${nc}" -N 127.0.0.1 ${port} < "${file}"`], { stdio: 'ignore' }) }]),
  ].map((peer) => ({ ...peer, seconds: [], processor: [], memory: 0 }))
  for (const missing of [...(backend === undefined ? ["CUPS's socket backend"] : []), ...(nc === undefined ? ['netcat'] : [])]) console.log(`${missing} is not on this machine and is left out`)

  // The first round warms the file's pages and the processor; it does not count.
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(Math.max(round, 0) + turn) % peers.length]
      const child = peer.start()
      const exited = once(child, 'exit')
      let last
      const watch = setInterval(() => (last = used(child.pid) ?? last), 10)
      const [{ octets, milliseconds }] = await once(printer, 'message')
      const [code] = await exited
      clearInterval(watch)
      if (code !== 0 || octets < mebibytes << 20 || octets > (mebibytes << 20) + 4096) throw new Error(`${peer.name} ended with ${code}, and the printer got ${octets} octets`)
      if (round < 0) continue
      peer.seconds.push(milliseconds / 1000)
      peer.processor.push(last?.processor ?? Number.NaN)
      peer.memory = Math.max(peer.memory, last?.memory ?? 0)
    }
  }
  printer.kill()
  await rm(folder, { recursive: true })

  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
  const [plain] = peers
  console.log(`${mebibytes} MiB to a printer that throws it away, ${rounds} rounds in turns\n`)
  console.log(`| | rate, median | slowest and fastest | to plain pipeline | its processor time | highest memory |\n|---|---|---|---|---|---|`)
  const rate = (seconds) => `${(mebibytes / seconds).toFixed(0)} MiB/s`
  for (const { name, seconds, processor, memory } of peers) {
    const ratio = median(seconds.map((one, round) => plain.seconds[round] / one))
    console.log(`| ${name} | ${rate(median(seconds))} | ${rate(Math.max(...seconds))}, ${rate(Math.min(...seconds))} | ${ratio.toFixed(2)} | ${median(processor).toFixed(2)} s | ${memory.toFixed(0)} MiB |`)
  }
}

const [what, ...rest] = process.argv.slice(2)
if (what === 'sink') await sink()
else if (what === 'send') await senders[rest[0]](Number(rest[1]), rest[2])
else await measure(Number(what ?? 1024), Number(rest[0] ?? 5))
