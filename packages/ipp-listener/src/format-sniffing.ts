/** The format of a document by its first octets. */

const octets = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

const signatures = [
  { format: 'application/pdf', begins: '%PDF-' },
  { format: 'application/postscript', begins: '%!' },
  { format: 'application/postscript', begins: '\x04%!' },
  { format: 'image/pwg-raster', begins: 'RaS2' },
  { format: 'image/urf', begins: 'UNIRAST\0' },
  { format: 'image/jpeg', begins: '\xff\xd8\xff' },
  { format: 'image/png', begins: '\x89PNG\r\n\x1a\n' },
  { format: 'application/vnd.hp-PCL', begins: '\x1bE' },
  { format: 'application/vnd.hp-PCLXL', begins: ') HP-PCL XL' },
].map(({ format, begins }) => ({ format, begins: octets(begins) }))

/** The universal exit and the PJL command that names the language behind it (HP's PJL reference, ENTER). */
const universalExit = octets('\x1b%-12345X')
const languages: Readonly<Record<string, string>> = { postscript: 'application/postscript', pcl: 'application/vnd.hp-PCL', pclxl: 'application/vnd.hp-PCLXL', pdf: 'application/pdf' }

/**
 * The format that a document's first octets show.
 *
 * @param head - up to 1024 octets from the start
 * @returns a MIME type, or `undefined` if they show none
 */
export function sniffFormat(head: Uint8Array): string | undefined {
  const found = signatures.find(({ begins }) => startsWith(head, begins))
  if (found !== undefined) return found.format
  if (!startsWith(head, universalExit)) return undefined
  const language = /@PJL\s+ENTER\s+LANGUAGE\s*=\s*(?<language>\w+)/i.exec(new TextDecoder('latin1').decode(head))?.groups?.['language']
  return language === undefined ? undefined : languages[language.toLowerCase()]
}

const startsWith = (head: Uint8Array, begins: Uint8Array): boolean => begins.every((octet, at) => head[at] === octet)
