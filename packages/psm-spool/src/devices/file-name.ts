/** Names for printed files: from what clients call their jobs to a name that is safe in a folder. Pure. */

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/postscript': 'ps',
  'application/vnd.hp-pcl': 'pcl',
  'application/pclm': 'pclm',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/pwg-raster': 'pwg',
  'image/tiff': 'tif',
  'image/urf': 'urf',
  'text/html': 'html',
  'text/plain': 'txt',
}

/** Characters of the middle part, at most: with id and extension a name stays under 255 octets in any script. */
const longest = 60

/** The extension of a format, without dot; `bin` where none is known. */
export function extensionOf(format: string): string {
  const [type = ''] = format.split(';')
  return extensions[type.trim().toLowerCase()] ?? 'bin'
}

/**
 * The file name of a document: `12-report.pdf`. Letters and digits of any script, `-`, `_` and inner dots stay; nothing
 * else does, so no name leaves its folder or hides in it.
 *
 * @param copy - from 1; a second file of the same name is `12-report-2.pdf`
 */
export function fileName(job: { readonly id: number; readonly name: string; readonly documentName: string; readonly format: string }, copy: number): string {
  const extension = extensionOf(job.format)
  const given = (job.documentName === '' ? job.name : job.documentName).normalize('NFC')
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const bare = last.toLowerCase().endsWith(`.${extension}`) ? last.slice(0, -extension.length - 1) : last
  const clean = bare
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, longest)
    // Half a character that was cut in two goes as well.
    .replace(/^[._]+|[._\p{Cs}]+$/gu, '')
  return `${job.id}-${clean === '' ? 'document' : clean}${copy > 1 ? `-${copy}` : ''}.${extension}`
}
