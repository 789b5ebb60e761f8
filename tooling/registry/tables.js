/** From IANA's registry file to the source of ipp-core's tables: text in, text out. */
import { attributesOf } from './attributes.js'
import { attributeTable } from './attribute-table.js'
import { cupsAttributes } from './cups-attributes.js'
import { operationNames, operationTable, statusCodeNames, statusCodeTable } from './code-tables.js'
import { readRegistry } from './registry.js'
import { typeTables } from './type-tables.js'
import { enumTable, keywordTable, valuesByAttribute } from './value-tables.js'

/**
 * The tables of ipp-core, by file name in its `src`.
 *
 * @param {string} xml IANA's "Internet Printing Protocol (IPP) Registrations"
 * @returns {Readonly<Record<string, string>>}
 */
export function tables(xml) {
  const registry = readRegistry(xml)
  const { updated } = registry
  const registered = new Set(registry.attributes.map(({ name }) => name))
  const attributes = attributesOf([...registry.attributes, ...cupsAttributes.filter(({ name }) => !registered.has(name))])
  const [keywords, enums] = [valuesByAttribute(registry.keywords), valuesByAttribute(registry.enums)]
  return {
    'operations.ts': operationTable(registry),
    'status-codes.ts': statusCodeTable(registry),
    'registry/attribute-table.ts': attributeTable(attributes, updated),
    'registry/keyword-table.ts': keywordTable(keywords, updated),
    'registry/enum-table.ts': enumTable(enums, updated),
    'registry/registered.ts': typeTables({ attributes, keywords, enums, operations: operationNames(registry), statusCodes: statusCodeNames(registry), updated }),
  }
}
