/** The generated tables of ipp-core: what they are made of, and that nobody edited them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSyntax, mergeSyntaxes, shortSyntax } from './registry/syntax.js'
import { tables } from './registry/tables.js'

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), 'utf8')

const small = `<?xml version='1.0'?>
<registry xmlns="http://www.iana.org/assignments" id="ipp-registrations">
  <title>Internet Printing Protocol (IPP) Registrations</title>
  <updated>2020-02-29</updated>
  <registry id="ipp-registrations-2">
    <title>Attributes</title>
    <record><collection>Job Template</collection><name>media-col</name><syntax>collection</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Job Template</collection><name>media-col</name><member_attribute>media-size</member_attribute><syntax>collection</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Job Template</collection><name>media-col</name><member_attribute>media-size</member_attribute><sub-member_attribute>x-dimension</sub-member_attribute><syntax>integer(0:MAX)</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Job Template</collection><name>media-col</name><member_attribute>media-type(extension)</member_attribute><syntax>type2 keyword | name(MAX)</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Job Template</collection><name>overrides</name><syntax>1setOf collection</syntax><xref type="uri" data="https://example.org/">PWG5100.6</xref></record>
    <record><collection>Job Template</collection><name>overrides</name><member_attribute>&lt;Any Job Template attribute&gt;</member_attribute><syntax/><xref type="uri" data="https://example.org/">PWG5100.6</xref></record>
    <record><collection>Job Template</collection><name>sides(deprecated)</name><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><collection>Document Template</collection><name>sides</name><syntax>1setOf (type2 keyword)</syntax><xref type="uri" data="https://example.org/">PWG5100.5</xref></record>
    <record><collection>Printer Description</collection><name>media-col-database</name><syntax>1setOf collection</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Printer Description</collection><name>media-col-database</name><member_attribute>&lt;Any "media-col" member attribute&gt;</member_attribute><syntax/><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Printer Description</collection><name>media-col-database</name><member_attribute>media-type</member_attribute><syntax>type2 keyword</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Printer Description</collection><name>media-col-ready</name><syntax>1setOf collection</syntax><xref type="uri" data="https://example.org/">PWG5100.7</xref></record>
    <record><collection>Printer Status</collection><name>printer-state(obsolete)</name><syntax>type1 enum | unknown</syntax><xref type="rfc" data="rfc8011"/></record>
  </registry>
  <registry id="ipp-registrations-4">
    <title>Keyword Attribute Values</title>
    <record><attribute>sides</attribute><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>one-sided</value><attribute>sides</attribute><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>no-sided(obsolete)</value><attribute>sides</attribute><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>again</value><attribute>sides</attribute><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>again(deprecated)</value><attribute>sides</attribute><syntax>type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>&lt;Any "sides" value&gt;</value><attribute>sides-supported</attribute><syntax>1setOf type2 keyword</syntax><xref type="rfc" data="rfc8011"/></record>
    <record><value>&lt;Any Job object attribute&gt;</value><attribute>job-privacy-attributes</attribute><syntax>1setOf type2 keyword</syntax></record>
  </registry>
  <registry id="ipp-registrations-6">
    <title>Enum Attribute Values</title>
    <record><attribute>printer-state</attribute><value>3</value><name>idle</name><xref type="rfc" data="rfc8011"/></record>
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
    expect(operations).not.toMatch(/idle|Reserved/)
  })

  it('takes the status codes', () => {
    const [, rows] = /export const StatusCode = \{\n([\s\S]*?)\n\} as const/.exec(made['status-codes.ts'] ?? '') ?? []
    expect(rows).toBe(
      '  /** successful-ok (RFC 8011). */\n  SuccessfulOk: 0x0000,\n  /** client-error-document-format-not-supported (IANA). */\n  ClientErrorDocumentFormatNotSupported: 0x040a,',
    )
  })

  it('takes the attributes: groups, status, sources, syntax, members, and whose members they have', () => {
    const source = made['registry/attribute-table.ts'] ?? ''
    expect(source).toContain("export const registryDate = '2020-02-29'")
    expect(source).toContain("['document-template', 'job-status', 'job-template', 'operation', 'printer-description', 'printer-status']")
    expect(source).toContain("['AirPrint', 'CUPS', 'PWG 5100.5', 'PWG 5100.6', 'PWG 5100.7', 'RFC 8011']")
    const [, lines] = /attributeLines = `\n([\s\S]*?)\n`/.exec(source) ?? []
    expect(lines?.split('\n').filter((line) => !line.includes(' 1 '))).toEqual([
      'media-col 2 4 C{media-size C{x-dimension i0:},media-type k2|n}',
      'media-col-database 4 4 *C{media-type k2,+media-col}',
      // The registry is silent, the rule of naming is not.
      'media-col-ready 4 4 *C{+media-col}',
      'overrides 2 3 *C{+@2}',
      'printer-state 5! 5 e1|U',
      'sides 20 5.2 *k2',
      'urf-supported 4 0 *k2',
    ])
  })

  it('adds those of CUPS that the registry does not have', () => {
    expect(made['registry/attribute-table.ts']).toContain('\nmarker-levels 5 1 *i-3:100\n')
    const known = tables(small.replace('<name>media-col-ready</name>', '<name>marker-levels</name>'))
    expect(known['registry/attribute-table.ts']).toContain('\nmarker-levels 4 4 *C\n')
  })

  it('takes keywords and enums, with whose values they have', () => {
    expect(made['registry/keyword-table.ts']).toContain('`\nsides one-sided no-sided! again\nsides-supported +sides\n`')
    expect(made['registry/enum-table.ts']).toContain('`\nprinter-state 3=idle\n`')
  })

  it('writes types: open unions of keywords, sets, members', () => {
    const source = (made['registry/registered.ts'] ?? '').replace(/^ *\/\*\* .* \*\/\n/gm, '')
    expect(source).toContain("  'media-col': Collection<MediaColMembers>\n  'media-col-database': SetOf<Collection<MediaColDatabaseMembers>>\n  'media-col-ready': SetOf<Collection<MediaColMembers>>\n")
    expect(source).toContain("  'overrides': SetOf<Collection<Pick<RegisteredAttributes, RegistryGroups['job-template']>>>\n")
    expect(source).toContain("  'printer-state': Enum<'printer-state'>\n")
    expect(source).toContain("  'sides': SetOf<Keyword<'sides'>>\n")
    expect(source).toContain("export interface MediaColDatabaseMembers extends Omit<MediaColMembers, 'media-type'> {\n  'media-type': Keyword<never>\n}")
    expect(source).toContain("  'sides': 'one-sided' | 'again'\n  'sides-supported': RegisteredKeywords['sides']\n")
    expect(source).toContain("export type StatusCodeName = 'successful-ok' | 'client-error-document-format-not-supported'\n")
  })

  it('documents each attribute and member: its syntax as registered, where, and whether it is out of use', () => {
    const source = made['registry/registered.ts'] ?? ''
    expect(source).toContain("  /** 1setOf type2 keyword (RFC 8011, PWG 5100.5). */\n  'sides': ")
    expect(source).toContain("  /** type1 enum | unknown (RFC 8011, obsolete). */\n  'printer-state': ")
    expect(source).toContain("  /** type2 keyword | name(MAX). */\n  'media-type': ")
    expect(source).toContain("  /** integer(0:MAX). */\n  'x-dimension': ")
    expect(source).toContain("  /** Values of sides. */\n  'sides': 'one-sided' | 'again'\n")
    expect(source).toContain("  /** Job template attributes. */\n  'job-template': ")
  })

  it('refuses a file that is not the registry', () => {
    expect(() => tables('<registry/>')).toThrow('no registry "Enum Attribute Values"')
  })

  it('refuses what it does not understand: a new registry may need a new generator', () => {
    expect(() => tables(small.replace('type1 enum | unknown', 'colour'))).toThrow('a syntax that is not understood: "colour"')
    expect(() => tables(small.replace('Any Job Template attribute', 'What you like'))).toThrow('a member attribute that is not understood: <What you like> of overrides')
  })
})

