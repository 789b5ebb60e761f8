/**
 * What a printer holds: supplies, trays and bins (PWG 5100.13), and CUPS's `marker-*`. A port
 * that takes documents does not tell how full they are, so every amount is -2, unknown (RFC 3805). A print service that
 * knows more puts its own attributes in their place.
 */
import { Attributes, attribute, attributeOf, integer, keyword, name, octetString, text } from '@platen/ipp-core'
import type { Facts } from './facts.js'

const octets = (fields: string): ReturnType<typeof octetString> => octetString(new TextEncoder().encode(fields))

const colorants = [
  { name: 'black', color: '#000000' },
  { name: 'cyan', color: '#00FFFF' },
  { name: 'magenta', color: '#FF00FF' },
  { name: 'yellow', color: '#FFFF00' },
] as const

/** `printer-supply`, `printer-input-tray`, `printer-output-tray`, and what CUPS clients read of the same. */
export function supplyAttributes({ supplyType, color, mediaSources }: Facts): Attributes {
  const present = supplyType === 'none' ? [] : colorants.slice(0, color ? 4 : 1)
  const described = present.map((one) => `${one.name[0]?.toUpperCase() ?? ''}${one.name.slice(1)} ${supplyType}`)
  return Attributes.of(
    // Both are 1setOf and required: a printer without supplies says so in one value.
    attributeOf('printer-supply', present.length === 0 ? [octets('index=1;class=other;type=other;unit=other;maxcapacity=-2;level=-2;colorantname=none;')] : present.map((one, index) => octets(`index=${index + 1};class=supplyThatIsConsumed;type=${supplyType};unit=percent;maxcapacity=100;level=-2;colorantname=${one.name};`))),
    attributeOf('printer-supply-description', (present.length === 0 ? ['No supplies'] : described).map(text)),
    attributeOf('printer-input-tray', mediaSources.map((source) => octets(`type=${trayType(source)};mediafeed=-2;mediaxfeed=-2;maxcapacity=-2;level=-2;status=0;name=${source};`))),
    attribute('printer-output-tray', octets('type=unRemovableBin;maxcapacity=-2;remaining=-2;status=0;name=face-down;stackingorder=firstToLast;pagedelivery=faceDown;')),
    attributeOf('marker-names', described.map(name)),
    attributeOf('marker-types', present.map(() => keyword(supplyType))),
    attributeOf('marker-colors', present.map((one) => name(one.color))),
    attributeOf('marker-levels', present.map(() => integer(-2))),
    attributeOf('marker-low-levels', present.map(() => integer(10))),
    attributeOf('marker-high-levels', present.map(() => integer(100))),
  )
}

/** A tray's kind (prtInputType of RFC 3805) by its `media-source`. */
function trayType(source: string): string {
  if (source === 'manual' || source.startsWith('by-pass')) return 'sheetFeedManual'
  if (source.includes('roll')) return 'continuousRoll'
  return 'sheetFeedAutoRemovableTray'
}
