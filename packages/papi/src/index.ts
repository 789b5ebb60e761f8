/**
 * PAPI: the print-service abstraction. A module author needs only this package: it passes on the attribute model.
 *
 * @packageDocumentation
 */
export {
  Attributes,
  attribute,
  attributeOf,
  boolean,
  collection,
  dateTime,
  DocumentState,
  dotsPerInch,
  enumeration,
  instantOf,
  integer,
  isTerminal,
  JobState,
  jobStateName,
  keyword,
  mimeMediaType,
  name,
  naturalLanguage,
  noValue,
  octetString,
  OutOfBandTag,
  PrinterState,
  printerStateName,
  range,
  stringOf,
  text,
  unknown,
  uri,
  uriScheme,
} from '@platen/ipp-core'
export type { Attribute, Value } from '@platen/ipp-core'
export * from './attributes-json.js'
export * from './call.js'
export * from './capabilities.js'
export { constraintsOf, describeConstraints, type JobConstraint } from './capabilities/job-constraints.js'
export { describePresets, presetsOf, type JobPreset } from './capabilities/job-presets.js'
export { joinedExceptions, passThroughExceptions, saysNothing, type CarriesOut } from './capabilities/pass-through.js'
export * from './device.js'
export * from './device-line.js'
export * from './device-report.js'
export * from './device-watch.js'
export * from './device-directory.js'
export * from './direct-print-service.js'
export * from './document.js'
export * from './events.js'
export * from './history.js'
export * from './identification.js'
export * from './identity.js'
export * from './job.js'
export * from './job-ids.js'
export * from './media.js'
export * from './module.js'
export * from './module-loader.js'
export * from './options.js'
export * from './print-service.js'
export * from './print-service-directory.js'
export * from './printer.js'
export * from './printer-words.js'
export * from './status.js'
export * from './ticket-support.js'
export { createPrintSystem, type PrintSystemSetup } from './system/local-print-system.js'
export * from './system/print-system.js'
export { checkedOption, optionAttributeName, optionAttributes, optionValues, settableOptionNames, settableOptions, type QueueOptions } from './system/queue-options.js'
export { isDeletion, settableSettings } from './system/queue-settings.js'
export { SystemRecords, type SystemRecordsSetup } from './system/system-records.js'
export type { KeptChange, KeptQueue, SystemKeeper, SystemState } from './system/system-state.js'
export * from './which-jobs.js'
