/**
 * The Platen print server as a library.
 *
 * @packageDocumentation
 */
export { ConfigurationError, readConfiguration } from './configuration/read.js'
export type { Configuration, QueueConfiguration } from './configuration/configuration.js'
export { openLog, type ServerLog } from './log.js'
export { startServer, type PlatenServer, type ServerContext } from './server.js'
