/** The version check (RFC 8011 section 4.1.8). */
import { StatusCode, type Version } from '@platen/ipp-core'
import { Refusal } from '../refusal.js'

/** `ipp-versions-supported`. */
export const supportedVersions = ['1.0', '1.1', '2.0'] as const

/** Any minor version of 1 and 2 is served as the nearest one here, as RFC 8011 asks. @throws Refusal version-not-supported */
export function checkVersion({ major, minor }: Version): void {
  if (major === 1 || major === 2) return
  throw new Refusal(StatusCode.ServerErrorVersionNotSupported, `IPP ${major}.${minor} is not supported; ${supportedVersions.join(', ')} are`)
}

/** The version to answer in: the request's, or the nearest that is known. */
export function answerVersion({ major, minor }: Version): Version {
  if (major < 1) return { major: 1, minor: 1 }
  if (major > 2) return { major: 2, minor: 0 }
  return { major, minor }
}
