/** Which page description language a document is in, told by its first octets or by PJL's ENTER LANGUAGE. */

/** A page description language; `unknown` is printed as it is and has no pages that could be counted. */
export type Language = 'postscript' | 'pcl' | 'pclxl' | 'pdf' | 'pwg-raster' | 'urf' | 'unknown'

/** How each begins. */
const beginnings: readonly (readonly [string, Language])[] = [
  ['%!', 'postscript'],
  // The tagged binary communications protocol begins with Ctrl-A and M.
  ['\u0001M', 'postscript'],
  ['%PDF-', 'pdf'],
  ['\u001bE', 'pcl'],
  ['\u001b&', 'pcl'],
  ['\u001b*', 'pcl'],
  ['\u001b(', 'pcl'],
  ['\u001b)', 'pcl'],
  ['\u001b%0', 'pcl'],
  ['\u001b%1', 'pcl'],
  [') HP-PCL XL;', 'pclxl'],
  ['RaS2', 'pwg-raster'],
  ['UNIRAST\0', 'urf'],
]

/** What ENTER LANGUAGE names. */
const names: Readonly<Record<string, Language>> = { POSTSCRIPT: 'postscript', PCL: 'pcl', PCLXL: 'pclxl', PDF: 'pdf', PWGRASTER: 'pwg-raster', PWG: 'pwg-raster', URF: 'urf', UNIRAST: 'urf' }

/** The octets, as Latin-1 text, that decide; fewer if they can no longer be the beginning of anything. */
export function detectLanguage(text: string): Language | 'undecided' {
  for (const [beginning, language] of beginnings) {
    if (text.startsWith(beginning)) return language
  }
  return beginnings.some(([beginning]) => beginning.startsWith(text)) ? 'undecided' : 'unknown'
}

/** The language that PJL's ENTER LANGUAGE names. */
export function namedLanguage(name: string): Language {
  return names[name.toUpperCase()] ?? 'unknown'
}
