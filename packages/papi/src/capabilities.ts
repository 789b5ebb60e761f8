/**
 * What a queue's printer can do, from a few facts to the attributes that say so (RFC 8011 section 5.2, PWG 5100.7,
 * 5100.13, 5102.4). One source: what a queue advertises, what it accepts and what the pages show derive from this.
 *
 * Who carries out what. Documents are passed through as they are, so these attributes are of two kinds:
 *
 * - What the *printer* does, told to it by the document: size, sides, quality, colour, resolution, tray. Clients read
 *   them to make the document: a PDF has its page sizes, every page of PWG and Apple raster says all of them in its header.
 *   `pdl-override-supported` is `not-attempted`: the attributes of a job never change what its document says.
 * - What the *print service* does: copies, holding, priorities, page ranges. Each service adds those itself, and a
 *   service that does none adds none.
 *
 * What neither can do has one value, the one that happens: no sheets before the job, one page per side, no finishing. A
 * service that can do it puts its own values in their place.
 */
import { Attributes, attribute, attributeOf, boolean, dotsPerInch, enumeration, integer, keyword, range } from '@platen/ipp-core'
import { completeFacts, type CapabilityFacts, type Facts } from './capabilities/facts.js'
import { formatAttributes } from './capabilities/formats.js'
import { constraintsFrom, describeConstraints } from './capabilities/job-constraints.js'
import { mediaAttributes } from './capabilities/media.js'
import { supplyAttributes } from './capabilities/supplies.js'

export { defaultFacts, type CapabilityFacts, type SupplyType } from './capabilities/facts.js'

/**
 * The attributes of a printer with those facts, for the formats it takes.
 *
 * @throws PapiError `bad-argument` for a media name that does not describe its size
 */
export function describeCapabilities(facts: CapabilityFacts, formats: readonly string[]): Attributes {
  const all = completeFacts(facts)
  return new Attributes([...mediaAttributes(all), ...printAttributes(all), ...formatAttributes(all, formats), ...supplyAttributes(all), ...describeConstraints(constraintsFrom(all))])
}

function printAttributes(facts: Facts): Attributes {
  const sides = facts.duplex ? ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'] : ['one-sided']
  const colorModes = facts.color ? ['auto', 'color', 'monochrome'] : ['monochrome']
  return Attributes.of(
    attribute('color-supported', boolean(facts.color)),
    attribute('finishings-default', enumeration(3)),
    attribute('finishings-supported', enumeration(3)),
    attribute('job-k-octets-supported', range(0, 0x7fff_ffff)),
    attribute('job-sheets-default', keyword('none')),
    attribute('job-sheets-supported', keyword('none')),
    attribute('number-up-default', integer(1)),
    attribute('number-up-supported', integer(1)),
    attribute('orientation-requested-default', enumeration(3)),
    attributeOf('orientation-requested-supported', [3, 4, 5, 6].map(enumeration)),
    attribute('output-bin-default', keyword('face-down')),
    attribute('output-bin-supported', keyword('face-down')),
    // Which documents and pages an override may name, and nothing that could be overridden on them: a job whose overrides
    // ask for anything has them returned as unsupported. IPP/2.2 and IPP Everywhere each want their spelling of the first.
    attributeOf('overrides-supported', ['document-number', 'document-numbers', 'pages'].map(keyword)),
    attribute('pages-per-minute', integer(facts.pagesPerMinute)),
    facts.color ? attribute('pages-per-minute-color', integer(facts.pagesPerMinuteColor)) : undefined,
    attribute('print-color-mode-default', keyword(colorModes[0] ?? 'monochrome')),
    attributeOf('print-color-mode-supported', colorModes.map(keyword)),
    attribute('print-content-optimize-default', keyword('auto')),
    attribute('print-content-optimize-supported', keyword('auto')),
    attribute('print-quality-default', enumeration(facts.qualities[0] ?? 4)),
    attributeOf('print-quality-supported', facts.qualities.map(enumeration)),
    attribute('print-rendering-intent-default', keyword('auto')),
    attribute('print-rendering-intent-supported', keyword('auto')),
    // How a page meets another size is the printer's to decide.
    attribute('print-scaling-default', keyword('auto')),
    attribute('print-scaling-supported', keyword('auto')),
    attributeOf('printer-resolution-default', facts.resolutions.slice(0, 1).map((dpi) => dotsPerInch(dpi))),
    attributeOf('printer-resolution-supported', facts.resolutions.map((dpi) => dotsPerInch(dpi))),
    attribute('sides-default', keyword('one-sided')),
    attributeOf('sides-supported', sides.map(keyword)),
  )
}
