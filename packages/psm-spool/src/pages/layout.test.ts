import { Attributes, attribute, collection, integer, keyword } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { cellAt, gridFor, placement } from './layout.js'
import { mediaSheet } from './media-sheet.js'
import { directions } from './number-up.js'

const a4 = { width: 595, height: 842, margin: 0 }
const portrait = { width: 595, height: 842 }
const landscape = { width: 842, height: 595 }

describe('rows and columns', () => {
  it.each([
    [2, portrait, { columns: 2, rows: 1, turned: true }],
    [2, landscape, { columns: 1, rows: 2, turned: false }],
    [4, portrait, { columns: 2, rows: 2, turned: false }],
    [4, landscape, { columns: 2, rows: 2, turned: true }],
    [6, portrait, { columns: 3, rows: 2, turned: true }],
    [9, portrait, { columns: 3, rows: 3, turned: false }],
    [16, landscape, { columns: 4, rows: 4, turned: true }],
  ])('%i pages of %j on a sheet: %j', (count, page, grid) => {
    expect(gridFor(count, a4, page)).toEqual(grid)
  })
})

describe('presentation-direction-number-up (PWG 5100.3)', () => {
  const orders: Readonly<Record<(typeof directions)[number], string>> = {
    'toright-tobottom': '123/456', 'toleft-tobottom': '321/654', 'toright-totop': '456/123', 'toleft-totop': '654/321',
    'tobottom-toright': '135/246', 'tobottom-toleft': '531/642', 'totop-toright': '246/135', 'totop-toleft': '642/531',
  }
  it.each(directions)('%s', (direction) => {
    const rows = [['', '', ''], ['', '', '']]
    for (let index = 0; index < 6; index++) {
      const { column, row } = cellAt({ columns: 3, rows: 2, turned: false }, index, direction)
      rows[row]?.splice(column, 1, String(index + 1))
    }
    expect(rows.map((row) => row.join('')).join('/')).toBe(orders[direction])
  })
})

describe('the place of a page', () => {
  it('is the middle of its cell, as large as it can be', () => {
    const grid = gridFor(4, a4, portrait)
    expect(placement(a4, grid, 0, 'toright-tobottom', portrait)).toEqual([0.5, 0, 0, 0.5, 0, 421])
    expect(placement(a4, grid, 3, 'toright-tobottom', portrait)).toEqual([0.5, 0, 0, 0.5, 297.5, 0])
    // A square is as wide as its cell, with space above and below.
    expect(placement(a4, grid, 3, 'toright-tobottom', { width: 119, height: 119 })).toEqual([2.5, 0, 0, 2.5, 297.5, 61.75])
  })

  it('is within what the printer can print on', () => {
    const sheet = { ...a4, margin: 20 }
    const [scale, , , , left, bottom] = placement(sheet, gridFor(4, sheet, portrait), 2, 'toright-tobottom', portrait)
    expect(scale).toBeCloseTo(277.5 / 595)
    expect([left, bottom]).toEqual([20, expect.closeTo(20 + (401 - 842 * (277.5 / 595)) / 2)])
  })
})

describe('the sheet of a job', () => {
  const printer = Attributes.of(attribute('media-default', keyword('na_letter_8.5x11in')), attribute('media-top-margin-supported', integer(423)))
  const size = (x: number, y: number) => collection(Attributes.of(attribute('media-size', collection(Attributes.of(attribute('x-dimension', integer(x)), attribute('y-dimension', integer(y)))))))

  it('is what its ticket says, else what the printer has, else A4', () => {
    expect(mediaSheet(new Attributes(), printer)).toEqual({ width: 612, height: 792, margin: 11.99 })
    expect(mediaSheet(Attributes.of(attribute('media', keyword('iso_a4_210x297mm'))), printer)).toEqual({ width: 595.28, height: 841.89, margin: 11.99 })
    expect(mediaSheet(Attributes.of(attribute('media-col', size(10_160, 15_240))), printer)).toEqual({ width: 288, height: 432, margin: 11.99 })
    expect(mediaSheet(Attributes.of(attribute('media', keyword('plain'))), new Attributes())).toEqual({ width: 595.28, height: 841.89, margin: 0 })
  })
})
