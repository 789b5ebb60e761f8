/** What the spooler itself can do for any printer, added to what the configuration says of it. */
import { Attributes, attribute, attributeOf, boolean, integer, joinedExceptions, keyword, name, noValue, passThroughExceptions, range, type Attribute, type Device } from '@platen/papi'
import { mostCopies } from './copies.js'
import { readHoldPeriods } from './hold-periods.js'
import { holdKeywords, standardPeriods } from './hold-until.js'
import type { ModuleSettings, QueueSettings } from './module-options.js'
import { canNumberUp } from './pages/impose-pages.js'
import { directions, numbersUp } from './pages/number-up.js'
import { formatsWithoutPages, hasSelectablePages } from './pages/select-pages.js'
import { longestPassword, passwordEncryptions } from './password.js'
import { retainKeywords } from './retention-time.js'
import { jobSheetsKeywords } from './sheets/job-sheets.js'
import { sheetFormat } from './sheets/sheet-formats.js'
import { defaultPriority } from './ticket-fields.js'

/** The longest that a time may lie ahead or take, seconds: what a 32-bit number holds. */
const longest = 0x7fff_ffff

/**
 * A printer's capabilities with the spooler's: what the configuration says stands.
 */
export function withSpoolerCapabilities(configured: Attributes, formats: readonly string[], settings: QueueSettings, module: ModuleSettings): Attributes {
  const longestRetention = module['longest-retention']
  const keeps = longestRetention > 0
  const retainable = Object.entries(retainKeywords).flatMap(([word, seconds]) => (seconds <= longestRetention ? [word] : []))
  const own = Attributes.of(
    attribute('copies-default', integer(1)),
    attribute('copies-supported', range(1, mostCopies)),
    attribute('job-cancel-after-default', settings.cancelAfter === 0 ? noValue : integer(settings.cancelAfter)),
    attribute('job-cancel-after-supported', range(0, longest)),
    attribute('job-hold-until-default', keyword('no-hold')),
    holdAttribute(module),
    attribute('job-hold-until-time-supported', range(0, longest)),
    keywords('job-password-encryption-supported', passwordEncryptions),
    attribute('job-password-length-supported', range(1, longestPassword)),
    attribute('job-password-repertoire-configured', keyword('iana_utf-8_any')),
    attribute('job-password-repertoire-supported', keyword('iana_utf-8_any')),
    attribute('job-password-supported', integer(longestPassword)),
    attribute('job-priority-default', integer(defaultPriority)),
    attribute('job-priority-supported', integer(100)),
    attribute('job-release-action-default', keyword('none')),
    keywords('job-release-action-supported', ['none', 'job-password', 'owner-authorized']),
    keeps ? keywords('job-retain-until-supported', retainable) : undefined,
    keeps ? attribute('job-retain-until-interval-supported', range(0, longestRetention)) : undefined,
    keeps ? attribute('job-retain-until-time-supported', range(0, longestRetention)) : undefined,
    // The documents of a job are sent one after another, and then all of them again for the next copy.
    attribute('multiple-document-handling-default', keyword('separate-documents-collated-copies')),
    attribute('multiple-document-handling-supported', keyword('separate-documents-collated-copies')),
    attribute('multiple-operation-time-out-action', keyword(settings.timeOutAction)),
    attribute('page-ranges-supported', boolean(formats.some(hasSelectablePages))),
    attribute('presentation-direction-number-up-default', keyword(directions[0])),
    keywords('presentation-direction-number-up-supported', formats.some(canNumberUp) ? directions : directions.slice(0, 1)),
    attribute('proof-print-copies-supported', range(1, mostCopies)),
    attribute('proof-print-default', noValue),
    attribute('proof-print-supported', keyword('proof-print-copies')),
  )
  const carriedOut = pageAttributes(formats)
  const all = new Attributes([...configured.filter((one) => !carriedOut.has(one.name)), ...carriedOut, ...own.filter((one) => !configured.has(one.name))])
  const most = settings.limits?.jobOctets
  return most === undefined ? all : all.put(attribute('job-k-octets-supported', range(0, Math.floor(most / 1024))))
}

/** The standard keywords, and an administrator's own names (RFC 8011 section 5.2.2: `type2 keyword | name`). */
function holdAttribute(module: ModuleSettings): Attribute | undefined {
  return attributeOf('job-hold-until-supported', holdKeywords(readHoldPeriods(module['hold-periods'])).map((word) => (holdKeywords(standardPeriods).includes(word) ? keyword(word) : name(word))))
}

/** What the printer itself does not do, and the spooler does for it: these stand in place of what is said of the printer. */
function pageAttributes(formats: readonly string[]): Attributes {
  return Attributes.of(
    sheetFormat(formats) === undefined ? undefined : keywords('job-sheets-supported', jobSheetsKeywords),
    formats.some(canNumberUp) ? attributeOf('number-up-supported', numbersUp.map(integer)) : undefined,
  )
}

const keywords = (name: string, words: readonly string[]): Attribute | undefined => attributeOf(name, words.map(keyword))

/** What holds for documents of one format only: what is done to pages cannot be done in every format, and not every document says how it is printed. */
export function formatExceptions(capabilities: Attributes, formats: readonly string[], device: Device): ReadonlyMap<string, Attributes> {
  return joinedExceptions(passThroughExceptions(capabilities, formats, device.carriesOut), pageExceptions(formats))
}

function pageExceptions(formats: readonly string[]): ReadonlyMap<string, Attributes> {
  const whole = formats.some(hasSelectablePages) ? formatsWithoutPages(formats) : []
  const exceptions = formats.map((format): [string, Attributes] => {
    const one = formats.some(canNumberUp) && !canNumberUp(format)
    return [format, new Attributes([...(whole.includes(format) ? [attribute('page-ranges-supported', boolean(false))] : []), ...(one ? oneOnASide : [])])]
  })
  return new Map(exceptions.filter(([, attributes]) => attributes.size > 0))
}

const oneOnASide: Attributes = Attributes.of(
  attribute('number-up-default', integer(1)),
  attribute('number-up-supported', integer(1)),
  attribute('presentation-direction-number-up-default', keyword(directions[0])),
  attribute('presentation-direction-number-up-supported', keyword(directions[0])),
)
