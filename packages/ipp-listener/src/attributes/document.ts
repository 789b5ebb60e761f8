/** A document as IPP attributes (PWG 5100.5 section 6). */
import { Attributes, attribute, boolean, charset, integer, keyword, enumeration, mimeMediaType, name, naturalLanguage, uri } from '@platen/ipp-core'
import type { Document, Job } from '@platen/papi'
import { nameBasedUuid } from './job-uuid.js'
import { kOctets, moments, type JobContext } from './job.js'

/** Every attribute of a document, in a fixed order. */
export function documentAttributes(document: Document, job: Job, { uris, now }: JobContext): Attributes {
  const [firstReason = 'none', ...moreReasons] = document.stateReasons
  return Attributes.of(
    attribute('document-number', integer(document.number)),
    attribute('document-job-id', integer(job.id)),
    attribute('document-job-uri', uri(uris.job(job.id))),
    attribute('document-printer-uri', uri(uris.printer(job.printer))),
    attribute('document-uuid', uri(nameBasedUuid('document', job, document.number))),
    attribute('document-name', name(document.name)),
    attribute('document-format', mimeMediaType(document.format)),
    document.naturalLanguage === undefined ? undefined : attribute('document-natural-language', naturalLanguage(document.naturalLanguage)),
    attribute('document-state', enumeration(document.state)),
    attribute('document-state-reasons', keyword(firstReason), ...moreReasons.map(keyword)),
    attribute('k-octets', integer(kOctets(document.octets))),
    attribute('k-octets-processed', integer(kOctets(document.octetsProcessed))),
    attribute('last-document', boolean(document.isLast)),
    attribute('more-info', uri(uris.jobPage(job.id))),
    attribute('attributes-charset', charset('utf-8')),
    attribute('attributes-natural-language', naturalLanguage('en')),
    ...moments(document),
    attribute('printer-up-time', integer(Math.floor(now / 1000))),
  )
}
