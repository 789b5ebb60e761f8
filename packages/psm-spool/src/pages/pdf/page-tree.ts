/** The pages of a PDF in their order (ISO 32000-1 section 7.7.3). */
import type { PdfObjects } from './objects.js'
import { NotPdf, type PdfDictionary, type PdfValue } from './values.js'

/** A page, with what it has from the nodes above it. */
export interface PdfPage {
  readonly number: number
  readonly generation: number
  readonly entries: ReadonlyMap<string, PdfValue>
}

/** Attributes that a page may have from above. */
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const

/** Levels of a tree; more is made to break readers. */
const deepest = 100

/** Goes through the pages. @throws NotPdf for a tree that is none */
export async function* pagesOf(objects: PdfObjects, root: PdfValue | undefined, inherited: ReadonlyMap<string, PdfValue> = new Map(), seen: Set<number> = new Set(), depth = 0): AsyncGenerator<PdfPage> {
  if (root?.type !== 'reference' || depth > deepest || seen.has(root.number)) throw new NotPdf('its pages are not a tree')
  seen.add(root.number)
  const node = await objects.dictionary(root)
  const handed = new Map([...inherited, ...inheritable.flatMap((name) => entry(node, name))])
  const kids = await objects.resolve(node.entries.get('Kids'))
  if (kids.type === 'array') {
    for (const kid of kids.items) yield* pagesOf(objects, kid, handed, seen, depth + 1)
    return
  }
  yield { number: root.number, generation: root.generation, entries: new Map([...handed, ...node.entries]) }
}

function entry({ entries }: PdfDictionary, name: string): [string, PdfValue][] {
  const value = entries.get(name)
  return value === undefined ? [] : [[name, value]]
}
