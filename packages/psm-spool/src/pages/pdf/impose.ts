/**
 * Several pages of a PDF on each side of a sheet: the file as it is, with an update behind it. Each page becomes a form (ISO
 * 32000-1 section 8.10), each sheet a page that draws some of them. Only one page is in memory at a time.
 */
import { gridFor, placement, type Grid } from '../layout.js'
import type { NumberUp } from '../number-up.js'
import type { PageRanges } from '../page-ranges.js'
import type { PageSource } from '../page-source.js'
import { printedAnnotations } from './annotations.js'
import { boxOf, combined, decimal, intersection, operands, upright, type Box, type Matrix } from './geometry.js'
import { openPdf, pageErrorOf, selectedPages, type OpenPdf } from './open.js'
import { pageContent } from './page-content.js'
import type { PdfPage } from './page-tree.js'
import { boxIn, numberOf } from './read-values.js'
import { pageTree } from './select.js'
import { dictionaryOf, PdfUpdate, referenceTo } from './update.js'
import type { PdfValue } from './values.js'

const name = (word: string): PdfValue => ({ type: 'name', name: word })
const box = ({ left, bottom, right, top }: Box): PdfValue => ({ type: 'array', items: [left, bottom, right, top].map((one) => ({ type: 'plain', text: decimal(one) })) })

/** US Letter, for a page that does not say how large it is. */
const usual: Box = { left: 0, bottom: 0, right: 612, top: 792 }

/** @throws PageError if none of the pages is in it, or it cannot be read well enough to put them onto sheets */
export async function* imposePdfPages(source: PageSource, numberUp: NumberUp, ranges: PageRanges | undefined): AsyncGenerator<Uint8Array> {
  try {
    const pdf = await openPdf(source)
    const pages = await selectedPages(pdf, ranges)
    // Once for nothing: what cannot be done shows before a printer has begun.
    await throughout(updateOf(pdf, pages, numberUp))
    yield* source.all()
    yield* updateOf(pdf, pages, numberUp)
  } catch (error) {
    throw pageErrorOf(error, 'the pages of this PDF cannot be put onto sheets')
  }
}

async function throughout(pieces: AsyncGenerator<Uint8Array>): Promise<void> {
  while ((await pieces.next()).done !== true);
}

async function* updateOf(pdf: OpenPdf, pages: readonly PdfPage[], numberUp: NumberUp): AsyncGenerator<Uint8Array> {
  const update = new PdfUpdate(pdf.references, pdf.size)
  const sheets: PdfValue[] = []
  let grid: Grid | undefined
  for (let first = 0; first < pages.length; first += numberUp.count) {
    const drawing = new SheetDrawing()
    for (const [index, page] of pages.slice(first, first + numberUp.count).entries()) {
      const visible = await visibleBox(pdf, page)
      const { width, height, matrix } = upright(visible, (await numberOf(pdf.objects, page.entries.get('Rotate'))) ?? 0)
      // All sheets are as the first, whose pages are as most are.
      grid ??= gridFor(numberUp.count, numberUp.sheet, { width, height })
      const form = update.newNumber()
      const { packing, octets } = await pageContent(pdf.objects, page)
      yield update.stream(form, [...formEntries(page, visible), ...packing], octets)
      drawing.begin(combined(matrix, placement(numberUp.sheet, grid, index, numberUp.direction, { width, height })), visible)
      drawing.form(referenceTo(form))
      for await (const { form: appearance, matrix: place, layer } of printedAnnotations(pdf.objects, page)) drawing.form(appearance, place, layer)
      drawing.end()
    }
    const [content, sheet] = [update.newNumber(), update.newNumber()]
    yield update.stream(content, [], Buffer.from(drawing.content(numberUp, grid?.turned ?? false), 'latin1'))
    yield update.object(sheet, 0, sheetPage(pdf, numberUp, grid?.turned ?? false, drawing, content))
    sheets.push(referenceTo(sheet))
  }
  yield update.object(pdf.root.number, pdf.root.generation, pageTree(sheets))
  yield update.end()
}

/** What is seen of a page (ISO 32000-1 section 14.11.2). */
async function visibleBox({ objects }: OpenPdf, { entries }: PdfPage): Promise<Box> {
  const media = (await boxIn(objects, entries.get('MediaBox'))) ?? usual
  const crop = await boxIn(objects, entries.get('CropBox'))
  return (crop && intersection(crop, media)) ?? media
}

function formEntries({ entries }: PdfPage, visible: Box): (readonly [string, PdfValue])[] {
  const group = entries.get('Group')
  return [
    ['Type', name('XObject')],
    ['Subtype', name('Form')],
    ['BBox', box(visible)],
    ['Resources', entries.get('Resources') ?? dictionaryOf([])],
    ...(group === undefined ? [] : [['Group', group] as const]),
  ]
}

function sheetPage({ root }: OpenPdf, { sheet }: NumberUp, turned: boolean, drawing: SheetDrawing, content: number): PdfValue {
  const size = boxOf([0, 0, sheet.width, sheet.height]) ?? usual
  return dictionaryOf([
    ['Type', name('Page')],
    ['Parent', root],
    ['MediaBox', box(size)],
    ['Resources', drawing.resources()],
    ['Contents', referenceTo(content)],
    // The sheet keeps its size, which is the medium's, and is shown as it is read.
    ...(turned ? [['Rotate', { type: 'plain', text: '90' } as PdfValue] as const] : []),
  ])
}

/** What a sheet draws, as it comes together. */
class SheetDrawing {
  readonly #forms = new Map<string, PdfValue>()
  readonly #layers = new Map<string, PdfValue>()
  #operators = ''

  /** A page begins: it is drawn through a matrix, and nothing outside of it is. */
  begin(matrix: Matrix, { left, bottom, right, top }: Box): void {
    this.#operators += `q ${operands(matrix)} cm ${[left, bottom, right - left, top - bottom].map(decimal).join(' ')} re W n\n`
  }

  form(form: PdfValue, matrix?: Matrix, layer?: PdfValue): void {
    const named = `F${this.#forms.size}`
    this.#forms.set(named, form)
    const drawn = `q ${matrix === undefined ? '' : `${operands(matrix)} cm `}/${named} Do Q\n`
    if (layer === undefined) {
      this.#operators += drawn
      return
    }
    const layered = `L${this.#layers.size}`
    this.#layers.set(layered, layer)
    this.#operators += `/OC /${layered} BDC\n${drawn}EMC\n`
  }

  end(): void {
    this.#operators += 'Q\n'
  }

  /** The operators of the whole sheet; those of a turned one are turned with it. */
  content({ sheet }: NumberUp, turned: boolean): string {
    return turned ? `q 0 1 -1 0 ${decimal(sheet.width)} 0 cm\n${this.#operators}Q\n` : this.#operators
  }

  resources(): PdfValue {
    return dictionaryOf([['XObject', dictionaryOf(this.#forms)], ...(this.#layers.size === 0 ? [] : [['Properties', dictionaryOf(this.#layers)] as const])])
  }
}
