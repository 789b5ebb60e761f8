/**
 * The IPP wire codec: messages to octets and back, whole or as a stream (RFC 8010).
 *
 * @packageDocumentation
 */
export { attribute, Attributes, stringOf, type Attribute } from './attributes.js'
export * from './decode.js'
export * from './encode.js'
export * from './errors.js'
export * from './limits.js'
export * from './message.js'
export * from './message-reader.js'
export * from './operations.js'
export * from './read-message.js'
export * from './states.js'
export * from './status-codes.js'
export * from './tags.js'
export * from './value.js'
