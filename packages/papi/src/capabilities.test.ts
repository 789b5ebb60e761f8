import { Attributes, attribute, keyword, stringOf, ValueTag } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { describeCapabilities } from './capabilities.js'
import { constraintsOf } from './capabilities/job-constraints.js'
import { describePresets, presetsOf } from './capabilities/job-presets.js'

const everywhere = ['application/pdf', 'image/pwg-raster', 'image/urf']
const names = (attributes: Attributes) => [...attributes].map((one) => one.name)

describe('capabilities', () => {
  it('list media by name and by size, hundredths of millimetres, from one list', () => {
    const capabilities = describeCapabilities({ media: ['na_letter_8.5x11in', 'iso_a4_210x297mm'] }, everywhere)
    expect(capabilities.strings('media-supported')).toEqual(['na_letter_8.5x11in', 'iso_a4_210x297mm'])
    expect(capabilities.string('media-default')).toBe('na_letter_8.5x11in')
    const sizes = capabilities.get('media-size-supported')?.values.map((value) => (value.kind === 'collection' ? [value.members.integer('x-dimension'), value.members.integer('y-dimension')] : []))
    expect(sizes).toEqual([[21_590, 27_940], [21_000, 29_700]])
    expect(capabilities.get('media-col-database')?.values).toHaveLength(2)
  })

  it('refuse a media name that does not describe its size, and say what would', () => {
    expect(() => describeCapabilities({ media: ['a4'] }, everywhere)).toThrow('"a4" is not a self-describing name such as iso_a4_210x297mm')
  })

  it('name the companions of a raster format exactly where the format is taken: without them driverless queues break', () => {
    const companions = ['pwg-raster-document-resolution-supported', 'pwg-raster-document-sheet-back', 'pwg-raster-document-type-supported', 'urf-supported']
    expect(names(describeCapabilities({}, everywhere))).toEqual(expect.arrayContaining(companions))
    expect(names(describeCapabilities({}, ['application/pdf'])).filter((name) => companions.includes(name))).toEqual([])
  })

  it('say duplex in URF too: iOS asks for it there', () => {
    expect(describeCapabilities({ duplex: true }, everywhere).strings('urf-supported')).toContain('DM1')
    expect(describeCapabilities({ duplex: false }, everywhere).strings('urf-supported')).not.toContain('DM1')
    expect(describeCapabilities({ duplex: false }, everywhere).strings('sides-supported')).toEqual(['one-sided'])
  })

  it('have a default among the supported values for every attribute that has both', () => {
    const capabilities = describeCapabilities({ color: false, resolutions: [300], qualities: [4] }, everywhere)
    for (const name of names(capabilities).filter((one) => one.endsWith('-default') && !one.startsWith('media-col'))) {
      const supported = capabilities.get(name.replace('-default', '-supported'))?.values ?? []
      expect([name, supported]).toEqual([name, expect.arrayContaining([capabilities.value(name)])])
    }
    expect(stringOf(capabilities.value('print-color-mode-default'))).toBe('monochrome')
  })

  it('prefer a format that says what it is', () => {
    expect(describeCapabilities({}, ['application/octet-stream', 'application/pdf']).string('document-format-preferred')).toBe('application/pdf')
  })

  it('say what is inside without inventing how full it is', () => {
    const capabilities = describeCapabilities({ color: true, mediaSources: ['tray-1', 'manual'] }, everywhere)
    const octets = (name: string) => (capabilities.get(name)?.values ?? []).map((value) => (value.kind === 'octets' ? new TextDecoder().decode(value.value) : ''))
    expect(octets('printer-supply')).toHaveLength(4)
    expect(octets('printer-supply')[1]).toBe('index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=-2;colorantname=cyan;')
    expect(capabilities.strings('printer-supply-description')).toEqual(['Black toner', 'Cyan toner', 'Magenta toner', 'Yellow toner'])
    expect(capabilities.integers('marker-levels')).toEqual([-2, -2, -2, -2])
    expect(octets('printer-input-tray').map((one) => /^type=(\w+);.*level=-2;.*name=([\w-]+);$/.exec(one)?.slice(1))).toEqual([['sheetFeedAutoRemovableTray', 'tray-1'], ['sheetFeedManual', 'manual']])
    const without = describeCapabilities({ supplyType: 'none' }, everywhere)
    expect(without.has('marker-names')).toBe(false)
    expect(without.strings('printer-supply-description')).toEqual(['No supplies'])
  })

  it('say a speed in colour only of a printer that has colour', () => {
    expect(describeCapabilities({ pagesPerMinute: 30 }, everywhere).integer('pages-per-minute-color')).toBe(30)
    expect(describeCapabilities({ pagesPerMinute: 30, color: false }, everywhere).has('pages-per-minute-color')).toBe(false)
  })

  it('promise PDF versions only as told', () => {
    expect(describeCapabilities({}, everywhere).has('pdf-versions-supported')).toBe(false)
    expect(describeCapabilities({ pdfVersions: ['iso-32000-1_2008'] }, everywhere).strings('pdf-versions-supported')).toEqual(['iso-32000-1_2008'])
    expect(describeCapabilities({ pdfVersions: ['iso-32000-1_2008'] }, ['image/urf']).has('pdf-versions-supported')).toBe(false)
  })
})

describe('constraints', () => {
  const described = (mediaTypes: readonly string[], duplex = true) => constraintsOf(describeCapabilities({ mediaTypes, duplex }, everywhere))

  it('keep media off its back that has but one side to print on: a fact of the media', () => {
    const [constraint, ...more] = described(['stationery', 'transparency', 'labels'])
    expect(more).toEqual([])
    const types = constraint?.conflict.get('media-col')?.values.map((value) => (value.kind === 'collection' ? value.members.string('media-type') : undefined))
    expect([constraint?.name, types, constraint?.conflict.strings('sides'), constraint?.instead.string('sides')]).toEqual([
      'one-sided-media', ['transparency', 'labels'], ['two-sided-long-edge', 'two-sided-short-edge'], 'one-sided',
    ])
  })

  it('are not said where nothing can conflict', () => {
    expect(described(['stationery'])).toEqual([])
    expect(described(['transparency'], false)).toEqual([])
    expect(names(describeCapabilities({}, everywhere)).filter((name) => /^job-(?:constraints|resolvers|presets)/.test(name))).toEqual([])
  })
})

describe('presets', () => {
  it('have keywords for names where they can', () => {
    const preset = Attributes.of(attribute('sides', keyword('one-sided')))
    const described = describePresets([{ name: 'draft', attributes: preset }, { name: 'For the board', attributes: preset }])
    expect(described.get('job-presets-supported')?.values.map((value) => (value.kind === 'collection' ? value.members.value('preset-name')?.tag : undefined))).toEqual([ValueTag.keyword, ValueTag.nameWithoutLanguage])
    expect(presetsOf(described).map((one) => [one.name, one.attributes.string('sides')])).toEqual([['draft', 'one-sided'], ['For the board', 'one-sided']])
  })
})
