/** Look-ups in the registry: attributes, members, keywords, enums, codes. */
import { describe, expect, it } from 'vitest'
import { Operation } from '../operations.js'
import { registryDate, registryGroups } from './attribute-table.js'
import { operationCode, statusCode } from './codes.js'
import { attributeDefinition, attributeNames, type MemberDefinition } from './definitions.js'
import { enumName, enumsOf, enumValue } from './enums.js'
import { keywordsOf } from './keywords.js'
import { readEntry, syntaxText } from './read-table.js'

const syntaxOf = (definition: MemberDefinition | undefined) => definition && syntaxText(definition.syntax)

describe('the registry', () => {
  it('says of what day it is', () => {
    expect(registryDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('has more than 900 attributes, each with syntax, groups and sources', () => {
    const all = attributeNames().map(attributeDefinition)
    expect(all.length).toBeGreaterThan(900)
    for (const definition of all) {
      expect(definition?.syntax.alternatives.length).toBeGreaterThan(0)
      expect(definition?.groups.every((group) => registryGroups.includes(group))).toBe(true)
      expect(definition?.sources.join()).toMatch(/\w/)
    }
  })

  it('tells an attribute that is not registered', () => {
    expect(attributeDefinition('x-colour')).toBeUndefined()
    expect(attributeDefinition('toString')).toBeUndefined()
  })
})

describe('attributeDefinition', () => {
  it.each([
    ['printer-state', 'type1 enum', ['event-notifications', 'printer-status'], ['RFC 3996', 'RFC 8011']],
    ['copies', 'integer(1:MAX)', ['document-template', 'job-template'], ['PWG 5100.5', 'RFC 8011']],
    ['media', 'type2 keyword | name(MAX)', ['document-template', 'job-template'], ['PWG 5100.5', 'RFC 8011']],
    ['job-priority', 'integer(1:100)', ['job-template'], ['RFC 8011']],
    ['printer-info', 'text(127)', ['printer-description'], ['RFC 8011']],
    ['notify-lease-duration-supported', '1setOf (integer(0:67108863) | rangeOfInteger(0:67108863))', ['printer-description', 'system-description'], ['RFC 3995', 'PWG 5100.22']],
    ['marker-levels', '1setOf integer(-3:100)', ['printer-status'], ['CUPS']],
  ])('%s is %s', (name, syntax, groups, sources) => {
    expect(syntaxOf(attributeDefinition(name))).toBe(syntax)
    expect(attributeDefinition(name)).toMatchObject({ name, groups, sources })
  })

  it('tells what is out of use', () => {
    expect(attributeDefinition('job-copies')?.status).toBe('obsolete')
    expect(attributeDefinition('cover-type-supported')?.status).toBe('deprecated')
    expect(attributeDefinition('copies')).not.toHaveProperty('status')
  })
})

describe('members of collections', () => {
  it('are found at any depth', () => {
    const size = attributeDefinition('media-col')?.member('media-size')
    expect(syntaxOf(size)).toBe('collection')
    expect(syntaxOf(size?.member('x-dimension'))).toBe('integer(1:MAX)')
    expect(size?.memberNames()).toEqual(['x-dimension', 'y-dimension'])
  })

  it('are those of the attribute that the registry refers to, but for its own', () => {
    const database = attributeDefinition('media-col-database')
    expect(syntaxOf(database?.member('media-type'))).toBe('type2 keyword | name(MAX)')
    expect(syntaxOf(database?.member('media-size')?.member('x-dimension'))).toBe('integer(1:MAX) | rangeOfInteger(1:MAX)')
    expect(database?.memberNames()).toContain('media-source-properties')
  })

  it('can be any attribute of a group', () => {
    const overrides = attributeDefinition('overrides')
    expect(syntaxOf(overrides?.member('pages'))).toBe('1setOf rangeOfInteger(MIN:MAX)')
    expect(syntaxOf(overrides?.member('sides'))).toBe('type2 keyword')
    expect(overrides?.member('printer-state')).toBeUndefined()
    expect(overrides?.memberNames()).toEqual(expect.arrayContaining(['document-numbers', 'media-col', 'sides']))
  })

  it('follow by the rule of naming where the registry is silent', () => {
    expect(syntaxOf(attributeDefinition('job-cover-front')?.member('media-col')?.member('media-size'))).toBe('collection')
    expect(syntaxOf(attributeDefinition('finishings-col-database')?.member('stitching')?.member('stitching-angle'))).toBe('integer(0:359)')
  })

  it('are none of what is no collection', () => {
    expect(attributeDefinition('sides')?.member('x')).toBeUndefined()
    expect(attributeDefinition('sides')?.memberNames()).toEqual([])
  })
})

describe('keywordsOf', () => {
  it('lists keywords, obsolete ones if asked', () => {
    expect(keywordsOf('sides')).toEqual(['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'])
    expect(keywordsOf('media')).toContain('iso_a4_210x297mm')
    expect(keywordsOf('media')).not.toContain('iso-a4-white')
    expect(keywordsOf('media', { obsolete: true })).toContain('iso-a4-white')
    expect(keywordsOf('printer-state-reasons').length).toBeGreaterThan(800)
  })

  it('follows references and the rule of naming', () => {
    expect(keywordsOf('sides-supported')).toEqual(keywordsOf('sides'))
    expect(keywordsOf('sides-actual')).toEqual(keywordsOf('sides'))
    expect(keywordsOf('system-state-reasons')).toEqual(keywordsOf('printer-state-reasons'))
    expect(keywordsOf('copies')).toEqual([])
  })
})

describe('enums', () => {
  it.each([
    ['printer-state', 4, 'processing'],
    ['job-state', 4, 'pending-held'],
    ['finishings-default', 20, 'staple-top-left'],
    ['orientation-requested-actual', 5, 'reverse-landscape'],
    ['media-source-feed-orientation', 3, 'portrait'],
    ['operations-supported', Operation.GetPrinterAttributes, 'Get-Printer-Attributes'],
    ['fetch-status-code', 0x0406, 'client-error-not-found'],
  ])('%s %i is %s', (attribute, value, name) => {
    expect(enumName(attribute, value)).toBe(name)
    expect(enumValue(attribute, name)).toBe(value)
  })

  it('know no others', () => {
    expect([enumName('printer-state', 99), enumName('copies', 3), enumName('operations-supported', 0x3fff)]).toEqual([undefined, undefined, undefined])
    expect([enumValue('printer-state', 'asleep'), enumValue('copies', 'x'), enumValue('operations-supported', 'Make-Tea')]).toEqual([undefined, undefined, undefined])
    expect(enumsOf('printer-state')).toEqual([
      { value: 3, name: 'idle' },
      { value: 4, name: 'processing' },
      { value: 5, name: 'stopped' },
    ])
  })
})

describe('codes by name', () => {
  it('are found for every spelling of the registry', () => {
    expect(['Print-Job', 'Print-URI', 'CUPS-Get-PPDs', 'Get-Printers'].map(operationCode)).toEqual([0x0002, 0x0003, 0x400c, Operation.GetPrinters])
    expect([statusCode('successful-ok'), statusCode('server-error-busy')]).toEqual([0, 0x0507])
    expect([operationCode('toString'), statusCode('constructor')]).toEqual([undefined, undefined])
  })
})

describe('the table', () => {
  it('is refused where it is damaged', () => {
    expect(() => readEntry('C{a i}x')).toThrow('damaged at "x"')
  })

  it('gives syntaxes as the registry writes them', () => {
    expect(['*k2|n', 'i', 'i0:', 'R:9', 't127', 'k', 'e1|U', 'o', 'u45', '*C|N'].map((text) => syntaxText(readEntry(text).syntax))).toEqual([
      '1setOf (type2 keyword | name(MAX))',
      'integer(MIN:MAX)',
      'integer(0:MAX)',
      'rangeOfInteger(MIN:9)',
      'text(127)',
      'keyword',
      'type1 enum | unknown',
      'octetString(MAX)',
      'uri(45)',
      '1setOf (collection | no-value)',
    ])
  })
})
