/**
 * What a queue's printer can do, from a few facts to the attributes that say so (RFC 8011 section 5.2, PWG 5100.7,
 * 5100.13, 5102.4). One source: what a queue advertises, what it accepts and what the pages show derive from this.
 */
import { Attributes, attribute, boolean, collection, dotsPerInch, enumeration, integer, keyword, mimeMediaType, type Attribute, type Value } from '@platen/ipp-core'
import { readMediaName, type MediaSize } from './media.js'
import { PapiError } from './status.js'

/** The facts. Everything has a default that suits an office printer fed with ready-made pages. */
export interface CapabilityFacts {
  /** Media sizes by self-describing name, the default first. */
  readonly media?: readonly string[]
  /** Media types, the default first. Keywords of `media-type`. */
  readonly mediaTypes?: readonly string[]
  /** Trays, the default first. Keywords of `media-source`; never digits, which make Windows hang. */
  readonly mediaSources?: readonly string[]
  /** Unprintable margin on all sides, hundredths of millimetres. */
  readonly margin?: number
  /** Whether it prints in colour. */
  readonly color?: boolean
  /** Whether it prints on both sides. */
  readonly duplex?: boolean
  /** Dots per inch, the default first. */
  readonly resolutions?: readonly number[]
  /** `print-quality` enums (3 draft, 4 normal, 5 high), the default first. */
  readonly qualities?: readonly number[]
}

/** The facts where none are given. */
export const defaultFacts: Required<CapabilityFacts> = {
  media: ['iso_a4_210x297mm', 'na_letter_8.5x11in', 'iso_a3_297x420mm', 'iso_a5_148x210mm', 'iso_a6_105x148mm', 'na_legal_8.5x14in', 'na_index-4x6_4x6in', 'iso_dl_110x220mm', 'na_number-10_4.125x9.5in'],
  mediaTypes: ['stationery'],
  mediaSources: ['auto'],
  margin: 423,
  color: true,
  duplex: true,
  resolutions: [600, 300],
  qualities: [4, 3, 5],
}

/** An attribute of several values; left out if there are none. */
function several(name: string, values: readonly Value[]): Attribute | undefined {
  const [first, ...more] = values
  return first === undefined ? undefined : attribute(name, first, ...more)
}

/**
 * The attributes of a printer with those facts, for the formats it takes.
 *
 * @throws PapiError `bad-argument` for a media name that does not describe its size
 */
export function describeCapabilities(facts: CapabilityFacts, formats: readonly string[]): Attributes {
  const all = { ...defaultFacts, ...facts }
  const sizes = all.media.map((name) => {
    const size = readMediaName(name)
    if (size === undefined) throw new PapiError('bad-argument', `media "${name}" is not a self-describing name such as iso_a4_210x297mm (PWG 5101.1)`)
    return size
  })
  const sides = all.duplex ? ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'] : ['one-sided']
  const colorModes = all.color ? ['auto', 'color', 'monochrome'] : ['monochrome']
  return new Attributes([
    ...mediaAttributes(sizes, all),
    ...Attributes.of(
      attribute('color-supported', boolean(all.color)),
      attribute('finishings-default', enumeration(3)),
      attribute('finishings-supported', enumeration(3)),
      attribute('job-sheets-default', keyword('none')),
      attribute('job-sheets-supported', keyword('none')),
      attribute('number-up-default', integer(1)),
      attribute('number-up-supported', integer(1)),
      attribute('orientation-requested-default', enumeration(3)),
      several('orientation-requested-supported', [3, 4, 5, 6].map(enumeration)),
      attribute('output-bin-default', keyword('face-down')),
      attribute('output-bin-supported', keyword('face-down')),
      attribute('print-color-mode-default', keyword(colorModes[0] ?? 'monochrome')),
      several('print-color-mode-supported', colorModes.map(keyword)),
      attribute('print-content-optimize-default', keyword('auto')),
      attribute('print-content-optimize-supported', keyword('auto')),
      attribute('print-quality-default', enumeration(all.qualities[0] ?? 4)),
      several('print-quality-supported', all.qualities.map(enumeration)),
      attribute('print-rendering-intent-default', keyword('auto')),
      attribute('print-rendering-intent-supported', keyword('auto')),
      several('printer-resolution-default', all.resolutions.slice(0, 1).map((dpi) => dotsPerInch(dpi))),
      several('printer-resolution-supported', all.resolutions.map((dpi) => dotsPerInch(dpi))),
      attribute('sides-default', keyword('one-sided')),
      several('sides-supported', sides.map(keyword)),
    ),
    // A raster format without its companions breaks CUPS's driverless queues; companions without the format mislead.
    ...(formats.includes('image/pwg-raster') ? pwgRaster(all) : []),
    ...(formats.includes('image/urf') ? [several('urf-supported', urf(all).map(keyword))].filter((one) => one !== undefined) : []),
    ...(formats[0] === undefined ? [] : [attribute('document-format-preferred', mimeMediaType(formats.find((format) => format !== 'application/octet-stream') ?? formats[0]))]),
  ])
}

