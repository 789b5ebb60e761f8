/** What a request is about: which printer or job its target URI names. */
import { GroupTag, groupOf, type Attributes, type Message } from '@platen/ipp-core'
import { badRequest } from './refusal.js'

/** The object a URI names. */
export type Target =
  /** The server as a whole: `/`, as CUPS clients write it. */
  | { readonly kind: 'server' }
  /** The System object (PWG 5100.22): `/ipp/system`. */
  | { readonly kind: 'system' }
  /** A printer by name; the default printer if the URI names none (`/ipp/print`). */
  | { readonly kind: 'printer'; readonly printer: string | undefined }
  | { readonly kind: 'job'; readonly job: number }
  /** A path that means nothing here. */
  | { readonly kind: 'nothing'; readonly path: string }

/** Paths that mean every printer: CUPS's tools name the folder of printers, classes or jobs. */
const serverPaths = new Set(['', '/', '/printers', '/printers/', '/classes', '/classes/', '/jobs', '/jobs/', '/admin', '/admin/'])

/** Paths that mean the default printer: IPP Everywhere's, and those that clients probe. */
const defaultPrinterPaths = new Set(['/ipp/print', '/ipp/printer', '/ipp', '/ipp/print/', '/ipp/'])

/** Paths that mean the System object (PWG 5100.22 section 4.2). */
const systemPaths = new Set(['/ipp/system', '/ipp/system/'])

/**
 * The target that a path names: `/printers/NAME` and `/jobs/ID` (CUPS), `/ipp/print/NAME` (IPP Everywhere).
 *
 * @param path - the path of a URI, percent-encoded as received
 */
export function targetOfPath(path: string): Target {
  if (serverPaths.has(path)) return { kind: 'server' }
  if (systemPaths.has(path)) return { kind: 'system' }
  if (defaultPrinterPaths.has(path)) return { kind: 'printer', printer: undefined }
  const { name } = /^\/(?:ipp\/print|printers|classes)\/(?<name>[^/]+)\/?$/.exec(path)?.groups ?? {}
  if (name !== undefined) return { kind: 'printer', printer: decoded(name) }
  const { id } = /^\/(?:ipp\/print\/[^/]+\/|jobs\/|ipp\/jobs\/)(?<id>\d{1,10})$/.exec(path)?.groups ?? {}
  if (id !== undefined) return { kind: 'job', job: Number(id) }
  return { kind: 'nothing', path }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** A target with the URI that named it. */
export interface NamedTarget {
  readonly target: Target
  /** The job of a job-uri, or `job-id` beside a printer-uri (RFC 8011 section 4.3). */
  readonly jobId: number | undefined
  /** The authority in the URI, `localhost:8631`; empty if it had none. */
  readonly authority: string
  /** Which attribute named it. */
  readonly by: 'printer-uri' | 'job-uri' | 'system-uri' | 'none'
}

/**
 * The target of a request, from its operation attributes (RFC 8011 section 4.1.5). The host in the URI is not looked at:
 * clients write `localhost`, another port, or `http:`.
 *
 * @throws Refusal bad-request if a target attribute is not a URI
 */
export function targetOf(message: Message): NamedTarget {
  const operation = groupOf(message, GroupTag.operation)
  for (const by of ['job-uri', 'printer-uri', 'system-uri'] as const) {
    const given = operation?.string(by)
    if (given === undefined) continue
    const { path, authority } = splitUri(given, by)
    const named = targetOfPath(path)
    const target: Target = by === 'system-uri' && named.kind === 'server' ? { kind: 'system' } : named
    return { target, jobId: target.kind === 'job' ? target.job : jobId(operation), authority, by }
  }
  return { target: { kind: 'server' }, jobId: jobId(operation), authority: '', by: 'none' }
}

/** CUPS's `cancel -a` sends job-id 0 to mean none. */
function jobId(operation: Attributes | undefined): number | undefined {
  const given = operation?.integer('job-id')
  return given === 0 ? undefined : given
}

function splitUri(given: string, by: string): { path: string; authority: string } {
  const { authority, path } = /^(?:(?:ipps?|https?):\/\/(?<authority>[^/?#]*))?(?<path>\/[^?#]*)?$/i.exec(given)?.groups ?? {}
  if (authority === undefined && path === undefined) throw badRequest(`${by} "${given}" is not a URI of this server; write it like ipp://host:port/printers/name`)
  return { authority: (authority ?? '').replace(/^.*@/, ''), path: path ?? '/' }
}
