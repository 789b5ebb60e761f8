/** The version check (RFC 8011 section 4.1.8). */
import { StatusCode, type Version } from '@platen/ipp-core'
import type { Conformance } from '../locations.js'
import { Refusal } from '../refusal.js'

/** `ipp-versions-supported`, by how strictly a place is served. */
export const supportedVersions: Readonly<Record<Conformance, readonly string[]>> = { automatic: ['1.0', '1.1', '2.0'], '1.0': ['1.0'], '1.1': ['1.0', '1.1'] }

/** Any minor version of a major one that is served is served as the nearest one here, as RFC 8011 asks. @throws Refusal version-not-supported */
export function checkVersion({ major, minor }: Version, conformance: Conformance): void {
  if (major === 1 || (major === 2 && conformance === 'automatic')) return
  throw new Refusal(StatusCode.ServerErrorVersionNotSupported, `IPP ${major}.${minor} is not supported; ${supportedVersions[conformance].join(', ')} are`)
}

/** The version to answer in: the request's, or the nearest that is known. */
export function answerVersion({ major, minor }: Version, conformance: Conformance): Version {
  if (conformance === '1.0') return { major: 1, minor: 0 }
  if (major < 1) return { major: 1, minor: 1 }
  if (conformance === '1.1') return { major: 1, minor: major === 1 ? Math.min(minor, 1) : 1 }
  if (major > 2) return { major: 2, minor: 0 }
  return { major, minor }
}
