import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Configuration } from './configuration.js'
import { defaultConfiguration } from './default.js'
import { readConfiguration } from './read.js'
import { valueSource } from './value-source.js'

const queue = `queues:
  - name: office
    device: socket://printer.example:9100
`
const faults = (yaml: string): string[] => {
  try {
    readConfiguration(yaml, 'platen.yaml')
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : []
  }
  return []
}

describe('option values that stand elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'platen-values-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'password'), 'from-a-file\n')
  writeFileSync(join(folder, 'empty'), '\n')
  writeFileSync(join(folder, 'two'), 'hush\nhush\n')
  const source = valueSource(folder, { SNMP_PASSWORD: 'from-outside', NOTHING: '' })
  const read = (options: string): Configuration => readConfiguration(`${queue}    device-options: ${options}\n`, 'platen.yaml', source)

  it('are read from files and the environment', () => {
    expect(read('{ a: { file: password }, b: { env: SNMP_PASSWORD }, c: 3, d: [x, y] }').queues[0]?.['device-options']).toEqual({ a: 'from-a-file', b: 'from-outside', c: 3, d: 'x,y' })
    const modules = readConfiguration(`${queue}    options: { a: { file: password } }\nmodules: { x: { b: { env: SNMP_PASSWORD } } }\n`, 'platen.yaml', source)
    expect([modules.queues[0]?.options, modules.modules]).toEqual([{ a: 'from-a-file' }, { x: { b: 'from-outside' } }])
  })

  it.each([
    ['{ a: { file: nothing } }', `the file ${join(folder, 'nothing')} cannot be read: ENOENT`],
    ['{ a: { file: empty } }', `the file ${join(folder, 'empty')} is empty`],
    ['{ a: { file: two } }', `the file ${join(folder, 'two')} is to have one line`],
    ['{ a: { env: NOTHING } }', 'there is no environment variable NOTHING'],
    ['{ a: { fiel: password } }', 'or says where its value is: { file: PATH } or { env: NAME }'],
  ])('%s: told with the place', (options, message) => {
    expect(() => read(options)).toThrow(message)
    expect(() => read(options)).toThrow(/^platen\.yaml:4:\d+: "queues\[0\]\.device-options\.a": /)
  })
})