describe('syntaxes', () => {
  it.each([
    ['1setOf (type2 keyword | name(MAX))', '*k2|n'],
    ['1setOf  type2 keyword | name', '*k2|n'],
    ['1setOf (1setOf integer(1:MAX))', '*i1:'],
    ['1setOf (integer(0: 67108863) | rangeOfInteger(0:67108863))', '*i0:67108863|R0:67108863'],
    ['1setOf (name(MAX)', '*n'],
    ['integer:0:MAX', 'i0:'],
    ['integer(-100:100)', 'i-100:100'],
    ["text(255) | 'no-value'", 't255|N'],
    ['type2 keyword]', 'k2'],
    ['dateTime|unknown', 'd|U'],
  ])('%s', (text, short) => {
    expect(shortSyntax(readSyntax(text))).toBe(short)
  })

  it('merge to what any of them allows', () => {
    const merge = (/** @type {string[]} */ ...texts) => shortSyntax(mergeSyntaxes(texts.map(readSyntax)))
    expect(merge('name(127)', 'name(MAX)')).toBe('n')
    expect(merge('integer(1:100)', 'integer(5:200)', 'no-value')).toBe('i1:200|N')
    expect(merge('collection', '1setOf collection')).toBe('*C')
  })
})

describe('the tables of ipp-core', () => {
  it.each(Object.entries(tables(read('registry/ipp-registrations.xml'))))('%s is what the generator makes of the registry', (name, source) => {
    expect(read(`../packages/ipp-core/src/${name}`)).toBe(source)
  })
})
