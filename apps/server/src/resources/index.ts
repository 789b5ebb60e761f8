/** Files for all printers: icons and words. Made once, when first asked for. */
import type { Resources } from '@platen/ipp-listener'
import { printerIcon } from './icon.js'
import { englishStrings } from './strings.js'

/** A file as it is served. */
export interface Resource {
  readonly contentType: string
  readonly octets: Buffer
}

const icon = (size: number) => (): Resource => ({ contentType: 'image/png', octets: printerIcon(size) })

/** By path. */
const makers: ReadonlyMap<string, () => Resource> = new Map([
  ['/icons/printer-48.png', icon(48)],
  ['/icons/printer-128.png', icon(128)],
  ['/icons/printer-512.png', icon(512)],
  ['/strings/en.strings', () => ({ contentType: 'text/strings; charset=utf-8', octets: Buffer.from(englishStrings()) })],
])

const made = new Map<string, Resource>()

/** The file at a path. */
export function resourceAt(path: string): Resource | undefined {
  const known = made.get(path)
  if (known !== undefined) return known
  const resource = makers.get(path)?.()
  if (resource !== undefined) made.set(path, resource)
  return resource
}

/** What printers say of these files. */
export const resources: Resources = {
  icons: [...makers.keys()].filter((path) => path.startsWith('/icons/')),
  strings: { path: '/strings/en.strings', language: 'en' },
}
