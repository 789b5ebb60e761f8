/**
 * The IANA registry of IPP as tables, and what needs them: attributes from and to plain JavaScript, messages in one
 * expression. Apart from the codec, so that who does not need it does not ship it.
 *
 * @packageDocumentation
 */
export { registryDate } from './attribute-table.js'
export { attributeDefinition, attributeNames, type AttributeDefinition, type MemberDefinition, type RegistryGroup } from './definitions.js'
export { syntaxText, type AttributeSyntax, type SyntaxAlternative, type SyntaxName } from './read-table.js'
export * from './keywords.js'
export * from './enums.js'
export * from './codes.js'
export * from './attributes-of.js'
export * from './to-object.js'
export * from './request.js'
export type { MembersObject, Natural, NaturalLocalized, NaturalMembers, NaturalRange, NaturalResolution, Open, Plain } from './syntaxes.js'
export type { OperationName, RegisteredAttributes, RegisteredEnums, RegisteredKeywords, RegistryGroups, StatusCodeName } from './registered.js'
