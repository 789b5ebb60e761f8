/**
 * What a document format brings with it. A raster format without its companions breaks CUPS's driverless queues;
 * companions without the format mislead.
 */
import { Attributes, attribute, attributeOf, dotsPerInch, keyword, mimeMediaType, range, type Attribute } from '@platen/ipp-core'
import type { Facts } from './facts.js'

/** The attributes of each format that is taken. */
export function formatAttributes(facts: Facts, formats: readonly string[]): Attributes {
  const companions = Object.entries(companionsOf).flatMap(([format, attributes]) => (formats.includes(format) ? attributes(facts) : []))
  const preferred = formats.find((format) => format !== 'application/octet-stream') ?? formats[0]
  return Attributes.of(...companions, preferred === undefined ? undefined : attribute('document-format-preferred', mimeMediaType(preferred)))
}

/** What the server itself can take of a format: it keeps documents on disk, and sets no bound of its own. */
const anySize = range(0, 0x7fff_ffff)

const companionsOf: Readonly<Record<string, (facts: Facts) => readonly (Attribute | undefined)[]>> = {
  // PWG 5102.4.
  'image/pwg-raster': ({ resolutions, color, rasterTypes = ['sgray_8', ...(color ? ['srgb_8'] : [])] }) => [
    attributeOf('pwg-raster-document-resolution-supported', resolutions.map((dpi) => dotsPerInch(dpi))),
    attribute('pwg-raster-document-sheet-back', keyword('normal')),
    attributeOf('pwg-raster-document-type-supported', rasterTypes.map(keyword)),
  ],
  'image/urf': (facts) => [attributeOf('urf-supported', urf(facts).map(keyword))],
  'application/pdf': ({ pdfVersions = [] }) => [attribute('pdf-k-octets-supported', anySize), attributeOf('pdf-versions-supported', pdfVersions.map(keyword))],
  // PWG 5100.13: baseline JPEG is what every printer of the format takes; more is not promised.
  'image/jpeg': () => [attribute('jpeg-k-octets-supported', anySize), attribute('jpeg-x-dimension-supported', range(0, 65_535)), attribute('jpeg-y-dimension-supported', range(1, 65_535)), attribute('jpeg-features-supported', keyword('none'))],
}

/** Apple Raster's companion: version, colour spaces, resolutions, duplex (values as printers in the field send them). */
function urf(facts: Facts): string[] {
  return ['V1.4', 'CP1', 'W8', ...(facts.color ? ['SRGB24'] : []), `RS${[...facts.resolutions].sort((a, b) => a - b).join('-')}`, ...(facts.duplex ? ['DM1'] : []), 'IS1', 'MT1', 'OB10', 'PQ3-4-5']
}
