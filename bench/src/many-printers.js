/**
 * Many printers in one process: all polled, then a job to each at once, with the delay of the event loop.
 *
 *     node bench/src/many-printers.js [printers] [MiB of a job] [seconds of polling]      (default 200, 4 and 10)
 *
 * The printers are simulators in a process of their own; each answers AppSocket status by UDP, and SNMP. What is measured is
 * the process that polls and sends: devices of psm-appsocket as the spooler has them. The delay is that beyond the timer's
 * interval; an idle process beside it tells what of it is the machine's.
 */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { appsocketDriver } from '@platen/psm-appsocket'

/** Printers in this process: tells their ports, and when asked what they received. */
async function printers(count) {
  const all = []
  for (let made = 0; made < count; made++) all.push(await createPrinterSimulator({ keep: 'digest', statusPort: 0, snmpPort: 0 }))
  process.on('message', async () => {
    await Promise.all(all.map((printer) => printer.job(Math.max(printer.jobs.length, 1))))
    process.send({ received: all.map(({ jobs }) => jobs.map(({ digest }) => digest)) })
  })
  process.send({ ports: all.map(({ port, statusPort, snmpPort }) => ({ port, statusPort, snmpPort })) })
}

const resolution = 10

/** What is in a job: different for each. */
function* pieces(number, mebibytes) {
  const block = Buffer.alloc(65_536, `job ${number} to its printer. `)
  for (let sent = 0; sent < mebibytes * 16; sent++) yield block
}

/** The delay of the event loop, and memory, while something runs. */
async function observed(run) {
  const histogram = monitorEventLoopDelay({ resolution })
  const start = performance.now()
  const processor = process.cpuUsage()
  histogram.enable()
  const result = await run()
  histogram.disable()
  const milliseconds = (nanoseconds) => Math.max(nanoseconds / 1e6 - resolution, 0)
  const { user, system } = process.cpuUsage(processor)
  return {
    result,
    seconds: (performance.now() - start) / 1000,
    processor: (user + system) / 1e6,
    p50: milliseconds(histogram.percentile(50)),
    p99: milliseconds(histogram.percentile(99)),
    max: milliseconds(histogram.max),
    resident: process.memoryUsage.rss() / 2 ** 20,
  }
}

async function measure(count, mebibytes, seconds) {
  const child = fork(fileURLToPath(import.meta.url), ['printers', String(count)])
  const [{ ports }] = await once(child, 'message')
  const devices = ports.map(({ port, statusPort, snmpPort }) => appsocketDriver.open(new URL(`appsocket://127.0.0.1:${port}?statusport=${statusPort}&snmp=v2c&snmpport=${snmpPort}`), {}))
  const signal = new AbortController().signal
  const expected = devices.map((_, number) => {
    const hash = createHash('sha256')
    for (const piece of pieces(number, mebibytes)) hash.update(piece)
    return hash.digest('hex')
  })

  /** Polls each once a second, spread over the second. @returns answers and questions */
  const poll = async (until) => {
    let asked = 0
    let answered = 0
    const one = async (device, number) => {
      await delay((number / count) * 1000)
      while (!until.aborted) {
        asked++
        const next = delay(1000, undefined, { signal: until }).catch(() => undefined)
        if ((await device.status(signal)) !== undefined) answered++
        await next
      }
    }
    await Promise.all(devices.map(one))
    return { asked, answered }
  }

  const idle = await observed(() => delay(seconds * 1000))
  const polled = await observed(() => poll(AbortSignal.timeout(seconds * 1000)))
  const over = new AbortController()
  const printed = await observed(async () => {
    const polling = poll(over.signal)
    await Promise.all(
      devices.map((device, number) =>
        device.deliver({
          job: { id: number + 1, name: `job ${number}`, user: 'bench', documentName: '', format: 'application/octet-stream' },
          data: (async function* () {
            yield* pieces(number, mebibytes)
          })(),
          signal,
          beforeFirstOctet: () => Promise.resolve(),
          progress: () => undefined,
          report: () => undefined,
        }),
      ),
    )
    over.abort()
    return polling
  })
  child.send('report')
  const [{ received }] = await once(child, 'message')
  const wrong = received.filter((digests, number) => digests.filter((digest) => digest === expected[number]).length !== 1).length
  // A port that was free a moment ago: another program's printer may have had it, and still get its jobs.
  const strays = received.reduce((sum, { length }) => sum + length, 0) - count
  await Promise.all(devices.map((device) => device[Symbol.asyncDispose]()))
  child.kill()
  if (wrong === 0 && strays > 0) console.log(`${strays} jobs came from other programs`)
  if (wrong > 0) throw new Error(`${wrong} of ${count} jobs arrived other than they were sent`)

  const highest = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
  console.log(`${count} printers, each asked once a second by UDP and SNMP; ${count} jobs of ${mebibytes} MiB at once, all arrived with the same SHA-256\n`)
  console.log('| | seconds | questions, answered | loop delay p50 | p99 | highest | processor | memory |\n|---|---|---|---|---|---|---|---|')
  const ms = (value) => `${value.toFixed(1)} ms`
  for (const [what, { result, seconds, processor, p50, p99, max, resident }] of [['idle', idle], ['polling', polled], ['polling and printing', printed]]) {
    const questions = result === undefined ? '' : `${result.asked}, ${result.answered}`
    console.log(`| ${what} | ${seconds.toFixed(1)} | ${questions} | ${ms(p50)} | ${ms(p99)} | ${ms(max)} | ${((processor / seconds) * 100).toFixed(0)} % | ${resident.toFixed(0)} MiB |`)
  }
  console.log(`\n${((count * mebibytes) / printed.seconds).toFixed(0)} MiB/s in all; the most memory was ${highest.toFixed(0)} MiB`)
}

const [what, ...rest] = process.argv.slice(2)
if (what === 'printers') await printers(Number(rest[0]))
else await measure(Number(what ?? 200), Number(rest[0] ?? 4), Number(rest[1] ?? 10))
