/** The format of a document by its first octets. */

const signatures: readonly { readonly format: string; readonly begins: string }[] = [
  { format: 'application/pdf', begins: '%PDF-' },
  { format: 'application/postscript', begins: '%!' },
  { format: 'application/postscript', begins: '\x04%!' },
  { format: 'image/pwg-raster', begins: 'RaS2' },
  { format: 'image/urf', begins: 'UNIRAST\0' },
  { format: 'image/jpeg', begins: '\xff\xd8\xff' },
  { format: 'image/png', begins: '\x89PNG\r\n\x1a\n' },
  { format: 'application/vnd.hp-PCL', begins: '\x1bE' },
  { format: 'application/vnd.hp-PCLXL', begins: ') HP-PCL XL' },
]

/** The universal exit and the PJL command that names the language behind it (HP's PJL reference, ENTER). */
const universalExit = '\x1b%-12345X'
const languages: Readonly<Record<string, string>> = { postscript: 'application/postscript', pcl: 'application/vnd.hp-PCL', pclxl: 'application/vnd.hp-PCLXL', pdf: 'application/pdf' }

/**
 * The format that a document's first octets show.
 *
 * @param head - up to 1024 octets from the start
 * @returns a MIME type, or `undefined` if they show none
 */
export function sniffFormat(head: Uint8Array): string | undefined {
  const start = Array.from(head, (octet) => String.fromCharCode(octet)).join('')
  const found = signatures.find(({ begins }) => start.startsWith(begins))
  if (found !== undefined) return found.format
  if (!start.startsWith(universalExit)) return undefined
  const language = /@PJL\s+ENTER\s+LANGUAGE\s*=\s*(?<language>\w+)/i.exec(start)?.groups?.['language']
  return language === undefined ? undefined : languages[language.toLowerCase()]
}
