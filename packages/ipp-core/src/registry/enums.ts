/** The enums of the registry: names and numbers of their values. */
import { operationName } from '../operations.js'
import { statusCodeName } from '../status-codes.js'
import { operationCode, statusCode } from './codes.js'
import { enumLines } from './enum-table.js'
import type { RegisteredEnums } from './registered.js'
import type { Open } from './syntaxes.js'
import { ValueLists } from './value-lists.js'

const lists = /* @__PURE__ */ new ValueLists(enumLines)

/** An attribute whose values are enums: these complete in an editor; any other may be asked for. */
export type EnumAttribute = Open<keyof RegisteredEnums>
/** The name of a value of such an attribute. */
export type EnumName<Attribute extends string> = Attribute extends keyof RegisteredEnums ? RegisteredEnums[Attribute] & string : string

/** A value of an enum. */
export interface EnumPair {
  /** Its number on the wire. */
  readonly value: number
  /** Its name in the registry. */
  readonly name: string
}

const pairsOf = (attribute: string): EnumPair[] =>
  lists.of(attribute).map((word) => {
    const [value = '', name = ''] = word.split('=')
    return { value: Number(value), name }
  })

/**
 * The name of an enum's value: `idle` of `printer-state` 3.
 *
 * @param attribute - an attribute or member
 * @returns undefined for a value, or an attribute, that the registry has no names for
 */
export function enumName(attribute: EnumAttribute, value: number): string | undefined {
  if (attribute === 'operations-supported') return named(operationName(value))
  if (attribute === 'fetch-status-code') return named(statusCodeName(value))
  return pairsOf(attribute).find((pair) => pair.value === value)?.name
}

const named = (text: string) => (text.startsWith('0x') ? undefined : text)

/**
 * The number of an enum's value: 3 of `printer-state` `idle`.
 *
 * @returns undefined for a name, or an attribute, that is not registered
 */
export function enumValue<Attribute extends EnumAttribute>(attribute: Attribute, name: Open<EnumName<Attribute> & string>): number | undefined {
  if (attribute === 'operations-supported') return operationCode(name)
  if (attribute === 'fetch-status-code') return statusCode(name)
  return pairsOf(attribute).find((pair) => pair.name === name)?.value
}

/** All registered values of an enum attribute. Of `operations-supported` and `fetch-status-code` see `Operation` and `StatusCode`. */
export const enumsOf = (attribute: EnumAttribute): readonly EnumPair[] => pairsOf(attribute)
