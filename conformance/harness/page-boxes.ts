/** What Ghostscript sees of a document: where the marks of each of its pages are. */
import { runWell } from './command.js'
import { tool } from './tools.js'

/** The smallest rectangle around the marks of a page, in points from its lower left corner, as it is read. */
export interface Marks {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** The marks of each page of a PDF or PostScript file. @throws Error if Ghostscript finds a fault in it */
export async function pageMarks(path: string): Promise<Marks[]> {
  const { stdout, stderr } = await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-dPDFSTOPONERROR', '-sDEVICE=bbox', path])
  const boxes = [...(stdout + stderr).matchAll(/^%%BoundingBox: (?<left>\d+) (?<bottom>\d+) (?<right>\d+) (?<top>\d+)$/gm)]
  return boxes.map(({ groups = {} }) => ({ left: Number(groups['left']), bottom: Number(groups['bottom']), right: Number(groups['right']), top: Number(groups['top']) }))
}

/** The text of a document, page by page, without its spaces. */
export async function pageTexts(path: string): Promise<string[]> {
  const { stdout } = await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-sDEVICE=txtwrite', '-o', '-', path])
  return stdout.split('\f').map((page) => page.replace(/\s+/g, '')).filter((page) => page !== '')
}
