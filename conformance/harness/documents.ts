/** Documents to print: made by Ghostscript, under the names that CUPS's suites ask for (PDF, PostScript, JPEG, PWG raster), and random octets. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runWell } from './command.js'
import { tool } from './tools.js'

const a4 = ['-dDEVICEWIDTHPOINTS=595', '-dDEVICEHEIGHTPOINTS=842']
const letter = ['-dDEVICEWIDTHPOINTS=612', '-dDEVICEHEIGHTPOINTS=792']
const index4x6 = ['-dDEVICEWIDTHPOINTS=288', '-dDEVICEHEIGHTPOINTS=432']
const pageSizes: ReadonlyMap<string, readonly string[]> = new Map([['4x6', index4x6], ['a4', a4], ['letter', letter]])

/** A name that a document can be made under. */
export type DocumentName = 'document-a4.pdf' | 'document-letter.pdf' | 'document-a4.ps' | 'document-letter.ps' | 'color.jpg' | 'gray.jpg'

/** How Ghostscript makes each, and what it is. */
const makings: Readonly<Record<DocumentName, { readonly device: string; readonly page: readonly string[]; readonly format: string }>> = {
  'document-a4.pdf': { device: 'pdfwrite', page: a4, format: 'application/pdf' },
  'document-letter.pdf': { device: 'pdfwrite', page: letter, format: 'application/pdf' },
  'document-a4.ps': { device: 'ps2write', page: a4, format: 'application/postscript' },
  'document-letter.ps': { device: 'ps2write', page: letter, format: 'application/postscript' },
  'color.jpg': { device: 'jpeg', page: [...index4x6, '-r150'], format: 'image/jpeg' },
  'gray.jpg': { device: 'jpeggray', page: [...index4x6, '-r150'], format: 'image/jpeg' },
}

/** Every name that a document can be made under. */
export const documentNames: readonly DocumentName[] = Object.keys(makings) as DocumentName[]

/** Two pages with text, lines and colour. */
const drawing = `
/page { /Helvetica findfont 24 scalefont setfont 40 220 moveto show
  0.8 0.2 0.1 setrgbcolor 40 60 180 120 rectfill 0 0.3 0.7 setrgbcolor 4 setlinewidth 40 60 moveto 220 180 lineto stroke
  showpage } def
(Platen, page 1) page (Platen, page 2) page
`

const onePage = drawing.replace('(Platen, page 2) page\n', '')

/** A document on disk. */
export interface Document {
  readonly path: string
  /** Its MIME type. */
  readonly format: string
  readonly octets: Buffer
  readonly sha256: string
}

/** Makes a document in a folder, if it is not there already. */
export async function makeDocument(folder: string, name: DocumentName): Promise<Document> {
  const { device, page, format } = makings[name]
  const path = join(folder, name)
  if (!existsSync(path)) await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', `-sDEVICE=${device}`, ...page, `-sOutputFile=${path}`, '-'], { input: drawing, cwd: folder })
  return documentAt(path, format)
}

/** The raster documents that ipp-everywhere.test asks for, as it names them: resolution, kind of raster, drawing, size. */
const rasterName = /^pwg-raster-samples-(?<dpi>\d+)dpi\/(?<kind>[a-z]+-\d+)\/(?<drawing>[a-z.]+)-(?<size>4x6|a4|letter)-\k<kind>-\k<dpi>dpi\.pwg$/

/** cupsColorSpace and cupsBitsPerColor of each kind (PWG 5102.4 table 9). */
const rasterKinds: ReadonlyMap<string, readonly [space: number, bits: number]> = new Map([
  ['black-1', [3, 1]],
  ['cmyk-8', [6, 8]],
  ['sgray-8', [18, 8]],
  ['srgb-8', [19, 8]],
  ['srgb-16', [19, 16]],
])

/** The drawings: the document has two pages, all others one. */
const rasterDrawings: ReadonlyMap<string, string> = new Map([
  ['document', drawing],
  ['onepage', onePage],
  ['color.jpg', onePage],
  ['gray.jpg', onePage],
])

/** Makes the PWG raster documents that a suite asks for (`SKIP-IF-MISSING`), below a folder. @returns their names */
export async function makeRasters(folder: string, suite: string): Promise<readonly string[]> {
  const names = [...new Set([...readFileSync(suite, 'utf8').matchAll(/^\s*SKIP-IF-MISSING (?<name>\S+\.pwg)\s*$/gm)].map((found) => found.groups?.['name'] ?? ''))]
  // One processor draws while the other starts the next.
  const waiting = names.values()
  const drawer = async (): Promise<void> => {
    for (const name of waiting) await makeRaster(folder, name)
  }
  await Promise.all([drawer(), drawer()])
  return names
}

async function makeRaster(folder: string, name: string): Promise<void> {
  const { dpi, kind = '', drawing: drawn = '', size = '' } = rasterName.exec(name)?.groups ?? {}
  const [space, bits] = rasterKinds.get(kind) ?? []
  const content = rasterDrawings.get(drawn)
  const page = pageSizes.get(size)
  if (dpi === undefined || space === undefined || bits === undefined || content === undefined || page === undefined) throw new Error(`nobody knows how to make "${name}"`)
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  const raster = ['-sDEVICE=pwgraster', `-r${dpi}`, `-dcupsColorSpace=${space}`, `-dcupsBitsPerColor=${bits}`]
  await runWell(tool('gs'), ['-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', ...raster, ...page, `-sOutputFile=${path}`, '-'], { input: content, cwd: folder })
}

/** Random octets as a document: no printer language, and nothing in it that could be left out unseen. */
export function randomDocument(folder: string, name: string, octets: number): Document {
  const path = join(folder, name)
  writeFileSync(path, randomBytes(octets))
  return documentAt(path, 'application/octet-stream')
}

/** A copy of a document that differs from all others: with a comment behind the end, as PDF allows. */
export function distinctCopy(folder: string, { octets, format }: Document, name: string): Document {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([octets, Buffer.from(`\n% ${name}\n`)]))
  return documentAt(path, format)
}

/** SHA-256 of octets, in hexadecimal. */
export function sha256(octets: Uint8Array): string {
  return createHash('sha256').update(octets).digest('hex')
}

/** A document that is on disk. */
export function documentAt(path: string, format: string): Document {
  const octets = readFileSync(path)
  return { path, format, octets, sha256: sha256(octets) }
}
