/** Names of users and documents come from strangers: here they become names of files, and cannot become paths. */

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/postscript': '.ps',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/pwg-raster': '.pwg',
  'image/urf': '.urf',
  'text/plain': '.txt',
}

/** One segment of a path: letters and digits of all scripts, `-`, `_`, and dots but not in front. Never empty. */
export function segment(name: string): string {
  const plain = name.normalize('NFC').replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')
  return plain.replace(/^(.{60}).*$/su, '$1') || '_'
}

/** A file name for a document, with the extension of its format. */
export function fileNameFor(name: string, format: string): string {
  const extension = extensions[format] ?? '.bin'
  const plain = segment(name)
  return plain.toLowerCase().endsWith(extension) ? plain : `${plain}${extension}`
}
