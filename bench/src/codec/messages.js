/**
 * The messages of the codec benchmark. Each comes in several variants, with other numbers and names, that are taken in
 * turn: a codec that remembers what it read last must not profit from reading the very same octets again.
 */
import { readFileSync } from 'node:fs'
import {
  attribute, Attributes, charset, dateTime, decode, encode, enumeration, GroupTag, groupOf, integer, keyword, mimeMediaType, name, naturalLanguage, Operation, StatusCode, text, uri,
} from '@platen/ipp-core'
import { describeCapabilities } from '@platen/papi'

/** How many variants there are of each message. */
export const variants = 4
const version = { major: 2, minor: 0 }
const head = [attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en-us'))]
const operation = (...more) => ({ tag: GroupTag.operation, attributes: Attributes.of(...head, ...more) })

/** What a client asks of a printer. */
const request = (variant) => ({
  version,
  code: Operation.GetPrinterAttributes,
  requestId: 1000 + variant,
  groups: [
    operation(
      attribute('printer-uri', uri(`ipp://print.example.com:631/printers/office-${variant}`)),
      attribute('requesting-user-name', name(`alice${variant}`)),
      attribute('requested-attributes', keyword('printer-state'), keyword('printer-state-reasons'), keyword('media-col-ready')),
    ),
  ],
})

const capture = new URL(
  '../../../packages/ipp-core/test/captures/HP_OfficeJet_Pro_7740/HP_OfficeJet_Pro_7740.Get-Printer-Attributes.7c1e402a88e54dcc0ef5959f4fb08e64.rsp.bin',
  import.meta.url,
)
const mediaTypes = ['stationery', 'photographic', 'labels', 'envelope', 'transparency', 'cardstock', 'stationery-letterhead']

/** All that a printer says of itself: a captured answer of an office printer, with the media of papi's own description added. */
function printerAnswer(variant) {
  const { message } = decode(new Uint8Array(readFileSync(capture)))
  const printer = new Attributes(groupOf(message, GroupTag.printer))
  for (const one of describeCapabilities({ mediaTypes, margin: 300 + variant }, ['application/pdf', 'image/pwg-raster', 'image/urf'])) printer.put(one)
  printer.set('printer-name', name(`office-${variant}`)).set('printer-up-time', integer(86_400 + variant)).set('queued-job-count', integer(variant))
  return { version, code: StatusCode.SuccessfulOk, requestId: 1000 + variant, groups: [operation(), { tag: GroupTag.printer, attributes: printer }] }
}

/** A queue of five hundred jobs. */
function jobs(variant) {
  const job = (_, index) => {
    const id = 48_000 + 1000 * variant + index
    const made = Date.UTC(2026, 10, 2 + variant, 8) + index * 61_000
    return {
      tag: GroupTag.job,
      attributes: Attributes.of(
        attribute('job-id', integer(id)),
        attribute('job-uri', uri(`ipp://print.example.com:631/jobs/${id}`)),
        attribute('job-name', name(`Quarterly report ${id % 997}.pdf`)),
        attribute('job-originating-user-name', name(['alice', 'bob', 'carol.danvers', 'dörte'][index % 4])),
        attribute('job-state', enumeration(index < 3 ? 5 : 3)),
        attribute('job-state-reasons', keyword(index < 3 ? 'job-printing' : 'none')),
        attribute('job-printer-uri', uri('ipp://print.example.com:631/printers/office')),
        attribute('job-k-octets', integer((id * 7919) % 40_000)),
        attribute('job-impressions-completed', integer(index < 3 ? 4 : 0)),
        attribute('job-media-sheets-completed', integer(index < 3 ? 2 : 0)),
        attribute('time-at-creation', integer(Math.floor(made / 1000))),
        attribute('date-time-at-creation', dateTime(made)),
        attribute('document-format', mimeMediaType('application/pdf')),
        attribute('job-state-message', text('')),
      ),
    }
  }
  return { version, code: StatusCode.SuccessfulOk, requestId: 1000 + variant, groups: [operation(), ...Array.from({ length: 500 }, job)] }
}

/**
 * A message of the benchmark.
 *
 * @typedef {object} BenchMessage
 * @property {string} what - what it is
 * @property {boolean} isRequest
 * @property {import('@platen/ipp-core').Message[]} built - each variant
 * @property {Uint8Array[]} octets - the same, encoded
 */

/** @type {BenchMessage[]} */
export const messages = [
  { what: 'Get-Printer-Attributes request', isRequest: true, make: request },
  { what: 'full printer answer with media-col-database', isRequest: false, make: printerAnswer },
  { what: 'Get-Jobs answer, 500 jobs', isRequest: false, make: jobs },
].map(({ what, isRequest, make }) => {
  const built = Array.from({ length: variants }, (_, variant) => make(variant))
  return { what, isRequest, built, octets: built.map((message) => encode(message)) }
})
