/**
 * Annotations of a page as they are printed: filled-in form fields, stamps, comments. They are no part of what a page draws;
 * each has a form of its own, to be fitted into its rectangle (ISO 32000-1 section 12.5.5).
 */
import { combined, transformedBox, type Matrix } from './geometry.js'
import type { PdfObjects } from './objects.js'
import type { PdfPage } from './page-tree.js'
import { boxIn, matrixIn, numberOf } from './read-values.js'
import type { PdfValue } from './values.js'

/** An annotation to be drawn. */
export interface Appearance {
  readonly form: PdfValue
  /** Where, on its page. */
  readonly matrix: Matrix
  /** The optional content it belongs to. */
  readonly layer: PdfValue | undefined
}

/** Bits of an annotation's flags (section 12.5.3). */
const hidden = 2
const print = 4

/** Annotations drawn on a page; more is made to break readers. */
const mostAnnotations = 20_000

/** The annotations that are printed. */
export async function* printedAnnotations(objects: PdfObjects, page: PdfPage): AsyncGenerator<Appearance> {
  const all = await objects.resolve(page.entries.get('Annots'))
  if (all.type !== 'array') return
  for (const one of all.items.slice(0, mostAnnotations)) {
    const annotation = await objects.resolve(one)
    if (annotation.type !== 'dictionary') continue
    const flags = (await numberOf(objects, annotation.entries.get('F'))) ?? 0
    if ((flags & hidden) !== 0 || (flags & print) === 0) continue
    const form = await normalAppearance(objects, annotation.entries)
    const matrix = form && (await fitted(objects, form, annotation.entries.get('Rect')))
    if (form !== undefined && matrix !== undefined) yield { form, matrix, layer: annotation.entries.get('OC') }
  }
}

/** The form that is drawn: of several, the one of the state that the annotation is in. */
async function normalAppearance(objects: PdfObjects, entries: ReadonlyMap<string, PdfValue>): Promise<PdfValue | undefined> {
  const appearances = await objects.resolve(entries.get('AP'))
  if (appearances.type !== 'dictionary') return undefined
  const normal = appearances.entries.get('N')
  const found = await objects.resolve(normal)
  if (found.type !== 'dictionary') return undefined
  if (found.entries.has('BBox')) return normal
  const state = await objects.resolve(entries.get('AS'))
  return state.type === 'name' ? found.entries.get(state.name) : undefined
}

/** The matrix that fits a form into a rectangle. */
async function fitted(objects: PdfObjects, form: PdfValue, rectangle: PdfValue | undefined): Promise<Matrix | undefined> {
  const found = await objects.resolve(form)
  // A form is a stream: an object of its own.
  if (form.type !== 'reference' || found.type !== 'dictionary') return undefined
  const box = await boxIn(objects, found.entries.get('BBox'))
  const target = await boxIn(objects, rectangle)
  const drawn = box && transformedBox(box, await matrixIn(objects, found.entries.get('Matrix')))
  if (drawn === undefined || target === undefined) return undefined
  const [across, up] = [(target.right - target.left) / (drawn.right - drawn.left), (target.top - target.bottom) / (drawn.top - drawn.bottom)]
  return combined([1, 0, 0, 1, -drawn.left, -drawn.bottom], [across, 0, 0, up, target.left, target.bottom])
}