describe('what is not YAML', () => {
  it.each([
    ["snmpauthpassword: 'hush-hush\n", /^platen\.yaml:\d+:\d+: Missing closing 'quote/],
    ['snmpauthpassword: "hush" hush\n', /^platen\.yaml:4:30: Unexpected/],
    ['snmpauthpassword: |hush\n', /^platen\.yaml:4:/],
    ['snmpauthpassword: *hush\n', /a value begins with "\*"/],
    ['snmpauthpassword: "\\hush"\n', /^platen\.yaml:4:/],
    ['snmpauthpassword: a: hush\n', /^platen\.yaml:4:/],
  ])('%j: told with its place, and not repeated', (line, message) => {
    const [told = '', ...more] = faults(`${queue}    ${line}`)
    expect(told).toMatch(message)
    expect([told, ...more].join()).not.toContain('hush')
  })
})

describe('the configuration file', () => {
  it('needs a queue with a name and a device; all else has a default', () => {
    expect(readConfiguration(queue, 'platen.yaml')).toMatchObject({
      listen: { host: 'localhost', port: 8631 },
      operators: ['loopback'],
      queues: [{ name: 'office', module: '@platen/psm-spool', location: '', options: {} }],
    })
  })

  it('is never needed: the default one prints into a folder', () => {
    expect(readConfiguration(defaultConfiguration('/var/lib/a "b"'), 'default').queues).toMatchObject([{ name: 'folder', device: 'file:///var/lib/a%20%22b%22/printed/' }])
  })

  it.each([
    ['a key that is not known', `${queue}lisen: {}\n`, 'platen.yaml:4:8: "lisen" is not known here; look for a spelling mistake'],
    ['a key of a queue that is not known', `${queue}    devise: x\n`, 'platen.yaml:4:13: "queues[0].devise" is not known here; look for a spelling mistake'],
    ['a missing device', 'queues:\n  - name: office\n', 'platen.yaml:2:5: "queues[0]": a queue has a "device", or is a "class" of other queues: one of the two keys, not both'],
    ['a name that cannot stand in a URI', queue.replace('office', 'the office'), 'platen.yaml:2:11: "queues[0].name": a queue name is up to 127 letters, digits, ".", "_" and "-", and begins with a letter or digit'],
    ['two queues of a name', `${queue}${queue.replace('queues:\n', '')}`, 'platen.yaml:4:11: there are two queues named "office"'],
    ['a default that is not declared', `${queue}default: attic\n`, 'platen.yaml:4:10: the default queue "attic" is not declared; there are: office'],
    ['an operation nobody knows', `${queue}disabled-operations: [Purge-Jobs, Print-Jobs]\n`, 'platen.yaml:4:35: "Print-Jobs" is not an operation; write it like Purge-Jobs'],
    ['a switch of an operation nobody knows', `${queue}operations: { all: disable, Print-Jobs: enable }\n`, 'platen.yaml:4:41: "Print-Jobs" is not an operation; write it like Purge-Jobs, or all, or required'],
    ['a switch that is neither on nor off', `${queue}operations: { all: no }\n`, 'platen.yaml:4:20: "operations.all": an operation is set to enable or disable'],
    ['a conformance nobody knows', `${queue}conformance: 1.2\n`, 'platen.yaml:4:14: "conformance": conformance is automatic, 1.0 or 1.1'],
    ['a default service that is not declared', `${queue}default-service: attic\n`, 'platen.yaml:4:18: the queue "attic" is not declared; there are: office'],
    ['a location for the whole server', `${queue}locations:\n  /: { conformance: 1.0 }\n`, 'platen.yaml:5:6: "/": what holds for the whole server stands at the top of the file'],
    ['a location that is nothing', `${queue}locations:\n  /office: { conformance: 1.0 }\n`, 'platen.yaml:5:12: "/office": a location is a queue, /printers/NAME, or the system, /ipp/system'],
    ['a place twice', `${queue}locations:\n  /printers/office: {}\n  /ipp/print/office: {}\n`, 'platen.yaml:6:22: "/ipp/print/office" is the same place as "/printers/office"'],
    ['a key of a location that is not known', `${queue}locations:\n  /printers/office: { defaut-user: x }\n`, 'platen.yaml:5:36: "locations./printers/office.defaut-user" is not known here; look for a spelling mistake'],
    ['an operation of a location that nobody knows', `${queue}locations:\n  /printers/office: { operations: { Prnt-Job: disable } }\n`, 'platen.yaml:5:47: "Prnt-Job" is not an operation; write it like Purge-Jobs, or all, or required'],
    ['no queue', 'queues: []\n', 'platen.yaml:1:9: "queues": declare at least one queue'],
    ['digits as a tray, which make Windows hang', `${queue}    capabilities:\n      media-sources: ["1"]\n`, 'platen.yaml:5:23: "queues[0].capabilities.media-sources[0]": a media source is a keyword that begins with a letter: digits alone make Windows hang'],
    ['a preset of an attribute nobody knows', `${queue}    presets:\n      - { name: draft, attributes: { side: two-sided-long-edge } }\n`, 'platen.yaml:5:44: "side" is not a Job Template attribute; write it like sides, print-quality or media-col'],
    ['a preset of a value of another syntax', `${queue}    presets:\n      - { name: draft, attributes: { copies: many } }\n`, 'platen.yaml:5:46: "many" is not of the syntax integer(1:MAX) in attribute "copies"'],
    ['a preset that the printer does not do', `${queue}    capabilities: { duplex: false }\n    presets:\n      - { name: draft, attributes: { sides: two-sided-long-edge } }\n`, 'platen.yaml:6:45: this printer does not do sides "two-sided-long-edge", by its capabilities'],
    ['two presets of a name', `${queue}    presets:\n      - { name: draft, attributes: { copies: 2 } }\n      - { name: draft, attributes: { copies: 3 } }\n`, 'platen.yaml:6:17: there are two presets named "draft"'],
    ['a constraint of one attribute', `${queue}    constraints:\n      - { name: x, conflict: { copies: 2 }, instead: { copies: 1 } }\n`, 'platen.yaml:5:30: "queues[0].constraints[0].conflict": at least two attributes conflict'],
    ['a constraint that is resolved to what the printer does not do', `${queue}    capabilities: { color: false }\n    constraints:\n      - { name: x, conflict: { copies: 2, sides: one-sided }, instead: { print-color-mode: color } }\n`, 'platen.yaml:6:92: this printer does not do print-color-mode "color", by its capabilities'],
  ])('with %s is refused with line and column', (_, yaml, message) => {
    expect(faults(yaml)).toEqual([message])
  })

  it('says how requests are served, for the whole server and at places; 1.0 and 1.1 need no quotes', () => {
    const served = `${queue}conformance: 1.1\noperations: { all: disable, required: enable }\ndefault-user: guest\nlocations:\n  /printers/office: { conformance: 1.0, default-service: office }\n  /ipp/system: { conformance: automatic }\n`
    expect(readConfiguration(served, 'platen.yaml')).toMatchObject({
      conformance: '1.1',
      operations: { all: 'disable', required: 'enable' },
      'default-user': 'guest',
      locations: { '/printers/office': { conformance: '1.0', 'default-service': 'office' }, '/ipp/system': { conformance: 'automatic' } },
    })
  })

  it('tells every fault at once', () => {
    expect(faults(`${queue}    devise: x\nlisten: { port: 70000 }\n`)).toHaveLength(2)
  })

  it('that is not YAML is refused with line and column', () => {
    expect(faults('queues: [\n')[0]).toMatch(/^platen\.yaml:2:1: Flow sequence/)
  })
})
