/** A job as IPP attributes (RFC 8011 section 5.3). */
import { createHash } from 'node:crypto'
import { Attributes, attribute, dateTime, enumeration, integer, keyword, mimeMediaType, name, noValue, text, uri, type Attribute } from '@platen/ipp-core'
import type { Job } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'

/** What the listener adds to a job. */
export interface JobContext {
  readonly uris: AnswerUris
  /** Milliseconds since 1970. */
  readonly now: number
}

const kOctets = (octets: number): number => Math.min(Math.ceil(octets / 1024), 0x7fff_ffff)

/** Every attribute of a job, in a fixed order. */
export function jobAttributes(job: Job, { uris, now }: JobContext): Attributes {
  const [firstReason = 'none', ...moreReasons] = job.stateReasons
  return new Attributes([
    ...Attributes.of(
      attribute('job-uri', uri(uris.job(job.id))),
      attribute('job-id', integer(job.id)),
      attribute('job-state', enumeration(job.state)),
      attribute('job-state-reasons', keyword(firstReason), ...moreReasons.map(keyword)),
      attribute('job-state-message', text(job.stateMessage)),
      attribute('job-printer-uri', uri(uris.printer(job.printer))),
      attribute('job-name', name(job.name)),
      attribute('job-originating-user-name', name(job.user)),
      attribute('job-originating-host-name', name(job.host)),
      attribute('job-uuid', uri(jobUuid(job))),
      attribute('job-more-info', uri(uris.jobPage(job.id))),
      attribute('job-k-octets', integer(kOctets(job.octets))),
      attribute('job-k-octets-processed', integer(kOctets(job.octetsProcessed))),
      attribute('job-impressions-completed', integer(job.impressionsCompleted)),
      attribute('job-media-sheets-completed', integer(job.impressionsCompleted)),
      attribute('number-of-documents', integer(job.documents)),
      job.interveningJobs === undefined ? undefined : attribute('number-of-intervening-jobs', integer(job.interveningJobs)),
      job.documentFormat === undefined ? undefined : attribute('document-format', mimeMediaType(job.documentFormat)),
      ...times(job),
      attribute('job-printer-up-time', integer(Math.floor(now / 1000))),
      job.ticket.has('job-priority') ? undefined : attribute('job-priority', integer(job.priority)),
      job.ticket.has('job-hold-until') ? undefined : attribute('job-hold-until', keyword('no-hold')),
    ),
    ...job.ticket,
  ])
}

/** time-at- and date-time-at- (RFC 8011 sections 5.3.14 and 5.3.15): seconds since 1970, as printer-up-time counts. */
function times(job: Job): Attribute[] {
  const moments = [
    ['creation', job.createdAt],
    ['processing', job.processingAt],
    ['completed', job.completedAt],
  ] as const
  return moments.flatMap(([moment, at]) => [
    attribute(`time-at-${moment}`, at === undefined ? noValue : integer(Math.floor(at / 1000))),
    attribute(`date-time-at-${moment}`, at === undefined ? noValue : dateTime(at)),
  ])
}

/** A name-based UUID (RFC 9562 section 5.5): the same for the same job, without being stored. */
function jobUuid(job: Job): string {
  const digest = createHash('sha1').update(`platen-job\0${job.printer}\0${job.id}\0${job.createdAt}`).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return `urn:uuid:${digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}
