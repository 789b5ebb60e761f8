/**
 * Raw TCP printing (port 9100, JetDirect): a device for spoolers, a print service without a memory, and the engine under both.
 *
 * @packageDocumentation
 */
export { psm } from './psm.js'
export { defaultPort, socketDriver, tcpDevice } from './socket-device.js'
export { deliverOverTcp, systemEnvironment } from './deliver.js'
export type { SocketDelivery } from './deliver.js'
export type { ConnectEnvironment, WatchPrinter } from './connect.js'
export { parsePrinterAddress } from './address.js'
export type { PrinterAddress } from './address.js'
export { defaultSettings, readSettings, socketOptions } from './settings.js'
export type { DeliverySettings } from './settings.js'
export { backoffDelay, defaultBackoff } from './backoff.js'
export type { Backoff } from './backoff.js'
export { systemClock } from './clock.js'
export type { Clock } from './clock.js'
export type { DialTarget } from './dial.js'
export { printable } from './back-channel.js'
