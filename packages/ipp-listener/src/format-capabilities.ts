/** What a printer can do with documents of one format (RFC 8011 section 4.2.5.1: answers may depend on `document-format`). */
import { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'

/**
 * The printer as it is for a format.
 *
 * @param format - a MIME type; `undefined` or `application/octet-stream` is any, so the printer as it is
 */
export function printerFor(printer: Printer, format: string | undefined): Printer {
  const exceptions = format === undefined ? undefined : printer.formatExceptions?.get(format.replace(/;.*$/, '').trim().toLowerCase())
  if (exceptions === undefined) return printer
  const capabilities = new Attributes([...printer.capabilities].map((one) => exceptions.get(one.name) ?? one))
  return { ...printer, capabilities }
}

/** `document-format-varying-attributes` (RFC 3380): which attributes another format may change. */
export function varyingAttributes({ formatExceptions }: Printer): readonly string[] {
  const names = new Set([...(formatExceptions?.values() ?? [])].flatMap((exceptions) => [...exceptions].map((one) => one.name)))
  return names.size === 0 ? ['none'] : [...names]
}
