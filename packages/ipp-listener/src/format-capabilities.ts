/** What a printer can do with documents of one format (RFC 8011 section 4.2.5.1: answers may depend on `document-format`). */
import { Attributes } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'

/**
 * The printer as it is for a format.
 *
 * @param format - a MIME type; `undefined` is any, so the printer as it is. `application/octet-stream` is what a document is whose
 * octets do not show what it is: of one that is not there yet, {@link formatTold} makes any of it
 */
export function printerFor(printer: Printer, format: string | undefined): Printer {
  const exceptions = format === undefined ? undefined : exceptionsFor(printer, format)
  if (exceptions === undefined) return printer
  return { ...printer, capabilities: withExceptions(printer.capabilities, exceptions) }
}

/** Made once: a printer's capabilities and exceptions are the same objects for as long as they say the same. */
const made = new WeakMap<Attributes, WeakMap<Attributes, Attributes>>()

function withExceptions(capabilities: Attributes, exceptions: Attributes): Attributes {
  let ofPrinter = made.get(capabilities)
  if (ofPrinter === undefined) made.set(capabilities, (ofPrinter = new WeakMap()))
  let changed = ofPrinter.get(exceptions)
  if (changed === undefined) ofPrinter.set(exceptions, (changed = new Attributes([...capabilities].map((one) => exceptions.get(one.name) ?? one))))
  return changed
}

/** What is otherwise for a format; `undefined` if nothing is. */
export function exceptionsFor({ formatExceptions }: Printer, format: string): Attributes | undefined {
  return formatExceptions?.get(format.replace(/;.*$/, '').trim().toLowerCase())
}

/** The format of a document that a client only tells of; `undefined` where it may turn out to be any. */
export const formatTold = (format: string): string | undefined => (/^application\/octet-stream *(?:;|$)/i.test(format.trim()) ? undefined : format)

/** `document-format-varying-attributes` (RFC 3380): which attributes another format may change. */
export function varyingAttributes({ formatExceptions }: Printer): readonly string[] {
  const names = new Set([...(formatExceptions?.values() ?? [])].flatMap((exceptions) => [...exceptions].map((one) => one.name)))
  return names.size === 0 ? ['none'] : [...names]
}
