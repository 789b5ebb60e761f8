/** Printers that answer SNMPv3 only, through the whole server: what they hold is shown; a password that is wrong is told, and no password is shown anywhere. */
import { writeFileSync } from 'node:fs'
import { createPrinterSimulator, parseSnmpUser, type PrinterSimulator } from '@platen/printer-simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ipptool } from './harness/ipptool.js'
import { finished, ownSuite, print } from './harness/jobs.js'
import { PlatenServer, type FileOptions } from './harness/platen-server.js'
import { printerState, printerWithReason } from './harness/printer-state.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const authentic = 'hush-authentic'
const wrong = 'hush-mistaken'
const privacy = 'hush-private-key'

describeWhere(missingTools('ipptool'), 'a printer that answers SNMPv3 only', () => {
  const open = new AsyncDisposableStack()
  let work: WorkFolder
  let server: PlatenServer

  const printer = async (): Promise<PrinterSimulator> =>
    open.use(await createPrinterSimulator({ snmpPort: 0, statusPort: 0, snmpUsers: [parseSnmpUser(`monitor,sha256:${authentic},aes:${privacy}`)], equipment: { supplies: [{ name: 'Black Cartridge', color: 'black', level: 7 }] } }))
  const options = ({ snmpPort = 0 }: PrinterSimulator, password: FileOptions[string]): FileOptions => ({ silence: 1, snmp: 'v3', snmpport: snmpPort, snmpuser: 'monitor', snmpauth: 'sha256', snmpauthpassword: password, snmpprivpassword: { env: 'PLATEN_TEST_PRIVACY' } })

  beforeAll(async () => {
    work = open.use(new WorkFolder('snmp-v3'))
    writeFileSync(work.file('password'), `${authentic}\n`, { mode: 0o600 })
    vi.stubEnv('PLATEN_TEST_PRIVACY', privacy)
    const [right, mistaken, inUri, appsocket] = [await printer(), await printer(), await printer(), await printer()]
    const query = new URLSearchParams({ snmp: 'v3', snmpport: String(inUri.snmpPort), snmpuser: 'monitor', snmpauth: 'sha256', snmpauthpassword: authentic, snmpprivpassword: privacy })
    const queues = [
      { name: 'right', device: right.uri, 'device-options': options(right, { file: 'password' }) },
      { name: 'direct', module: '@platen/psm-socket', device: right.uri, 'device-options': options(right, { file: 'password' }) },
      { name: 'mistaken', device: mistaken.uri, 'device-options': options(mistaken, wrong) },
      { name: 'in-uri', device: `${inUri.uri}?${query.toString()}` },
      { name: 'appsocket', device: appsocket.uri.replace('socket:', 'appsocket:'), 'device-options': { ...options(appsocket, wrong), statusport: appsocket.statusPort ?? 0 } },
    ]
    server = open.use(await PlatenServer.start(work, { queues }, { mayLog: /cannot be asked how it is/ }))
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    await open.disposeAsync()
  })

  it.each(['right', 'direct', 'in-uri'])('shows its supplies: marker-* and printer-supply (%s)', async (queue) => {
    expect(await printerWithReason(server.uri(queue), /^toner-low-warning$/)).toMatchObject({ state: 'idle' })
    const { attributes } = await ipptool(server.uri(queue), 'get-printer-attributes.test', { args: ['-v'] })
    expect(attributes.get('marker-names')).toBe('Black Cartridge')
    expect(attributes.get('marker-levels')).toBe('7')
    expect(attributes.get('printer-supply')).toMatch(/level=7;.*colorantname=black;/)
  })

  it.each(['right', 'direct', 'in-uri'])('counts the pages of a job by its counter, before and after (%s)', async (queue) => {
    // What the counter says before the job is known to the server by now.
    await printerWithReason(server.uri(queue), /^toner-low-warning$/)
    const document = work.file('document.pcl')
    writeFileSync(document, '\u001bEone\ftwo\f\u001bE')
    const { id } = await print(server.uri(queue), document, 'application/vnd.hp-PCL')
    const job = await finished(server.uri(queue), id)
    expect(job.attributes.get('job-impressions-completed')).toBe('2')
    expect(job.message).toMatch(/\(2 pages\); its counter of impressions went from \d+ to \d+/)
    if (queue !== 'direct') expect(await (await fetch(`http://${server.authority}/jobs/${id}`)).text()).toMatch(/<td>sent<br>[^]*its counter of impressions went from/)
  })

  it.each(['mistaken', 'appsocket'])('with a wrong password is unknown, not down, and the log says which queue and option (%s)', async (queue) => {
    const line = await vi.waitFor(
      () => {
        const found = server.log.split('\n').find((one) => one.includes(`printer \\"${queue}\\" cannot be asked how it is`))
        if (found === undefined) throw new Error(`not logged: ${server.log}`)
        return found
      },
      { timeout: 20_000 },
    )
    expect(line).toMatch(/refuses the user \\"monitor\\": .* \(options snmpauthpassword, snmpauth\)/)
    expect(await printerState(server.uri(queue))).toMatchObject({ state: 'idle', reasons: ['none'] })
    const document = work.file('document.txt')
    writeFileSync(document, 'hello\n')
    const { id } = await print(server.uri(queue), document, 'text/plain')
    expect(await finished(server.uri(queue), id)).toMatchObject({ state: 'completed' })
  })

  it.each(['right', 'direct', 'mistaken', 'in-uri', 'appsocket'])('shows no password: not to clients, on pages or in the log (%s)', async (queue) => {
    const shown = [
      (await ipptool(server.uri(queue), 'get-printer-attributes.test', { args: ['-v'] })).text,
      (await ipptool(server.uri(queue), ownSuite('devices.test'), { args: ['-v'] })).text,
      ...(await Promise.all(['/', `/printers/${queue}`].map(async (path) => (await fetch(`http://${server.authority}${path}`)).text()))),
      server.log,
    ]
    expect(shown.join('\n')).toContain(queue)
    expect(shown.join('\n')).not.toMatch(/hush-/)
  })
})

describe('a secret that is not there', () => {
  it.each([
    ['a file', { file: 'nowhere' }, /platen\.yaml:\d+:\d+: "queues\[0\]\.device-options\.snmpauthpassword": the file \S*nowhere cannot be read: ENOENT/],
    ['a variable', { env: 'PLATEN_TEST_NOWHERE' }, /platen\.yaml:\d+:\d+: "queues\[0\]\.device-options\.snmpauthpassword": there is no environment variable PLATEN_TEST_NOWHERE/],
    ['a password that is too short', 'hush', /queue "laser": device "socket:\/\/printer\.example": option "snmpauthpassword" is too short/],
  ])('%s keeps the server from starting, which says where', async (_what, password, message) => {
    using work = new WorkFolder('snmp-v3-wrong')
    const starting = PlatenServer.start(work, { queues: [{ name: 'laser', device: 'socket://printer.example', 'device-options': { snmp: 'v3', snmpuser: 'monitor', snmplevel: 'authNoPriv', snmpauthpassword: password } }] })
    await expect(starting).rejects.toThrow(message)
    await expect(starting).rejects.not.toThrow('hush')
  })
})
