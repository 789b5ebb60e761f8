/** The system as IPP attributes (PWG 5100.22 sections 7.2 and 7.3). */
import {
  Attributes, attribute, attributeOf, boolean, charset, collection, dateTime, enumeration, integer, keyword, mimeMediaType, name, naturalLanguage, noValue, octetString, Operation, text, unknown, uri, uriScheme, type Value,
} from '@platen/ipp-core'
import { PrinterState, type Printer, type PrintSystem } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'
import { supportedVersions } from '../checks/version.js'
import type { Conformance } from '../locations.js'
import { subscribedEventsOfSystem } from '../subscriptions/event-names.js'
import type { SubscriptionSettings } from '../subscriptions/settings.js'
import { subscribingAttributes } from './subscribing.js'
import { xri } from './xri.js'

/** What the listener adds to a system. */
export interface SystemContext {
  readonly uris: AnswerUris
  /** `operations-supported` of the system. */
  readonly operations: readonly Operation[]
  readonly printers: readonly Printer[]
  readonly defaultPrinter: string | undefined
  /** How strictly the system is served. */
  readonly conformance: Conformance
  /** Bounds on subscriptions. */
  readonly subscriptions: Required<SubscriptionSettings>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** `system-settable-attributes-supported`. */
export const settableOfSystem = ['system-default-printer-id', 'system-geo-location', 'system-info', 'system-location', 'system-name'] as const

/** `printer-creation-attributes-supported`: what Create-Printer understands, besides `-default` attributes. */
export const creationAttributes = ['printer-name', 'device-uri', 'smi2699-device-uri', 'smi55357-device-uri', 'printer-info', 'printer-location', 'printer-make-and-model', 'printer-message-from-operator'] as const

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** Every attribute of a system, in a fixed order. */
export function systemAttributes(system: PrintSystem, context: SystemContext): Attributes {
  return new Attributes([...statusAttributes(system, context), ...descriptionAttributes(system, context), ...protocolAttributes(system, context), ...eventAttributes(context)])
}

/** What changes from moment to moment: the system is as its printers are. */
function statusAttributes(system: PrintSystem, { printers, now, uris }: SystemContext): Attributes {
  const { uuid, configChangedAt, configChanges, version, makeAndModel } = system.description
  const reasons = [...new Set(printers.flatMap((printer) => printer.stateReasons))]
  const changedAt = Math.max(configChangedAt, ...printers.map((printer) => printer.stateChangedAt))
  return Attributes.of(
    attribute('system-state', enumeration(stateOf(printers))),
    attributeOf('system-state-reasons', (reasons.length === 0 ? ['none'] : reasons).map(keyword)),
    attribute('system-state-message', text('')),
    // Seconds since 1970 on every clock, as with printers.
    attribute('system-up-time', integer(seconds(now))),
    attribute('system-current-time', dateTime(now)),
    attribute('system-state-change-time', integer(seconds(changedAt))),
    attribute('system-state-change-date-time', dateTime(changedAt)),
    attribute('system-config-change-time', integer(seconds(configChangedAt))),
    attribute('system-config-change-date-time', dateTime(configChangedAt)),
    attribute('system-config-changes', integer(configChanges)),
    attribute('system-uuid', uri(uuid)),
    attribute('system-serial-number', text('')),
    attribute('system-time-source', keyword('unknown')),
    attribute('system-firmware-name', name(makeAndModel)),
    attribute('system-firmware-patches', text('')),
    attribute('system-firmware-string-version', text(version)),
    attribute('system-firmware-version', octetString(new TextEncoder().encode(version).slice(0, 64))),
    attributeOf('system-configured-printers', printers.map((printer) => configured(system, printer, uris))) ?? attribute('system-configured-printers', noValue),
    attribute('system-configured-resources', noValue),
  )
}

/** RFC 8011's printer states serve as the system's: it prints if one printer does, and has stopped if all have. */
function stateOf(printers: readonly Printer[]): PrinterState {
  if (printers.some((printer) => printer.state === PrinterState.processing)) return PrinterState.processing
  return printers.length > 0 && printers.every((printer) => printer.state === PrinterState.stopped) ? PrinterState.stopped : PrinterState.idle
}

/** Where events can be subscribed to, and only there. */
function eventAttributes({ operations, subscriptions }: SystemContext): Attributes {
  return operations.includes(Operation.CreateSystemSubscriptions) ? subscribingAttributes(subscriptions, subscribedEventsOfSystem) : new Attributes()
}

/** A printer in `system-configured-printers`. */
function configured(system: PrintSystem, printer: Printer, uris: AnswerUris): Value {
  return collection(
    Attributes.of(
      attribute('printer-id', integer(system.printerId(printer.name) ?? 0)),
      attribute('printer-info', text(printer.info)),
      attribute('printer-is-accepting-jobs', boolean(printer.isAcceptingJobs)),
      attribute('printer-name', name(printer.name)),
      attribute('printer-service-type', keyword('print')),
      attribute('printer-state', enumeration(printer.state)),
      attributeOf('printer-state-reasons', (printer.stateReasons.length === 0 ? ['none'] : printer.stateReasons).map(keyword)),
      attributeOf('printer-xri-supported', uris.printerUris(printer.name).map(xri)),
    ),
  )
}

function descriptionAttributes(system: PrintSystem, { defaultPrinter }: SystemContext): Attributes {
  const { name: named, location, info, geoLocation, makeAndModel } = system.description
  const defaultId = defaultPrinter === undefined ? undefined : system.printerId(defaultPrinter)
  return Attributes.of(
    attribute('system-name', name(named)),
    attribute('system-location', text(location)),
    attribute('system-info', text(info)),
    attribute('system-geo-location', geoLocation === undefined ? unknown : uri(geoLocation)),
    attribute('system-contact-col', unknown),
    attribute('system-make-and-model', text(makeAndModel)),
    attribute('system-default-printer-id', defaultId === undefined ? noValue : integer(defaultId)),
  )
}

/** What the protocol's own machinery decides. */
function protocolAttributes(system: PrintSystem, { uris, conformance, operations, printers }: SystemContext): Attributes {
  const formats = [...new Set(printers.flatMap((printer) => printer.formats))]
  return Attributes.of(
    attributeOf('system-xri-supported', uris.systemUris().map(xri)),
    attribute('charset-configured', charset('utf-8')),
    attribute('charset-supported', charset('utf-8'), charset('us-ascii')),
    attribute('natural-language-configured', naturalLanguage('en')),
    attribute('generated-natural-language-supported', naturalLanguage('en')),
    attributeOf('ipp-versions-supported', supportedVersions[conformance].map(keyword)),
    // Not "system-object": that would promise resources, too (PWG 5100.22 section 8).
    attribute('ipp-features-supported', keyword(operations.includes(Operation.CreateSystemSubscriptions) ? 'subscription-object' : 'none')),
    attributeOf('operations-supported', operations.map(enumeration)),
    attributeOf('document-format-supported', (formats.length === 0 ? ['application/octet-stream'] : formats).map(mimeMediaType)),
    attribute('multiple-document-printers-supported', boolean(printers.some((printer) => printer.multipleDocuments))),
    attribute('printer-service-type-supported', keyword('print')),
    attributeOf('printer-creation-attributes-supported', creationAttributes.map(keyword)),
    attribute('system-mandatory-printer-attributes', keyword('printer-name'), keyword('device-uri')),
    attributeOf('system-settable-attributes-supported', settableOfSystem.map(keyword)),
    attributeOf('smi2699-device-uri-schemes-supported', system.deviceSchemes.map((one) => uriScheme(one.scheme))),
    attributeOf('smi55357-device-uri-schemes-supported', system.deviceSchemes.map((one) => uriScheme(one.scheme))),
  )
}
