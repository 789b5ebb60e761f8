/** A printer as IPP attributes (RFC 8011 section 5.4, PWG 5100.13, and those that CUPS clients read). */
import {
  Attributes, attribute, boolean, charset, dateTime, enumeration, integer, keyword, mimeMediaType, name, naturalLanguage, Operation, text, unknown, uri,
} from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'
import { supportedVersions } from '../checks/version.js'
import { compressions } from '../document.js'
import type { SubscriptionSettings } from '../subscriptions/settings.js'
import { printerType } from './printer-type.js'
import { several } from './several.js'
import { subscribingAttributes } from './subscribing.js'
import { xri } from './xri.js'

/** What the listener adds to a printer. */
export interface PrinterContext {
  readonly uris: AnswerUris
  /** `operations-supported`: what this queue's print service offers and the listener has switched on. */
  readonly operations: readonly Operation[]
  /** Bounds on subscriptions. */
  readonly subscriptions: Required<SubscriptionSettings>
  readonly isDefault: boolean
  /** `printer-id`, if there is a system (PWG 5100.22). */
  readonly id?: number | undefined
  /** `printer-settable-attributes-supported` (RFC 3380 section 6.1); empty if none can be set. */
  readonly settable: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** Every attribute of a printer, in a fixed order. */
export function printerAttributes(printer: Printer, context: PrinterContext): Attributes {
  return new Attributes([...statusAttributes(printer, context), ...descriptionAttributes(printer, context), ...listenerAttributes(printer, context), ...eventAttributes(context), ...cupsAttributes(printer, context), ...printer.capabilities])
}

/** What changes from moment to moment. */
function statusAttributes(printer: Printer, { now }: PrinterContext): Attributes {
  return Attributes.of(
    attribute('printer-state', enumeration(printer.state)),
    several('printer-state-reasons', (printer.stateReasons.length === 0 ? ['none'] : printer.stateReasons).map(keyword)),
    attribute('printer-state-message', text(printer.stateMessage)),
    attribute('printer-is-accepting-jobs', boolean(printer.isAcceptingJobs)),
    attribute('queued-job-count', integer(printer.queuedJobCount)),
    // Seconds since 1970, so that the time-at-... attributes of jobs mean the same after a restart.
    attribute('printer-up-time', integer(seconds(now))),
    attribute('printer-current-time', dateTime(now)),
    attribute('printer-state-change-time', integer(seconds(printer.stateChangedAt))),
    attribute('printer-state-change-date-time', dateTime(printer.stateChangedAt)),
    attribute('printer-config-change-time', integer(seconds(printer.configChangedAt))),
    attribute('printer-config-change-date-time', dateTime(printer.configChangedAt)),
  )
}

/** What the configuration says. */
function descriptionAttributes(printer: Printer, { uris }: PrinterContext): Attributes {
  return Attributes.of(
    attribute('printer-name', name(printer.name)),
    attribute('printer-info', text(printer.info)),
    attribute('printer-location', text(printer.location)),
    attribute('printer-make-and-model', text(printer.makeAndModel)),
    attribute('printer-message-from-operator', text(printer.messageFromOperator ?? '')),
    attribute('printer-uuid', uri(printer.uuid)),
    attribute('printer-dns-sd-name', name(printer.info)),
    attribute('printer-device-id', text(deviceId(printer))),
    attribute('printer-more-info', uri(uris.printerPage(printer.name))),
    attribute('printer-geo-location', unknown),
    attribute('printer-organization', text('')),
    attribute('printer-organizational-unit', text('')),
    attribute('document-format-default', mimeMediaType(printer.defaultFormat)),
    several('document-format-supported', printer.formats.map(mimeMediaType)),
    attribute('multiple-document-jobs-supported', boolean(printer.multipleDocuments)),
    attribute('multiple-operation-time-out', integer(printer.multipleOperationTimeOut)),
  )
}

/** What the protocol's own machinery decides. */
function listenerAttributes(printer: Printer, { uris, operations, id, settable }: PrinterContext): Attributes {
  const printerUris = uris.printerUris(printer.name)
  return Attributes.of(
    several('printer-uri-supported', printerUris.map((one) => uri(one.uri))),
    several('uri-security-supported', printerUris.map((one) => keyword(one.security))),
    several('uri-authentication-supported', printerUris.map(() => keyword('requesting-user-name'))),
    several('printer-xri-supported', printerUris.map(xri)),
    id === undefined ? undefined : attribute('printer-id', integer(id)),
    attribute('printer-service-type', keyword('print')),
    several('printer-settable-attributes-supported', (settable.length === 0 ? ['none'] : settable).map(keyword)),
    attribute('charset-configured', charset('utf-8')),
    attribute('charset-supported', charset('utf-8'), charset('us-ascii')),
    attribute('natural-language-configured', naturalLanguage('en')),
    attribute('generated-natural-language-supported', naturalLanguage('en')),
    several('ipp-versions-supported', supportedVersions.map(keyword)),
    several('operations-supported', operations.map(enumeration)),
    several('compression-supported', compressions.map(keyword)),
    attribute('pdl-override-supported', keyword('not-attempted')),
    attribute('which-jobs-supported', keyword('completed'), keyword('not-completed'), keyword('all')),
    attribute('job-ids-supported', boolean(true)),
    several('job-creation-attributes-supported', [...printer.capabilities].filter((one) => one.name.endsWith('-supported')).map((one) => keyword(one.name.slice(0, -'-supported'.length)))),
    attribute('printer-get-attributes-supported', keyword('document-format')),
  )
}

/** Where events can be subscribed to, and only there. */
function eventAttributes({ operations, subscriptions }: PrinterContext): Attributes {
  return operations.includes(Operation.CreatePrinterSubscriptions) ? subscribingAttributes(subscriptions) : new Attributes()
}

/** What CUPS's tools and libraries read. */
function cupsAttributes(printer: Printer, { isDefault }: PrinterContext): Attributes {
  return Attributes.of(
    attribute('printer-type', enumeration(printerType(printer, isDefault))),
    attribute('printer-is-shared', boolean(true)),
    attribute('printer-is-temporary', boolean(false)),
    attribute('device-uri', uri(printer.deviceUri)),
    attribute('auth-info-required', keyword('none')),
  )
}

/** IEEE 1284 device id (PWG 5107.2): maker, model, languages. */
function deviceId({ makeAndModel, formats }: Printer): string {
  const [maker = 'Platen', ...model] = makeAndModel.split(' ')
  return `MFG:${maker};MDL:${model.join(' ') || maker};CMD:${formats.filter((format) => format !== 'application/octet-stream').map((format) => languages[format] ?? format.replace(/^[^/]*\//, '')).join(',')};`
}

const languages: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/postscript': 'PS',
  'application/vnd.hp-PCL': 'PCL',
  'image/pwg-raster': 'PWGRaster',
  'image/urf': 'URF',
  'image/jpeg': 'JPEG',
  'text/plain': 'TXT',
}
