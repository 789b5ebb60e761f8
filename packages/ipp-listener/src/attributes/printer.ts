/** A printer as IPP attributes (RFC 8011 section 5.4, PWG 5100.13, and those that CUPS clients read): what stays as configured. */
import {
  Attributes, attribute, attributeOf, boolean, charset, enumeration, integer, keyword, mimeMediaType, name, naturalLanguage, octetString, Operation, text, unknown, uri, uriScheme, type Attribute,
} from '@platen/ipp-core'
import { identifyActions, settableSettings, type Printer } from '@platen/papi'
import type { AnswerUris } from '../answer-uris.js'
import type { Product, Resources } from '../configuration.js'
import { compressions } from '../document.js'
import { varyingAttributes } from '../format-capabilities.js'
import type { Conformance } from '../locations.js'
import type { SubscriptionSettings } from '../subscriptions/settings.js'
import { deviceId } from './device-id.js'
import { featuresOf, versionsOf } from './levels.js'
import { withHoldingPresets } from './presets.js'
import { deviceAttributes } from './printer-device.js'
import { jobAbilities } from './printer-jobs.js'
import { subscribingAttributes } from './subscribing.js'
import { xri } from './xri.js'

/** What the listener adds to a printer. */
export interface PrinterContext {
  readonly uris: AnswerUris
  /** `operations-supported`: what this queue's print service offers and the listener has switched on. */
  readonly operations: readonly Operation[]
  /** How strictly the queue is served. */
  readonly conformance: Conformance
  readonly product: Product | undefined
  readonly resources: Resources
  /** `reference-uri-schemes-supported`; none if documents are not fetched. */
  readonly referenceSchemes: readonly string[]
  /** Bounds on subscriptions. */
  readonly subscriptions: Required<SubscriptionSettings>
  /** `printer-id`, if there is a system (PWG 5100.22). */
  readonly id?: number | undefined
}

/**
 * Every attribute of a printer that does not change by itself, in a fixed order. What the printer's capabilities say
 * stands in place of what is said here, and what its device tells of itself in place of both.
 */
export function printerAttributes(printer: Printer, context: PrinterContext): Attributes {
  const own = [
    ...descriptionAttributes(printer, context), ...protocolAttributes(printer, context), ...accessAttributes(printer, context), ...eventAttributes(context), ...cupsAttributes(printer, context),
  ]
  const told = deviceAttributes(printer.deviceFacts)
  return new Attributes([...own.filter((one) => !printer.capabilities.has(one.name)), ...withHoldingPresets(printer.capabilities).filter((one) => !told.has(one.name)), ...told])
}

/** What the configuration says, and where people find more. */
function descriptionAttributes(printer: Printer, { uris, product, resources }: PrinterContext): Attributes {
  return Attributes.of(
    attribute('printer-name', name(printer.name)),
    attribute('printer-info', text(printer.info)),
    attribute('printer-location', text(printer.location)),
    attribute('printer-make-and-model', text(printer.makeAndModel)),
    attribute('printer-message-from-operator', text(printer.messageFromOperator ?? '')),
    attribute('printer-uuid', uri(printer.uuid)),
    attribute('printer-dns-sd-name', name(printer.info)),
    attribute('printer-device-id', text(deviceId(printer))),
    attribute('printer-geo-location', unknown),
    attribute('printer-organization', text('')),
    attribute('printer-organizational-unit', text('')),
    attribute('printer-more-info', uri(uris.printerPage(printer.name))),
    attribute('printer-supply-info-uri', uri(`${uris.printerPage(printer.name)}#supplies`)),
    attributeOf('printer-icons', resources.icons.map((path) => uri(uris.page(path)))),
    resources.strings === undefined ? undefined : attribute('printer-strings-uri', uri(uris.page(resources.strings.path))),
    resources.strings === undefined ? undefined : attribute('printer-strings-languages-supported', naturalLanguage(resources.strings.language)),
    ...(product === undefined ? [] : firmware(product)),
  )
}

/** The Printer is the server's own, so its firmware is the server. */
function firmware({ name: named, version }: Product): Attribute[] {
  return [
    attribute('printer-firmware-name', name(named)),
    attribute('printer-firmware-patches', text('')),
    attribute('printer-firmware-string-version', text(version)),
    attribute('printer-firmware-version', octetString(new TextEncoder().encode(version))),
  ]
}

