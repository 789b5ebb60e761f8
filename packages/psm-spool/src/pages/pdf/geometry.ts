/** Rectangles and matrices of PDF pages (ISO 32000-1 sections 7.9.5 and 8.3). Pure. */

/** A rectangle, its corners in order. */
export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number]

/** A rectangle of two corners, in any order; `undefined` if it has no area. */
export function boxOf([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): Box | undefined {
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) }
  return box.right > box.left && box.top > box.bottom ? box : undefined
}

/** What two rectangles share. */
export function intersection(one: Box, other: Box): Box | undefined {
  const [left, bottom, right, top] = [Math.max(one.left, other.left), Math.max(one.bottom, other.bottom), Math.min(one.right, other.right), Math.min(one.top, other.top)]
  return right > left && top > bottom ? { left, bottom, right, top } : undefined
}

/** First `inner`, then `outer`. */
export function combined([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/** The smallest rectangle around a rectangle that was transformed. */
export function transformedBox(box: Box, [a, b, c, d, e, f]: Matrix): Box | undefined {
  const corners = [[box.left, box.bottom], [box.left, box.top], [box.right, box.bottom], [box.right, box.top]].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f])
  const xs = corners.map(([x = 0]) => x)
  const ys = corners.map(([, y = 0]) => y)
  return boxOf([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
}

/** A page as people see it: its size, and the matrix that brings it there with its lower left corner at the origin. */
export interface UprightPage {
  readonly width: number
  readonly height: number
  readonly matrix: Matrix
}

/** A page that is shown turned clockwise by a multiple of 90 degrees (`Rotate`). */
export function upright({ left, bottom, right, top }: Box, degrees: number): UprightPage {
  const [width, height] = [right - left, top - bottom]
  switch ((((Math.round(degrees / 90) * 90) % 360) + 360) % 360) {
    case 90:
      return { width: height, height: width, matrix: [0, -1, 1, 0, -bottom, right] }
    case 180:
      return { width, height, matrix: [-1, 0, 0, -1, right, top] }
    case 270:
      return { width: height, height: width, matrix: [0, 1, -1, 0, top, -left] }
    default:
      return { width, height, matrix: [1, 0, 0, 1, -left, -bottom] }
  }
}

/** A number as PDF writes it: never with an exponent. */
export const decimal = (number: number): string => String(Number(number.toFixed(4)))

/** A matrix as an operator's operands. */
export const operands = (matrix: Matrix): string => matrix.map(decimal).join(' ')
