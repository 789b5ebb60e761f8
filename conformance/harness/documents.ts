/** Documents to print: made by Ghostscript, under the names that CUPS's suites ask for, and random octets. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runWell } from './command.js'
import { tool } from './tools.js'

const a4 = ['-dDEVICEWIDTHPOINTS=595', '-dDEVICEHEIGHTPOINTS=842']
const letter = ['-dDEVICEWIDTHPOINTS=612', '-dDEVICEHEIGHTPOINTS=792']
const index4x6 = ['-dDEVICEWIDTHPOINTS=288', '-dDEVICEHEIGHTPOINTS=432', '-r150']

/** A name that a document can be made under. */
export type DocumentName = 'document-a4.pdf' | 'document-letter.pdf' | 'document-a4.ps' | 'document-letter.ps' | 'color.jpg' | 'gray.jpg'

/** How Ghostscript makes each, and what it is. */
const makings: Readonly<Record<DocumentName, { readonly device: string; readonly page: readonly string[]; readonly format: string }>> = {
  'document-a4.pdf': { device: 'pdfwrite', page: a4, format: 'application/pdf' },
  'document-letter.pdf': { device: 'pdfwrite', page: letter, format: 'application/pdf' },
  'document-a4.ps': { device: 'ps2write', page: a4, format: 'application/postscript' },
  'document-letter.ps': { device: 'ps2write', page: letter, format: 'application/postscript' },
  'color.jpg': { device: 'jpeg', page: index4x6, format: 'image/jpeg' },
  'gray.jpg': { device: 'jpeggray', page: index4x6, format: 'image/jpeg' },
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

function documentAt(path: string, format: string): Document {
  const octets = readFileSync(path)
  return { path, format, octets, sha256: sha256(octets) }
}
