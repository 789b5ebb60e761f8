/** `page-ranges`: which pages of each document are printed (RFC 8011 section 5.2.7). Pure. */
import { PapiError, type Attributes } from '@platen/papi'

/** Pages from 1 on, both ends included, ascending and apart from each other. */
export type PageRanges = readonly { readonly lower: number; readonly upper: number }[]

/** A document whose pages cannot be selected. */
export class PageError extends Error {
  override readonly name = 'PageError'
}

/**
 * The ranges of a ticket; `undefined` if every page is to be printed.
 *
 * @throws PapiError `attributes-or-values-not-supported` for ranges that do not ascend, or are no ranges
 */
export function pageRangesOf(ticket: Attributes): PageRanges | undefined {
  const values = ticket.get('page-ranges')?.values
  if (values === undefined) return undefined
  let last = 0
  const ranges = values.map((value) => {
    if (value.kind !== 'range' || value.lower <= last || value.upper < value.lower) throw new PapiError('attributes-or-values-not-supported', 'page-ranges must be ranges of pages from 1 on, each behind the one before it (RFC 8011 section 5.2.7)')
    last = value.upper
    return { lower: value.lower, upper: value.upper }
  })
  return ranges.length === 0 || (ranges[0]?.lower === 1 && ranges[0].upper === 0x7fff_ffff) ? undefined : ranges
}

/** Whether a page is selected. */
export const isSelected = (ranges: PageRanges, page: number): boolean => ranges.some(({ lower, upper }) => page >= lower && page <= upper)

/** The ranges in words, `2-4, 7`. */
export const wordsOf = (ranges: PageRanges): string => ranges.map(({ lower, upper }) => (lower === upper ? `${lower}` : `${lower}-${upper}`)).join(', ')
