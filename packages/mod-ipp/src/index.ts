/**
 * The HTTP entry to the IPP listener.
 *
 * @packageDocumentation
 */
export { createIppHandler, type IppHandler, type IppHandlerOptions } from './handler.js'
