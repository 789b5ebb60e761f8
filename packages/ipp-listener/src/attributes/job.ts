/** A job as IPP attributes (RFC 8011 section 5.3). */
import { Attributes, attribute, attributeOf, charset, dateTime, enumeration, integer, JobState, keyword, mimeMediaType, name, naturalLanguage, noValue, text, uri, type Attribute } from '@platen/ipp-core'
import type { Job } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'
import { nameBasedUuid } from './job-uuid.js'

/** What the listener adds to a job. */
export interface JobContext {
  readonly uris: AnswerUris
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Octets as IPP counts them: in units of 1024, rounded up. */
export const kOctets = (octets: number): number => Math.min(Math.ceil(octets / 1024), 0x7fff_ffff)

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
      // What CUPS's clients show of a job that is printing.
      attribute('job-printer-state-message', text(isPrinting(job) ? job.stateMessage : '')),
      attribute('job-printer-uri', uri(uris.printer(job.printer))),
      attribute('job-name', name(job.name)),
      attribute('job-originating-user-name', name(job.user)),
      attribute('job-originating-host-name', name(job.host)),
      attribute('job-uuid', uri(nameBasedUuid('job', job))),
      attribute('job-more-info', uri(uris.jobPage(job.id))),
      attribute('job-k-octets', integer(kOctets(job.octets))),
      attribute('job-k-octets-processed', integer(kOctets(job.octetsProcessed))),
      attribute('job-impressions-completed', integer(job.impressionsCompleted)),
      attribute('job-media-sheets-completed', integer(sheetsOf(job))),
      attribute('number-of-documents', integer(job.documents)),
      attribute('output-device-assigned', name(job.outputDevice ?? job.printer)),
      // This server's own: the queues that it was moved from, in order.
      attributeOf('platen-job-moved-from', (job.movedFrom ?? []).map((one) => name(one))),
      attribute('attributes-charset', charset('utf-8')),
      attribute('attributes-natural-language', naturalLanguage('en')),
      job.interveningJobs === undefined ? undefined : attribute('number-of-intervening-jobs', integer(job.interveningJobs)),
      job.documentFormat === undefined ? undefined : attribute('document-format', mimeMediaType(job.documentFormat)),
      job.releaseAction === undefined ? undefined : attribute('job-release-action', keyword(job.releaseAction)),
      ...moments(job),
      attribute('job-printer-up-time', integer(Math.floor(now / 1000))),
      job.ticket.has('job-priority') ? undefined : attribute('job-priority', integer(job.priority)),
      job.ticket.has('job-hold-until') ? undefined : attribute('job-hold-until', keyword('no-hold')),
    ),
    ...job.ticket,
  ])
}

/** Sheets of a job, as far as its impressions and its ticket tell: no printer reports them. */
function sheetsOf({ impressionsCompleted, ticket }: Job): number {
  return ticket.string('sides')?.startsWith('two-sided') === true ? Math.ceil(impressionsCompleted / 2) : impressionsCompleted
}

const isPrinting = ({ state }: Job): boolean => state === JobState.processing || state === JobState.processingStopped

/** time-at- and date-time-at- (RFC 8011 sections 5.3.14 and 5.3.15): seconds since 1970, as printer-up-time counts. */
export function moments(job: Pick<Job, 'createdAt' | 'processingAt' | 'completedAt'>): Attribute[] {
  const times = [
    ['creation', job.createdAt],
    ['processing', job.processingAt],
    ['completed', job.completedAt],
  ] as const
  return times.flatMap(([moment, at]) => [
    attribute(`time-at-${moment}`, at === undefined ? noValue : integer(Math.floor(at / 1000))),
    attribute(`date-time-at-${moment}`, at === undefined ? noValue : dateTime(at)),
  ])
}
