/** The benchmark's figures as tables in Markdown. */
import { cpus } from 'node:os'

const peers = ['ipp', 'ipp-encoder', '@sealsystems/ipp']
const own = '@platen/ipp-core'

/** What each task is called. */
export const tasks = {
  decode: 'decode',
  part: 'decode, read some',
  all: 'decode, read all',
  inPlace: 'decode in place',
  inPlacePart: 'decode in place, read some',
  inPlaceAll: 'decode in place, read all',
  encode: 'encode',
  again: 'encode what was decoded',
}

/** @returns {string} all tables, and what they leave out */
export function report(messages, contestants, events, withoutLibcups) {
  const [cpu] = cpus()
  const head = `${new Date().toISOString().slice(0, 10)}, Node.js ${process.version.slice(1)}, ${process.platform} ${process.arch}, ${cpus().length} processors${cpu?.model.trim() ? ` (${cpu.model.trim()})` : ''}.`
  const parts = [head, ...messages.map((message, index) => messageTable(message, contestants, events.filter((event) => event.message === index), index)), aims(messages, events)]
  if (withoutLibcups !== undefined) parts.push(withoutLibcups)
  return parts.join('\n\n')
}

function messageTable({ what, octets }, contestants, events, index) {
  const lines = [`### ${what}, ${octets[0].length.toLocaleString('en')} octets`, '', '| | µs | messages/s | MB/s | memory, octets | Platen is |', '|---|---:|---:|---:|---:|---|']
  const remarks = []
  for (const [task, title] of Object.entries(tasks)) {
    const rows = events.filter((event) => event.task === task)
    const ours = rows.find(({ contestant }) => contestant.label === own)
    for (const event of rows) {
      const { contestant } = event
      const length = octetsOf(event, octets[0].length)
      const less = length < octets[0].length ? ` (${length.toLocaleString('en')} octets)` : ''
      const time = median(event.times)
      // Who writes less than the message is compared by the octet.
      const factor = ours === undefined || contestant.label === own ? '' : `${ratio(perOctet(event, octets[0].length) / perOctet(ours, octets[0].length))} as fast${less === '' ? '' : ' by the octet'}`
      lines.push(`| ${title}: ${contestant.label}${less} | ${(time / 1000).toFixed(2)} | ${Math.round(1e9 / time).toLocaleString('en')} | ${Math.round((length / time) * 1000).toLocaleString('en')} | ${Math.round(event.memory).toLocaleString('en')} | ${factor} |`)
    }
    for (const contestant of contestants) {
      if (contestant.label in remarks) continue
      const { remarks: said, same, written } = contestant.messages[index]
      remarks[contestant.label] = [...said, ...(written !== undefined && !same ? [`writes ${written.toLocaleString('en')} of ${octets[0].length.toLocaleString('en')} octets`] : [])]
    }
  }
  const notes = Object.entries(remarks).filter(([, said]) => said.length > 0).map(([label, said]) => `- ${label}: ${said.join('; ')}.`)
  return [...lines, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')
}

/** The ratios that are aimed at, and whether they were met. */
function aims(messages, events) {
  const lines = ['### What was aimed at', '', '| | aim | ' + messages.map(({ what }) => what).join(' | ') + ' |', `|---|---|${messages.map(() => '---').join('|')}|`]
  const row = (title, aim, ratioOf, isMet) => {
    const cells = messages.map((message, index) => {
      const value = ratioOf(index, message.octets[0].length)
      return value === undefined ? 'not measured' : `${ratio(value)}${isMet(value) ? '' : ' **(missed)**'}`
    })
    lines.push(`| ${title} | ${aim} | ${cells.join(' | ')} |`)
  }
  const find = (message, task, test) => events.filter((event) => event.message === message && event.task === task && test(event.contestant.label))
  const ours = (message, task) => find(message, task, (label) => label === own)[0]
  // V8 is in a worse mode for a peer at times, and less work takes it longer than more: then it is compared by the latter.
  const atLeast = { decode: ['decode', 'part', 'all'], part: ['part', 'all'], all: ['all'], encode: ['encode'] }
  const best = (message, task, length) => Math.min(...atLeast[task].flatMap((more) => find(message, more, (label) => peers.includes(label)).map((event) => perOctet(event, length))))
  for (const task of ['decode', 'part', 'all', 'encode']) {
    row(`${tasks[task]}: best npm peer's time to Platen's`, 'at least 5', (index, length) => best(index, task, length) / perOctet(ours(index, task), length), (value) => value >= 5)
  }
  const floor = (index) => median(find(index, 'decode', (label) => label.startsWith('floor'))[0].times)
  for (const [task, aim] of Object.entries({ part: 1.5, inPlacePart: 1.5, all: 3, inPlaceAll: 3 })) {
    row(`${tasks[task]}: Platen's time to the floor's`, `at most ${aim}`, (index) => median(ours(index, task).times) / floor(index), (value) => value <= aim)
  }
  for (const task of ['part', 'all', 'encode']) {
    row(
      `${tasks[task]}: libcups' time to Platen's`,
      'at least 1',
      (index) => {
        const [libcups] = find(index, task, (label) => label.startsWith('libcups'))
        return libcups === undefined ? undefined : median(libcups.times) / median(ours(index, task).times)
      },
      (value) => value >= 1,
    )
  }
  return lines.join('\n')
}

const octetsOf = ({ contestant, message, task }, length) => (task === 'encode' ? (contestant.messages[message].written ?? length) : length)
const perOctet = (event, length) => median(event.times) / octetsOf(event, length)
const ratio = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)}×`

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[sorted.length >> 1]
}