/** `media-*`: sizes, types, trays, and the collections that combine them (PWG 5100.7 section 6.3). */
function mediaAttributes(sizes: readonly MediaSize[], facts: Required<CapabilityFacts>): Attributes {
  const margins = ['media-bottom-margin', 'media-left-margin', 'media-right-margin', 'media-top-margin']
  const size = ({ width, height }: MediaSize) => collection(Attributes.of(attribute('x-dimension', integer(width)), attribute('y-dimension', integer(height))))
  const mediaCol = (one: MediaSize, source: string | undefined, type: string | undefined) =>
    collection(
      Attributes.of(
        attribute('media-size', size(one)),
        attribute('media-size-name', keyword(one.name)),
        ...margins.map((margin) => attribute(margin, integer(facts.margin))),
        source === undefined ? undefined : attribute('media-source', keyword(source)),
        type === undefined ? undefined : attribute('media-type', keyword(type)),
      ),
    )
  const [first] = sizes
  const [source] = facts.mediaSources
  const [type] = facts.mediaTypes
  return Attributes.of(
    several('media-supported', sizes.map((one) => keyword(one.name))),
    first && attribute('media-default', keyword(first.name)),
    first && attribute('media-ready', keyword(first.name)),
    several('media-size-supported', sizes.map(size)),
    several('media-col-supported', [...margins, 'media-size', 'media-size-name', 'media-source', 'media-type'].map(keyword)),
    first && attribute('media-col-default', mediaCol(first, source, type)),
    first && attribute('media-col-ready', mediaCol(first, source, type)),
    several('media-col-database', facts.mediaTypes.flatMap((one) => sizes.map((each) => mediaCol(each, undefined, one)))),
    ...margins.map((margin) => attribute(`${margin}-supported`, integer(facts.margin))),
    several('media-source-supported', facts.mediaSources.map(keyword)),
    several('media-type-supported', facts.mediaTypes.map(keyword)),
  )
}

/** PWG Raster's companions (PWG 5102.4 section 7). */
function pwgRaster(facts: Required<CapabilityFacts>): Attributes {
  return Attributes.of(
    several('pwg-raster-document-resolution-supported', facts.resolutions.map((dpi) => dotsPerInch(dpi))),
    attribute('pwg-raster-document-sheet-back', keyword('normal')),
    several('pwg-raster-document-type-supported', ['sgray_8', ...(facts.color ? ['srgb_8'] : [])].map(keyword)),
  )
}

/** Apple Raster's companion: version, colour spaces, resolutions, duplex (values as printers in the field send them). */
function urf(facts: Required<CapabilityFacts>): string[] {
  return ['V1.4', 'CP1', 'W8', ...(facts.color ? ['SRGB24'] : []), `RS${[...facts.resolutions].sort((a, b) => a - b).join('-')}`, ...(facts.duplex ? ['DM1'] : []), 'IS1', 'MT1', 'OB10', 'PQ3-4-5']
}