/** What the protocol's own machinery decides. */
function protocolAttributes(printer: Printer, { operations, conformance, referenceSchemes, id }: PrinterContext): Attributes {
  const settable = operations.includes(Operation.SetPrinterAttributes) ? settableSettings(printer.capabilities) : []
  return Attributes.of(
    attribute('charset-configured', charset('utf-8')),
    attribute('charset-supported', charset('utf-8'), charset('us-ascii')),
    attributeOf('compression-supported', compressions.map(keyword)),
    attributeOf('document-format-varying-attributes', varyingAttributes(printer).map(keyword)),
    attribute('document-format-default', mimeMediaType(printer.defaultFormat)),
    attributeOf('document-format-supported', printer.formats.map(mimeMediaType)),
    attribute('generated-natural-language-supported', naturalLanguage('en')),
    ...(operations.includes(Operation.IdentifyPrinter) ? [attribute('identify-actions-default', keyword('display')), attributeOf('identify-actions-supported', identifyActions.map(keyword))] : []),
    attributeOf('ipp-features-supported', featuresOf(operations, printer).map(keyword)),
    attributeOf('ipp-versions-supported', versionsOf(operations, conformance).map(keyword)),
    ...jobAbilities(printer, operations.includes(Operation.SetJobAttributes)),
    // Jobs are shown to everyone, whole.
    attribute('job-privacy-attributes', keyword('none')),
    attribute('job-privacy-scope', keyword('none')),
    attribute('multiple-document-jobs-supported', boolean(printer.multipleDocuments)),
    attribute('multiple-operation-time-out', integer(printer.multipleOperationTimeOut)),
    attribute('multiple-operation-time-out-action', keyword('abort-job')),
    attribute('natural-language-configured', naturalLanguage('en')),
    attributeOf('operations-supported', operations.map(enumeration)),
    attribute('pdl-override-supported', keyword('not-attempted')),
    attribute('preferred-attributes-supported', boolean(operations.includes(Operation.ValidateJob))),
    attribute('printer-get-attributes-supported', keyword('document-format')),
    id === undefined ? undefined : attribute('printer-id', integer(id)),
    attribute('printer-service-type', keyword('print')),
    // RFC 3380 section 6.1.
    attributeOf('printer-settable-attributes-supported', (settable.length === 0 ? ['none'] : settable).map(keyword)),
    attributeOf('reference-uri-schemes-supported', referenceSchemes.map(uriScheme)),
  )
}

/** Its URIs and what each asks of a client (RFC 8011 sections 5.4.1 to 5.4.3), and the same as RFC 3380 writes it. */
function accessAttributes(printer: Printer, { uris }: PrinterContext): Attributes {
  const printerUris = uris.printerUris(printer.name)
  const authentication = 'requesting-user-name'
  return Attributes.of(
    attributeOf('printer-uri-supported', printerUris.map((one) => uri(one.uri))),
    attributeOf('uri-security-supported', printerUris.map((one) => keyword(one.security))),
    attributeOf('uri-authentication-supported', printerUris.map(() => keyword(authentication))),
    attributeOf('printer-xri-supported', printerUris.map(xri)),
    attributeOf('xri-uri-scheme-supported', printerUris.map((one) => uriScheme(one.uri.replace(/:.*$/, '')))),
    attributeOf('xri-security-supported', printerUris.map((one) => keyword(one.security))),
    attribute('xri-authentication-supported', keyword(authentication)),
  )
}

/** Where events can be subscribed to, and only there. */
function eventAttributes({ operations, subscriptions }: PrinterContext): Attributes {
  return operations.includes(Operation.CreatePrinterSubscriptions) ? subscribingAttributes(subscriptions) : new Attributes()
}

/** What CUPS's tools and libraries read. */
function cupsAttributes(printer: Printer, { uris }: PrinterContext): Attributes {
  return Attributes.of(
    attribute('printer-is-shared', boolean(true)),
    attribute('printer-is-temporary', boolean(false)),
    attribute('printer-commands', keyword('none')),
    attribute('device-uri', uri(printer.deviceUri)),
    attribute('auth-info-required', keyword('none')),
    attributeOf('member-names', (printer.members ?? []).map((one) => name(one))),
    attributeOf('member-uris', (printer.members ?? []).map((one) => uri(uris.printer(one)))),
  )
}
