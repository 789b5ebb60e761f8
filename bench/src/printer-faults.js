/**
 * What the user is told when a printer goes wrong: CUPS's socket backend, run by hand, beside the Platen server, each with a
 * simulated printer of its own that has the same fault.
 *
 *     node bench/src/printer-faults.js                the table
 *     node bench/src/printer-faults.js --markdown     writes it into docs/printer-faults.md
 *
 * Four cases run at a time; the longest takes 95 s, for both wait 90 s for a printer that never closes.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { attribute, GroupTag, integer, mimeMediaType, Operation } from '@platen/ipp-core'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { requestOctets, send } from './ipp-request.js'
import { startServerProcess } from './server-process.js'

const backend = ['/usr/lib/cups/backend/socket', '/usr/libexec/cups/backend/socket'].find((path) => existsSync(path))
if (backend === undefined) throw new Error("there is no CUPS on this machine: its socket backend is in Debian's package cups-daemon")

/** A document of two pages, more than the systems between keep, with something that happens between the pages. */
const document = (happens = '') => Buffer.from(`%!PS-Adobe-3.0\n%%Pages: 2\n%%Page: 1 1\nshowpage\n${happens}\n%%Page: 2 2\n${`% ${'Platen '.repeat(30)}\n`.repeat(80_000)}showpage\n%%EOF\n`)
const during = (condition) => ({
  document: document(`%%Simulate: raise ${condition}`),
  end: {
    after: 0,
    do: async (printer) => {
      await printer.blocked(1)
      await delay(8000)
      printer.clear()
    },
  },
})
const refusing = (...more) => ({ asks: true, printer: { faults: [{ type: 'refuse' }, ...more], conditions: ['cover-open'] }, end: { after: 8000, do: (printer) => { printer.clear(); return printer.listen() } } })
const postScript = { printer: { speaks: ['postscript'] }, options: { 'end-of-job': 'ctrl-d' } }
const pjl = { printer: { speaks: ['pjl'] }, options: { 'end-of-job': 'pjl' } }

/** The faults. `end` is when the fault is over; `options` are those of Platen's queue; `asks` makes it an AppSocket queue. */
const cases = [
  { fault: 'none' },
  { fault: 'refuses connections for 8 s', printer: { faults: [{ type: 'refuse' }] }, end: { after: 8000, do: (printer) => printer.listen() } },
  { fault: 'refuses connections for good, tried for 10 s (`contimeout`, `error-policy: abort`)', printer: { faults: [{ type: 'refuse' }] }, uri: '?contimeout=10', queue: { 'error-policy': 'abort' } },
  { fault: 'busy for 8 s, and says so by UDP', asks: true, printer: { faults: [{ type: 'busy', forMilliseconds: 8000 }] } },
  { fault: 'cover open, refuses, says why by UDP', ...refusing() },
  { fault: 'the same, answers by UDP late', ...refusing({ type: 'status-late', forMilliseconds: 500 }) },
  { fault: 'the same, answers by UDP twice', ...refusing({ type: 'status-twice' }) },
  { fault: 'the same, answers by UDP from another port', ...refusing({ type: 'status-other-port' }) },
  { fault: 'closes at once (the first time)', printer: { faults: [{ type: 'close', afterOctets: 0, jobs: [1] }] } },
  { fault: 'resets at octet 100,000 (the first time)', printer: { faults: [{ type: 'reset', afterOctets: 100_000, jobs: [1] }] } },
  { fault: 'the same, `after-broken-send: hold`', printer: { faults: [{ type: 'reset', afterOctets: 100_000, jobs: [1] }] }, queue: { 'after-broken-send': 'hold' } },
  { fault: 'takes all, then resets', printer: { faults: [{ type: 'reset-at-end' }] } },
  { fault: 'takes all, closes 3 s later', printer: { faults: [{ type: 'close-late', forMilliseconds: 3000 }] } },
  { fault: 'takes all, never closes', printer: { faults: [{ type: 'never-close' }] } },
  { fault: 'stops reading for 15 s', printer: { faults: [{ type: 'stop-reading', afterOctets: 1000, forMilliseconds: 15_000 }] } },
  { fault: 'out of paper for 8 s, says so by PJL', ...pjl, ...during('media-empty:tray=2') },
  { fault: 'out of paper for 8 s, says so by PostScript', ...postScript, ...during('media-empty') },
  { fault: 'paper jam for 8 s, says so by PJL', ...pjl, ...during('media-jam') },
  { fault: 'cover open for 8 s, says so by PostScript', ...postScript, ...during('cover-open') },
  { fault: 'low toner, says so by PJL', ...pjl, document: document('%%Simulate: raise toner-low') },
  { fault: 'an error in the PostScript program', ...postScript, document: document('%%Simulate: error undefined fooo') },
  { fault: 'ignores all after a Ctrl-D', ...postScript, printer: { speaks: ['postscript'], faults: [{ type: 'ignore-after-end-of-job' }] } },
  { fault: 'says garbage', printer: { faults: [{ type: 'garbage', afterOctets: 1000, octets: 4096 }] } },
  { fault: 'floods the back channel', printer: { faults: [{ type: 'flood', afterOctets: 1000, octets: 64 << 20 }] } },
]

