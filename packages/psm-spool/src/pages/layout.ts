/** Where pages stand on a sheet: the rows and columns in which they are largest, and each page's place. Pure. */
import type { MediaSheet } from './media-sheet.js'
import type { Direction } from './number-up.js'
import type { Matrix } from './pdf/geometry.js'

/** Rows and columns. */
export interface Grid {
  readonly columns: number
  readonly rows: number
  /** Whether the sheet is read with a long side below where it has a short one, or the other way round. */
  readonly turned: boolean
}

interface Size {
  readonly width: number
  readonly height: number
}

/** What can be printed on, as it is read. */
function frameOf({ width, height, margin }: MediaSheet, turned: boolean): Size {
  const [across, up] = turned ? [height, width] : [width, height]
  // Margins that leave nothing are none.
  return margin * 4 < Math.min(across, up) ? { width: across - 2 * margin, height: up - 2 * margin } : { width: across, height: up }
}

const scaleOf = (page: Size, frame: Size, columns: number, rows: number): number => Math.min(frame.width / columns / page.width, frame.height / rows / page.height)

/** The rows and columns in which pages of a size are largest; upright if that is as good. */
export function gridFor(count: number, sheet: MediaSheet, page: Size): Grid {
  let best: Grid & { readonly scale: number } = { columns: 1, rows: count, turned: false, scale: 0 }
  for (const turned of [false, true]) {
    const frame = frameOf(sheet, turned)
    for (let columns = 1; columns <= count; columns++) {
      const rows = count / columns
      if (!Number.isInteger(rows)) continue
      const scale = scaleOf(page, frame, columns, rows)
      if (scale > best.scale * 1.0001) best = { columns, rows, turned, scale }
    }
  }
  const { columns, rows, turned } = best
  return { columns, rows, turned }
}

/** The column and row of the page at an index, both from 0, from the upper left corner. */
export function cellAt({ columns, rows }: Grid, index: number, direction: Direction): { readonly column: number; readonly row: number } {
  const [first, second] = direction.split('-')
  const across = first === 'toright' || first === 'toleft'
  const column = across ? index % columns : Math.floor(index / rows)
  const row = across ? Math.floor(index / columns) : index % rows
  return {
    column: first === 'toleft' || second === 'toleft' ? columns - 1 - column : column,
    row: first === 'totop' || second === 'totop' ? rows - 1 - row : row,
  }
}

/** The matrix that puts an upright page in the middle of its cell, as large as it can be. */
export function placement(sheet: MediaSheet, grid: Grid, index: number, direction: Direction, page: Size): Matrix {
  const frame = frameOf(sheet, grid.turned)
  const { column, row } = cellAt(grid, index, direction)
  const [width, height] = [frame.width / grid.columns, frame.height / grid.rows]
  const scale = scaleOf(page, frame, grid.columns, grid.rows)
  const [across, up] = grid.turned ? [sheet.height, sheet.width] : [sheet.width, sheet.height]
  const left = (across - frame.width) / 2 + column * width + (width - page.width * scale) / 2
  const bottom = (up - frame.height) / 2 + (grid.rows - 1 - row) * height + (height - page.height * scale) / 2
  return [scale, 0, 0, scale, left, bottom]
}
