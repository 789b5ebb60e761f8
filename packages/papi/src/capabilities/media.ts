/** `media-*`: sizes, types, trays, and the collections that combine them (PWG 5100.7 section 6.3). */
import { Attributes, attribute, attributeOf, collection, integer, keyword } from '@platen/ipp-core'
import { readMediaName, type MediaSize } from '../media.js'
import { PapiError } from '../status.js'
import type { Facts } from './facts.js'

const margins = ['media-bottom-margin', 'media-left-margin', 'media-right-margin', 'media-top-margin']

/** @throws PapiError `bad-argument` for a media name that does not describe its size */
export function mediaAttributes(facts: Facts): Attributes {
  const sizes = facts.media.map((name) => {
    const size = readMediaName(name)
    if (size === undefined) throw new PapiError('bad-argument', `media "${name}" is not a self-describing name such as iso_a4_210x297mm (PWG 5101.1)`)
    return size
  })
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
    attributeOf('media-supported', sizes.map((one) => keyword(one.name))),
    first && attribute('media-default', keyword(first.name)),
    first && attribute('media-ready', keyword(first.name)),
    attributeOf('media-size-supported', sizes.map(size)),
    attributeOf('media-col-supported', [...margins, 'media-size', 'media-size-name', 'media-source', 'media-type'].map(keyword)),
    first && attribute('media-col-default', mediaCol(first, source, type)),
    first && attribute('media-col-ready', mediaCol(first, source, type)),
    attributeOf('media-col-database', facts.mediaTypes.flatMap((one) => sizes.map((each) => mediaCol(each, undefined, one)))),
    ...margins.map((margin) => attribute(`${margin}-supported`, integer(facts.margin))),
    attributeOf('media-source-supported', facts.mediaSources.map(keyword)),
    attributeOf('media-type-supported', facts.mediaTypes.map(keyword)),
    attributeOf('printer-kind', kinds(sizes, facts).map(keyword)),
  )
}

/** `printer-kind` (PWG 5100.13): what people print on such media. */
function kinds(sizes: readonly MediaSize[], { mediaTypes }: Facts): string[] {
  const envelopes = /_(?:dl|c\d|number-\d+|monarch|invite|italian)_/
  return [
    'document',
    ...(sizes.some(({ name }) => envelopes.test(name)) ? ['envelope'] : []),
    ...(mediaTypes.some((type) => type.startsWith('photographic')) ? ['photo'] : []),
    ...(mediaTypes.some((type) => type.startsWith('labels')) ? ['label'] : []),
  ]
}