const plain = document()
const folder = mkdtempSync(join(tmpdir(), 'platen-faults-'))
/** Ports, times and octets differ from run to run. */
const general = (text) => text.replace(/127\.0\.0\.1:\d+/g, 'PRINTER').replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, 'TIME').replace(/(broke after|took) \d+ octets/g, '$1 N octets').replace(/^\d+ octets/g, 'N octets')
/** What was not just said. */
const changes = (lines) => lines.filter((line, at) => line !== '' && line !== lines[at - 1])

/** What the printer has of the document. */
function atPrinter({ jobs }, octets) {
  const whole = jobs.filter((job) => Buffer.from(job.octets).includes(octets)).length
  const parts = jobs.filter((job) => job.size > 0 && !Buffer.from(job.octets).includes(octets)).length
  return [whole === 0 ? 'nothing whole' : whole === 1 ? 'the document' : `the document ${whole} times`, ...(parts > 0 ? [`${parts} part${parts > 1 ? 's' : ''}`] : [])].join(', ')
}

/** CUPS's backend as cupsd runs it; ended by force after that time. cupsd shows INFO, WARNING and ERROR as printer-state-message, STATE as reasons. */
async function byCups(one, number) {
  await using printer = await createPrinterSimulator({ ...one.printer, ...(one.asks ? { statusPort: 0 } : {}) })
  if (one.end !== undefined) setTimeout(() => void one.end.do(printer), one.end.after).unref()
  const octets = one.document ?? plain
  const file = join(folder, `cups-${number}`)
  writeFileSync(file, octets)
  const start = performance.now()
  const child = spawn(backend, ['1', 'alice', 'report', '1', '', file], { env: { DEVICE_URI: `${printer.uri}/${one.uri ?? ''}`, PRINTER: 'office', LC_ALL: 'C', PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  const kill = setTimeout(() => child.kill('SIGKILL'), 110_000)
  const [code, signal] = await once(child, 'close')
  clearTimeout(kill)
  const seconds = (performance.now() - start) / 1000
  // The end of the data may still be on its way through the simulator.
  if (printer.jobs.length > 0) await Promise.race([printer.job(printer.jobs.length), delay(2000, undefined, { ref: false })])
  const lines = said.split('\n').filter((line) => /^(STATE|INFO|WARNING|ERROR|ATTR|PAGE|ALERT|CRIT): /.test(line))
  return { told: changes(lines.map(general)), outcome: signal === null ? `exit ${code}` : 'still running, killed', seconds, printed: atPrinter(printer, octets) }
}

const names = { 3: 'pending', 4: 'pending-held', 5: 'processing', 6: 'processing-stopped', 7: 'canceled', 8: 'aborted', 9: 'completed' }

/** The same by the server: job and printer as a client sees them that looks ten times a second. */
async function byPlaten(one, { name, port: printerPort, statusPort }, port) {
  await using printer = await createPrinterSimulator({ ...one.printer, port: printerPort, ...(one.asks ? { statusPort } : {}) })
  if (one.end !== undefined) setTimeout(() => void one.end.do(printer), one.end.after).unref()
  const octets = one.document ?? plain
  const start = performance.now()
  const answer = await send(port, requestOctets(Operation.PrintJob, port, name, attribute('document-format', mimeMediaType('application/postscript'))), [octets])
  const id = answer.groups.find(({ tag }) => tag === GroupTag.job)?.attributes.integer('job-id')
  const told = []
  let lastReasons = ''
  let lastMessage = ''
  for (;;) {
    const jobs = await send(port, requestOctets(Operation.GetJobAttributes, port, name, attribute('job-id', integer(id))))
    const job = jobs.groups.find(({ tag }) => tag === GroupTag.job)?.attributes
    const seen = await send(port, requestOctets(Operation.GetPrinterAttributes, port, name))
    const state = seen.groups.find(({ tag }) => tag === GroupTag.printer)?.attributes
    const values = (attributes, name) => (attributes?.get(name)?.values ?? []).map(({ value }) => String(value))
    const [jobState] = values(job, 'job-state').map((value) => names[value])
    const reasons = values(state, 'printer-state-reasons').filter((reason) => reason !== 'none')
    const [message = ''] = values(job, 'job-state-message')
    // That it connects, and is connected, is no news unless it lasts.
    const plain = /^(connected|connecting) to [\d.:]+$/.test(message)
    if (!plain && (message !== lastMessage || reasons.join() !== lastReasons)) told.push(general(`${reasons.length > 0 ? `\`${reasons.join(' ')}\` ` : ''}${message === lastMessage ? '' : message}`))
    lastReasons = reasons.join()
    lastMessage = message
    if (['completed', 'aborted', 'canceled', 'pending-held'].includes(jobState) || performance.now() - start > 110_000) {
      const why = values(job, 'job-state-reasons').filter((reason) => !['job-restartable', 'none'].includes(reason))
      const seconds = (performance.now() - start) / 1000
      if (printer.jobs.length > 0) await Promise.race([printer.job(printer.jobs.length), delay(2000, undefined, { ref: false })])
      return { told: changes(told), outcome: `${jobState}: ${why.join(', ')}`, seconds, printed: atPrinter(printer, octets) }
    }
    await delay(100)
  }
}

const ports = await Promise.all(cases.map(() => createPrinterSimulator({ statusPort: 0 })))
const queues = ports.map(({ port, statusPort }, at) => ({ name: `q${at}`, port, statusPort }))
for (const one of ports) await one[Symbol.asyncDispose]()
const configuration = queues.map(({ name, port, statusPort }, at) => {
  const { asks, uri = '', options = {}, queue = {} } = cases[at]
  return { name, device: `${asks ? 'appsocket' : 'socket'}://127.0.0.1:${port}${uri}`, options: queue, 'device-options': { ...options, ...(asks ? { statusport: statusPort } : {}) } }
})
writeFileSync(join(folder, 'platen.json'), JSON.stringify({ queues: configuration }))
const server = await startServerProcess(['--config', join(folder, 'platen.json'), '--data', join(folder, 'data'), '--log-level', 'error'])

const results = []
// The longest first.
const order = [...cases.keys()].sort((a, b) => Number(/never closes/.test(cases[b].fault)) - Number(/never closes/.test(cases[a].fault)))
const waiting = order.values()
const runner = async () => {
  for (const at of waiting) {
    const one = cases[at]
    const [platen, cups] = await Promise.all([byPlaten(one, queues[at], server.port), byCups(one, at)])
    results[at] = { fault: one.fault, cups, platen }
  }
}
await Promise.all(Array.from({ length: 4 }, runner))
await server.stop()
rmSync(folder, { recursive: true })

const cell = (text) => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')
/** What CUPS says of every job is in the first row. */
const usual = new Set(results[0].cups.told)
const special = ({ told, ...rest }) => ({ ...rest, told: told.filter((line) => !usual.has(line)) })
const shown = ({ told, outcome, seconds, printed }) => [...(told.length === 0 ? ['nothing special'] : told.map(cell)), `**${outcome}**, ${seconds.toFixed(0)} s`, `printed: ${printed}`].join('<br>')
const table = ['| the printer | CUPS says | Platen says |', '|---|---|---|', ...results.map(({ fault, cups, platen }, at) => `| ${fault} | ${shown(at === 0 ? cups : special(cups))} | ${shown(platen)} |`)].join('\n')
if (process.argv.includes('--markdown')) {
  const file = fileURLToPath(new URL('../../docs/printer-faults.md', import.meta.url))
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/(<!-- table -->\n)[^]*(\n<!-- end of table -->)/, (_, begin, end) => `${begin}\n${table}\n${end}`))
} else console.log(table)
