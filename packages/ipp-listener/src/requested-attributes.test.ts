import { Attributes, attribute, keyword } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { printerGroups } from './operations/describe-printer.js'
import { isJobTemplate, isPrinterTemplate, requestedAttributes } from './requested-attributes.js'

const names = ['printer-state', 'sides-default', 'media-col-database', 'media-col-ready', 'document-format-default', 'copies-supported']
const chosen = (...keywords: string[]): string[] => {
  const [first, ...more] = keywords.map(keyword)
  const requested = requestedAttributes(Attributes.of(first && attribute('requested-attributes', first, ...more)), ['all'], isPrinterTemplate, printerGroups)
  return names.filter(requested)
}

describe('requested-attributes', () => {
  it('is everything but media-col-database where the client names nothing, or all', () => {
    const all = names.filter((name) => name !== 'media-col-database')
    expect(chosen()).toEqual(all)
    expect(chosen('all')).toEqual(all)
  })

  it('sends media-col-database by name', () => {
    expect(chosen('all', 'media-col-database')).toEqual(names)
    expect(chosen('media-col-database')).toEqual(['media-col-database'])
  })

  it('knows the groups of RFC 8011 section 4.2.5.1', () => {
    expect(chosen('job-template')).toEqual(['sides-default', 'media-col-ready', 'copies-supported'])
    expect(chosen('printer-description')).toEqual(['printer-state', 'document-format-default'])
  })

  it("knows every attribute's default by one word", () => {
    expect(chosen('printer-defaults')).toEqual(['sides-default', 'document-format-default'])
    expect(chosen('printer-defaults', 'printer-state')).toEqual(['printer-state', 'sides-default', 'document-format-default'])
  })

  it('passes over names it does not know', () => {
    expect(chosen('printer-state', 'no-such-thing')).toEqual(['printer-state'])
    expect(chosen('none')).toEqual([])
  })

  it("tells a job's template attributes from its description", () => {
    expect(isJobTemplate('sides')).toBe(true)
    expect(isJobTemplate('job-state')).toBe(false)
  })
})
