/** A real printer's captured attributes as a fixture: written to a file, served by ippeveprinter, and read back. */
import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Attributes, attributesToJSON, decode, encode, GroupTag, groupOf, type Attribute } from '@platen/ipp-core'
import { readAttributeFile, testOf, writeAttributeFile, writeIpptool } from '@platen/ipp-core/ipptool'
import { request } from '@platen/ipp-core/registry'
import { afterAll, expect, it } from 'vitest'
import { run } from './harness/command.js'
import { Ippeveprinter, missingIppeveprinter } from './harness/ippeveprinter.js'
import { describeWhere, missingTools, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const folder = join(import.meta.dirname, '../packages/ipp-core/test/captures')
const captures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /Get-Printer-Attributes(?:\.[0-9a-f]{32})?\.rsp\.bin$/.test(name))
  .sort()

/** What ippeveprinter answers by itself, whatever its file says: where it is, how it is, what it can do. */
const itsOwn = new Set([
  ...['charset-configured', 'charset-supported', 'document-format-varying-attributes', 'generated-natural-language-supported', 'identify-actions-default'],
  ...['identify-actions-supported', 'ipp-features-supported', 'ippget-event-life', 'job-hold-until-supported', 'job-k-octets-supported', 'job-settable-attributes-supported'],
  ...['multiple-document-jobs-supported', 'multiple-operation-time-out', 'multiple-operation-time-out-action', 'natural-language-configured', 'operations-supported'],
  ...['printer-alert', 'printer-alert-description', 'printer-config-change-date-time', 'printer-config-change-time', 'printer-current-time', 'printer-dns-sd-name'],
  ...['printer-get-attributes-supported', 'printer-icons', 'printer-id', 'printer-info', 'printer-is-accepting-jobs', 'printer-message-from-operator', 'printer-more-info'],
  ...['printer-settable-attributes-supported', 'printer-state', 'printer-state-message', 'printer-state-reasons', 'printer-strings-languages-supported'],
  ...['printer-strings-uri', 'printer-supply-info-uri', 'printer-up-time', 'printer-uri-supported', 'queued-job-count', 'uri-authentication-supported'],
  ...['uri-security-supported', 'which-jobs-supported'],
])
/** CUPS 2.4.2 crashes where a file has octets in hex; later ones read them. */
const inHex = ({ values }: Attribute) => values.some((value) => value.kind === 'octets' && /<.*>/.test(writeAttributeFile(Attributes.of({ name: 'a', values: [value] })).text))
const asText = (one: Attribute) => JSON.stringify(attributesToJSON(Attributes.of(one)))

describeWhere([...missingIppeveprinter(), ...missingTools('ipptool')], 'a captured printer, served by ippeveprinter from the file we wrote', () => {
  const work = new WorkFolder('fixtures')
  afterAll(() => work[Symbol.dispose]())

  it.each(captures)('%s', async (capture) => {
    const captured = groupOf(decode(readFileSync(join(folder, capture))).message, GroupTag.printer) ?? new Attributes()
    const { text } = writeAttributeFile(new Attributes([...captured].filter((one) => !inHex(one))))
    const file = work.file('printer.conf')
    await writeFile(file, text)
    await using printer = await Ippeveprinter.start(work, '-a', file)

    const expected = [...readAttributeFile(text)].filter(({ name }) => !itsOwn.has(name))
    const uri = `ipp://localhost:${printer.port}/ipp/print`
    const asked = request({ operation: 'Get-Printer-Attributes', attributes: { 'printer-uri': uri, 'requested-attributes': expected.map(({ name }) => name) } })
    const answer = await fetch(`http://${printer.authority}/ipp/print`, { method: 'POST', headers: { 'Content-Type': 'application/ipp' }, body: new Uint8Array(encode(asked)) })
    const served = groupOf(decode(new Uint8Array(await answer.arrayBuffer())).message, GroupTag.printer) ?? new Attributes()

    expect(expected.length).toBeGreaterThan(45)
    // Some it answers twice: as it is itself, and as its file says.
    const servedJSON = new Set([...served].map(asText))
    expect(expected.filter((one) => !servedJSON.has(asText(one)))).toEqual([])

    // And ipptool, with a test that we wrote, finds in it what the captured printer said.
    const model = captured.string('printer-make-and-model') ?? ''
    const question = request({ operation: 'Get-Printer-Attributes', attributes: { 'printer-uri': uri, 'requested-attributes': 'printer-make-and-model' } })
    const { test, lost } = testOf(question, {
      name: 'The fixture',
      status: [{ status: 'successful-ok', predicates: [] }],
      expect: [{ directive: 'EXPECT', name: 'printer-make-and-model', presence: 'required', predicates: [{ predicate: 'OF-TYPE', value: 'text' }, { predicate: 'WITH-VALUE', value: model }] }],
    })
    expect(lost).toEqual([])
    await writeFile(work.file('fixture.test'), writeIpptool({ items: [test] }))
    const report = await run(tool('ipptool'), ['-t', '-T', '20', uri, work.file('fixture.test')])
    expect(report).toMatchObject({ code: 0, stdout: expect.stringMatching(/The fixture\s+\[PASS\]/) as string })
  })
})
