/** `number-up`: how many pages go onto a side of a sheet (RFC 8011 section 5.2.9), and in which order they stand there (PWG 5100.3). Pure. */
import type { Attributes } from '@platen/papi'
import { canNumberUp } from './impose-pages.js'
import { mediaSheet, type MediaSheet } from './media-sheet.js'

/** The numbers of pages that are put onto a side. */
export const numbersUp: readonly number[] = [1, 2, 4, 6, 9, 16]

/** `presentation-direction-number-up`: the way of the next page, then of the next row or column of them. */
export const directions = [
  'toright-tobottom', 'tobottom-toleft', 'tobottom-toright', 'toleft-tobottom', 'toleft-totop', 'toright-totop', 'totop-toleft', 'totop-toright',
] as const

/** One of {@link directions}. */
export type Direction = (typeof directions)[number]

/** Pages on sheets, as a job asks for them. */
export interface NumberUp {
  /** Pages on a side, 2 or more. */
  readonly count: number
  readonly direction: Direction
  readonly sheet: MediaSheet
}

/** Whether a ticket asks for several pages on a side. */
export const asksNumberUp = (ticket: Attributes): boolean => (ticket.integer('number-up') ?? 1) > 1

/**
 * What a job asks for; the printer's default where it says nothing and its document can be printed so.
 *
 * @returns `undefined` for one page on a side
 */
export function numberUpOf(ticket: Attributes, capabilities: Attributes, format: string): NumberUp | undefined {
  const count = ticket.integer('number-up') ?? capabilities.integer('number-up-default') ?? 1
  if (count <= 1 || !numbersUp.includes(count) || !canNumberUp(format)) return undefined
  const asked = ticket.string('presentation-direction-number-up') ?? capabilities.string('presentation-direction-number-up-default')
  return { count, direction: directions.find((one) => one === asked) ?? directions[0], sheet: mediaSheet(ticket, capabilities) }
}
