/** What a printer answers, in plain words. */
import { shownText, type InputTray, type Supply } from '@platen/psm-socket'
import type { ConnectionFinding, ProbeFindings } from './probe.js'

const seconds = (milliseconds: number): string => (milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`)

/** The findings, a line for each matter. What a printer says is shown without control characters. */
export function findingsText({ device, connection, status, snmp, report, verdict }: ProbeFindings): string {
  const lines: readonly (readonly [string, string])[] = [
    ['connection', connectionText(connection)],
    ...(connection.outcome === 'accepted' && connection.pjl !== undefined ? pjlText(connection.pjl).map((text) => ['PJL', text] as const) : []),
    ...(status === undefined ? [] : [['status', status.text === undefined ? `no answer on UDP port ${status.port}: its state is not known that way` : `it says "${shownText(status.text)}" on UDP port ${status.port}`] as const]),
    ...(snmp === undefined ? [] : snmpText(snmp).map((text) => ['SNMP', text] as const)),
    ['state', [report.activity ?? 'not known', ...report.reasons].join(', ')],
    ...(report.message === '' || report.reasons.length === 0 ? [] : [['message', shownText(report.message)] as const]),
  ]
  return `${device}\n${lines.map(([name, text]) => `  ${name.padEnd(11)}${text}\n`).join('')}${verdicts[verdict]}\n`
}

const verdicts: Readonly<Record<ProbeFindings['verdict'], string>> = {
  ready: 'It would take a job now.',
  'not-ready': 'It is there, but would not print a job now.',
  silent: 'Nothing answers: is the address right, is it switched on, is a firewall between?',
}

function connectionText(connection: ConnectionFinding): string {
  switch (connection.outcome) {
    case 'accepted':
      return `accepted in ${seconds(connection.milliseconds)}`
    case 'refused':
      return `${connection.why}: it is there, and busy, or takes no jobs on that port`
    case 'unreachable':
      return connection.why
  }
}

function pjlText({ id, status, pages }: NonNullable<Extract<ConnectionFinding, { outcome: 'accepted' }>['pjl']>): string[] {
  return [
    ...(id === '' ? [] : [`it calls itself ${shownText(id)}`]),
    ...(status === undefined ? [] : [`code ${status.codes.join(', ')}, display "${shownText(status.display)}"${status.online === false ? ', offline' : ''}`]),
    ...(pages === undefined ? [] : [`${pages} pages printed`]),
  ]
}

function snmpText({ answer, problem }: NonNullable<ProbeFindings['snmp']>): string[] {
  if (problem !== undefined) return [`cannot be asked: ${problem}`]
  if (answer === undefined) return ['no answer: the community or the version may be wrong, or SNMP off']
  const { model, name, serialNumber, console, pages, supplies, trays, alerts } = answer
  return [
    [model === '' ? 'it answers' : `it calls itself ${shownText(model)}`, ...(name === '' ? [] : [`called "${shownText(name)}"`]), ...(serialNumber === '' ? [] : [`serial number ${shownText(serialNumber)}`])].join(', '),
    ...(console === '' ? [] : [`its panel says "${shownText(console)}"`]),
    ...(pages === undefined ? [] : [`${pages} pages printed`]),
    ...supplies.map(supplyText),
    ...trays.map(trayText),
    ...alerts.map(({ alert, description }) => `alert: ${shownText(description === '' ? alert : description)}`),
  ]
}

function supplyText({ description, type, level, capacity, receptacle }: Supply): string {
  const amount = typeof level !== 'number' ? (level === 'some' ? 'some left' : level === 'unlimited' ? 'without bound' : 'level not known') : capacity === undefined ? `${level} left` : `${Math.min(Math.round((level / capacity) * 100), 100)} % ${receptacle ? 'of its room ' : ''}left`
  return `${shownText(description === '' ? type : description)}: ${amount}`
}

function trayText({ name, level, capacity, media }: InputTray): string {
  const sheets = typeof level !== 'number' ? (level === 'some' ? 'not empty' : 'level not known') : level === 0 ? 'empty' : `${level}${capacity === undefined ? '' : ` of ${capacity}`} sheets`
  return `${shownText(name)}: ${sheets}${media === '' ? '' : ` of ${shownText(media)}`}`
}
