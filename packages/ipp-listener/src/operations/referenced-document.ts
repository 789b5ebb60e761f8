/** What Print-URI and Send-URI share: a document that is fetched by its URI (RFC 8011 sections 4.2.2 and 4.3.2). */
import { Attributes, attribute, StatusCode, uri } from '@platen/ipp-core'
import { PapiError, type DocumentRequest, type Printer } from '@platen/papi'
import type { ListenerConfiguration } from '../configuration.js'
import { checkDocumentAttributes, isSupported, readDocument } from '../document.js'
import type { OperationRequest } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'

/** Print-URI and Send-URI are offered exactly where documents can be fetched. */
export const canFetch = ({ documentFetcher }: ListenerConfiguration): boolean => documentFetcher !== undefined

/** Checks what a request says of the document it names, before anything is fetched. @returns its URI and format as told */
export function checkReference({ operation, configuration }: OperationRequest, printer: Printer): { readonly from: string; readonly format: string } {
  const from = operation.string('document-uri')
  if (from === undefined) throw badRequest('the request needs document-uri (RFC 8011 section 4.2.2)')
  const format = checkDocumentAttributes(operation, printer)
  const schemes = configuration.documentFetcher?.schemes ?? []
  const scheme = /^(?<scheme>[a-z][a-z0-9+.-]*):/i.exec(from)?.groups?.['scheme']?.toLowerCase() ?? ''
  if (!schemes.includes(scheme)) {
    throw new Refusal(StatusCode.ClientErrorUriSchemeNotSupported, `documents are not fetched by "${scheme}:"; by ${schemes.join(', ')} they are`, Attributes.of(attribute('document-uri', uri(from))))
  }
  return { from, format }
}

/**
 * Fetches the document of a checked request and hands it on. Whatever becomes of it, nothing stays open behind.
 *
 * @throws PapiError document-access-error if it cannot be had
 */
export async function withReferencedDocument<T>(request: OperationRequest, printer: Printer, from: string, take: (document: DocumentRequest) => Promise<T>): Promise<T> {
  const { configuration, operation, call } = request
  if (configuration.documentFetcher === undefined) throw new PapiError('operation-not-supported', 'documents are not fetched here')
  const stop = new AbortController()
  const signal = call.signal === undefined ? stop.signal : AbortSignal.any([call.signal, stop.signal])
  try {
    const { data, format } = await configuration.documentFetcher.fetch(from, signal)
    // Where the client does not say what it is, the place it comes from may; web servers that know nothing say text/plain.
    const known = operation.has('document-format') || format === undefined || format === 'text/plain' || !isSupported(printer, format)
    const document = await readDocument(operation, data, printer, known ? undefined : format)
    return await take({ ...document, name: document.name === '' ? lastPart(from) : document.name })
  } finally {
    stop.abort()
  }
}

/** A name for the document where none is given: the last part of its path. */
export function lastPart(from: string): string {
  const part = /^[^?#]*\/(?<part>[^/?#]+)\/?(?:[?#].*)?$/.exec(from.replace(/^[^:]*:\/\/[^/]*/, ''))?.groups?.['part'] ?? ''
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
