/**
 * The IPP wire codec: messages to octets and back, whole or as a stream (RFC 8010).
 *
 * @packageDocumentation
 */
export { Attributes, attributeOf, stringOf, type Attribute } from './attributes.js'
export * from './decode.js'
export * from './encode.js'
export * from './encode-chunks.js'
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
export type { AttributeName, CollectionOf, KeywordValue, MemberAttributes, Open, Tagged, TypedAttribute, ValueFor, ValueOf } from './registry/syntaxes.js'
export type { OperationName, RegisteredAttributes, RegisteredEnums, RegisteredKeywords, RegistryGroups, StatusCodeName } from './registry/registered.js'
// By name, these take the place of those above: the same functions with types that know the tag.
export {
  attribute,
  charset,
  enumeration,
  integer,
  keyword,
  mimeMediaType,
  name,
  nameWithLanguage,
  naturalLanguage,
  octetString,
  text,
  textWithLanguage,
  uri,
  uriScheme,
} from './typed.js'
export { attributesFromJSON, fromJSON } from './from-json.js'
export type * from './json-form.js'
export { attributesToJSON, toJSON } from './to-json.js'
export { syntaxTag } from './syntax-tags.js'
export * from './format.js'
