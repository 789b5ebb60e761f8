/** Puts several pages of a document onto each side of a sheet, in the formats where that takes no renderer. */
import type { NumberUp } from './number-up.js'
import { PageError, type PageRanges } from './page-ranges.js'
import type { PageSource } from './page-source.js'
import { imposePdfPages } from './pdf/impose.js'
import { imposePostscriptPages } from './postscript/impose.js'

type Imposer = (source: PageSource, numberUp: NumberUp, ranges: PageRanges | undefined) => AsyncIterable<Uint8Array>

const imposers: Readonly<Record<string, Imposer>> = {
  'application/pdf': imposePdfPages,
  'application/postscript': (source, numberUp, ranges) => {
    if (ranges !== undefined) throw new PageError('pages cannot be selected in application/postscript')
    return imposePostscriptPages(source, numberUp)
  },
}

const plain = (format: string): string => format.replace(/;.*$/, '').trim().toLowerCase()

/** Whether pages of a format can be put onto sheets. */
export const canNumberUp = (format: string): boolean => Object.hasOwn(imposers, plain(format))

/**
 * The selected pages of a document on sheets, as a document of that format.
 *
 * @throws PageError if that cannot be done; before the first octet, if it can be known
 */
export async function* imposePages(format: string, source: PageSource, numberUp: NumberUp, ranges: PageRanges | undefined): AsyncGenerator<Uint8Array> {
  const imposer = imposers[plain(format)]
  if (imposer === undefined) throw new PageError(`pages of ${format} cannot be put onto sheets`)
  yield* imposer(source, numberUp, ranges)
}
