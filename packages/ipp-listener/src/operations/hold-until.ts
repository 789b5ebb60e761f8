/** Until when Hold-Job and Restart-Job hold a job (RFC 8011 sections 4.3.5 and 4.3.7, PWG 5100.7). */
import { instantOf, type Attributes } from '@platen/ipp-core'

/** The instant of `job-hold-until-time`, else the keyword of `job-hold-until`, as PAPI takes it; `undefined` if the client does not say. */
export function holdUntil(operation: Attributes): string | number | undefined {
  const time = operation.value('job-hold-until-time')
  return time?.kind === 'dateTime' ? instantOf(time) : operation.string('job-hold-until')
}
