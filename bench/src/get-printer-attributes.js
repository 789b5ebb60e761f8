/**
 * Get-Printer-Attributes: the whole server beside a bare node:http server that sends the same octets, and beside CUPS's
 * server if there is one. Rounds are taken in turns, so that all have the same weather; medians are told.
 *
 *     node bench/src/get-printer-attributes.js [rounds] [milliseconds of a round]
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode, groupOf, GroupTag, Operation } from '@platen/ipp-core'
import { answerTo, postOf, requestsPerSecond } from './http-load.js'
import { requestOctets } from './ipp-request.js'
import { startPrivateCupsd } from './private-cupsd.js'
import { startServerProcess } from './server-process.js'

const rounds = Number(process.argv[2] ?? 7)
const milliseconds = Number(process.argv[3] ?? 1000)
const folder = mkdtempSync(join(tmpdir(), 'platen-bench-'))
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const platen = await startServerProcess(['--data', join(folder, 'data')])
const platenPost = postOf('/ipp/print/folder', platen.port, requestOctets(Operation.GetPrinterAttributes, platen.port, 'folder'))
const answer = await answerTo(platen.port, platenPost)
writeFileSync(join(folder, 'answer'), answer)

const bareProcess = spawn(process.execPath, [fileURLToPath(new URL('bare-http-server.js', import.meta.url)), join(folder, 'answer')], { stdio: ['ignore', 'pipe', 'inherit'] })
const [barePort] = (await once(createInterface({ input: bareProcess.stdout }), 'line')).map(Number)

const cupsd = await startPrivateCupsd(folder)
const subjects = [
  { name: 'bare node:http, same octets', port: barePort, post: postOf('/ipp/print/folder', barePort, requestOctets(Operation.GetPrinterAttributes, barePort, 'folder')) },
  { name: 'Platen', port: platen.port, post: platenPost },
  ...(typeof cupsd === 'string' ? [] : [{ name: 'cupsd', port: cupsd.port, post: postOf('/printers/bench', cupsd.port, withPath(cupsd.port)) }]),
]
if (typeof cupsd === 'string') console.log(`without cupsd: ${cupsd}`)

/** CUPS's queues are at /printers/. */
function withPath(port) {
  const octets = Buffer.from(requestOctets(Operation.GetPrinterAttributes, port, 'bench'))
  // "/ipp/print/" and "/printers/." have eleven characters; a trailing dot is not a queue, so the URI is written anew.
  const from = Buffer.from(`ipp://127.0.0.1:${port}/ipp/print/bench`)
  const to = Buffer.from(`ipp://127.0.0.1:${port}/printers/bench`)
  const at = octets.indexOf(from)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(to.length)
  return Buffer.concat([octets.subarray(0, at - 2), length, to, octets.subarray(at + from.length)])
}

for (const { name, port, post } of subjects) {
  const octets = await answerTo(port, post)
  const { message } = decode(octets)
  console.log(`${name}: ${octets.length} octets, ${groupOf(message, GroupTag.printer)?.size ?? 0} attributes, status 0x${message.code.toString(16)}`)
}

console.log('\n| connections | server | answers per second | to bare | to cupsd |\n|---|---|---|---|---|')
for (const connections of [1, 16]) {
  const rates = new Map(subjects.map(({ name }) => [name, []]))
  for (const { port, post } of subjects) await requestsPerSecond(port, post, { connections, milliseconds: 500 }) // warm
  for (let round = 0; round < rounds; round++) {
    for (const { name, port, post } of subjects) rates.get(name).push(await requestsPerSecond(port, post, { connections, milliseconds }))
  }
  const [bare, , cups] = subjects.map(({ name }) => median(rates.get(name)))
  for (const { name } of subjects) {
    const rate = median(rates.get(name))
    console.log(`| ${connections} | ${name} | ${Math.round(rate)} | ${(rate / bare).toFixed(2)} | ${cups === undefined ? '' : (rate / cups).toFixed(1)} |`)
  }
}

bareProcess.kill()
await platen.stop()
if (typeof cupsd !== 'string') await cupsd.stop()
rmSync(folder, { recursive: true, force: true })
