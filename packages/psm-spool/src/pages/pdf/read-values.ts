/** Numbers, rectangles and matrices in a PDF, each of which may be another object. */
import { boxOf, type Box, type Matrix } from './geometry.js'
import type { PdfObjects } from './objects.js'
import type { PdfValue } from './values.js'

/** A number; `undefined` if it is none. */
export async function numberOf(objects: PdfObjects, value: PdfValue | undefined): Promise<number | undefined> {
  const found = await objects.resolve(value)
  return found.type === 'plain' && /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(found.text) ? Number(found.text) : undefined
}

/** An array of just so many numbers; `undefined` if it is none. */
async function numbersOf(objects: PdfObjects, value: PdfValue | undefined, count: number): Promise<number[] | undefined> {
  const found = await objects.resolve(value)
  if (found.type !== 'array' || found.items.length !== count) return undefined
  const numbers: number[] = []
  for (const item of found.items) {
    const number = await numberOf(objects, item)
    if (number !== undefined) numbers.push(number)
  }
  return numbers.length === count ? numbers : undefined
}

/** A rectangle; `undefined` if it is none, or has no area. */
export async function boxIn(objects: PdfObjects, value: PdfValue | undefined): Promise<Box | undefined> {
  const numbers = await numbersOf(objects, value, 4)
  return numbers && boxOf(numbers)
}

/** A matrix; the one that changes nothing if there is none. */
export async function matrixIn(objects: PdfObjects, value: PdfValue | undefined): Promise<Matrix> {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = (await numbersOf(objects, value, 6)) ?? []
  return [a, b, c, d, e, f]
}
