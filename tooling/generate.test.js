/** The generated tables of ipp-core: what they are made of, and that nobody edited them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { excerpt, tables } from './registry/tables.js'

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const registry = read('registry/ipp-registrations.excerpt.xml')

const small = `<?xml version='1.0'?>
<registry xmlns="http://www.iana.org/assignments" id="ipp-registrations">
  <title>Internet Printing Protocol (IPP) Registrations</title>
  <updated>2020-02-29</updated>
  <registry id="ipp-registrations-6">
    <title>Enum Attribute Values</title>
    <record><attribute>job-state</attribute><value>3</value><name>pending</name><xref type="rfc" data="rfc8011"/></record>
    <record><attribute>operations-supported</attribute><syntax>type2 enum</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><attribute>operations-supported</attribute><value>0x0000-0x0001</value><name>Reserved</name><xref type="rfc" data="rfc8011"/></record>
    <record><attribute>operations-supported</attribute><value>0x0002</value><name>Print-Job</name><xref type="rfc" data="rfc8011"/></record>
    <record><attribute>operations-supported</attribute><value>0x0003(deprecated)</value><name>Print-URI</name><xref type="uri" data="https://example.org/">DEPURI</xref></record>
    <record date="2021-01-01"><attribute>operations-supported</attribute><value>0x003B</value><name>Close-Job(deprecated)</name><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
  </registry>
  <registry id="ipp-registrations-11">
    <title>Status Codes</title>
    <note>0x0000 to 0x7FFF</note>
    <record><value>0x0000</value><name>successful-ok</name><xref type="rfc" data="rfc8011"/></record>
    <record><value>0x0004</value><name>Reserved (successful-ok-too-many)</name></record>
    <record><value>0x040A</value><name>client-error-document-format-not-supported</name></record>
  </registry>
</registry>`

describe('tables', () => {
  const made = tables(small)

  it('takes the operations of the registry, deprecated ones too, without reserved ranges, and those of CUPS', () => {
    const operations = made['operations.ts'] ?? ''
    expect(operations).toContain("from IANA's IPP registrations of 2020-02-29. Do not edit.")
    expect(operations).toContain('  /** Print-Job (RFC 8011). */\n  PrintJob: 0x0002,\n  /** Print-URI (PWG IPP Deprecation of URI, deprecated). */\n  PrintURI: 0x0003,\n  /** Close-Job (PWG 5100.7, deprecated). */\n  CloseJob: 0x003b,\n  /** CUPS-Get-Default (CUPS). */\n  CUPSGetDefault: 0x4001,\n')
    expect(operations).toContain("  [0x003b, 'Close-Job'],\n")
    expect(operations).not.toMatch(/pending|Reserved/)
  })

  it('takes the status codes', () => {
    const [, rows] = /export const StatusCode = \{\n([\s\S]*?)\n\} as const/.exec(made['status-codes.ts'] ?? '') ?? []
    expect(rows).toBe(
      '  /** successful-ok (RFC 8011). */\n  SuccessfulOk: 0x0000,\n  /** client-error-document-format-not-supported (IANA). */\n  ClientErrorDocumentFormatNotSupported: 0x040a,',
    )
  })

  it('makes the same of an excerpt as of the whole', () => {
    expect(excerpt(small).length).toBeLessThan(small.length)
    expect(tables(excerpt(small))).toEqual(made)
  })

  it('refuses a file that is not the registry', () => {
    expect(() => tables('<registry/>')).toThrow('no registry "Enum Attribute Values"')
  })
})

describe('the tables of ipp-core', () => {
  it.each(Object.entries(tables(registry)))('%s is what the generator makes of the registry', (name, source) => {
    expect(read(`../packages/ipp-core/src/${name}`)).toBe(source)
  })
})
