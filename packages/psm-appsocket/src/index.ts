/**
 * AppSocket: jobs over TCP 9100, status over UDP 9101; a device for spoolers and a print service without a memory.
 *
 * @packageDocumentation
 */
export { psm } from './psm.js'
export { appsocketDriver, appsocketDriverWith, appsocketOptions, statusProbe } from './appsocket-device.js'
export { askStatus } from './status-query.js'
export type { StatusQuestion } from './status-query.js'
export { observationOf, parseStatus, statusPhrases } from './status-text.js'
export type { Activity, PrinterStatus, StatusPhrase } from './status-text.js'
