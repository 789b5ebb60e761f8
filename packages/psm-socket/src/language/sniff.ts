/** What a document is written in, as far as sending it needs to know: by its format, and by its first octets. */

/** Languages of printers, by the names PJL has for them. */
export type PrinterLanguage = 'POSTSCRIPT' | 'PDF' | 'PCL' | 'PCLXL' | 'URF' | 'PWGRASTER' | 'JPEG' | 'TIFF'

const languages: Readonly<Record<string, PrinterLanguage>> = {
  'application/postscript': 'POSTSCRIPT',
  'application/pdf': 'PDF',
  'application/vnd.hp-pcl': 'PCL',
  'application/pcl': 'PCL',
  'application/x-pcl': 'PCL',
  'application/vnd.hp-pclxl': 'PCLXL',
  'application/x-pclxl': 'PCLXL',
  // What a printer that gets text without a language does with it is PCL's business.
  'text/plain': 'PCL',
  'image/urf': 'URF',
  'image/pwg-raster': 'PWGRASTER',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
}

/** The language of a format (`document-format`, MIME media type); `undefined` if it tells none, as `application/octet-stream`. */
export function languageOfFormat(format: string): PrinterLanguage | undefined {
  const type = format.toLowerCase().replace(/;.*$/, '').trim()
  return Object.hasOwn(languages, type) ? languages[type] : undefined
}

/** Octets that `startOf` wants to see. */
export const startOctets = 16

/**
 * How a document begins.
 *
 * - `pjl`: with a universal exit or a PJL command: it brings its own language commands
 * - `tbcp`: in quoted PostScript already
 * - `unknown`: as none of these
 */
export type DocumentStart = 'pjl' | 'tbcp' | 'postscript' | 'pdf' | 'pclxl' | 'pcl' | 'unknown'

/** Looks at the first octets of a document; a Ctrl-D in front of PostScript is passed over. */
export function startOf(octets: Uint8Array): DocumentStart {
  const text = new TextDecoder('latin1').decode(octets.subarray(0, startOctets))
  if (text.startsWith('\u001b%-12345X') || text.startsWith('@PJL')) return 'pjl'
  if (text.startsWith('\u0001M')) return 'tbcp'
  if (text.startsWith('%!') || text.startsWith('\u0004%!')) return 'postscript'
  if (text.startsWith('%PDF-')) return 'pdf'
  if (text.startsWith(') HP-PCL XL')) return 'pclxl'
  return text.startsWith('\u001b') ? 'pcl' : 'unknown'
}

/** Whether a document is PostScript: by how it begins, else by its format. */
export function isPostScript(format: string, start: DocumentStart): boolean {
  return start === 'postscript' || start === 'tbcp' || (start === 'unknown' && languageOfFormat(format) === 'POSTSCRIPT')
}
