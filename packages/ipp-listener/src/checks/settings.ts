/** Printer attributes that a client wants to set, against what can be set (RFC 3380 section 4.1). */
import { Attributes, attribute, integer, OutOfBandTag, stringOf, unsupported, type Attribute, type OutOfBandValue, type Value } from '@platen/ipp-core'
import { checkedOption, isDeletion, settableOptionNames, settableSettings, type Printer } from '@platen/papi'
import { checkTicket } from './ticket.js'

/** What can be set, and what cannot. */
export interface CheckedSettings {
  /** As they are to be kept. */
  readonly settings: Attributes
  /** Attributes that the printer has and nobody can set; each with the value `not-settable`. */
  readonly notSettable: Attributes
  /** Attributes that the printer does not have, and values that it does not support. */
  readonly unsupported: Attributes
}

const notSettable: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.notSettable }

/** Octets of `text(127)`: all settings that are texts are of that length (RFC 8011 section 5.4). */
const longestText = 127

/**
 * Checks settings.
 *
 * @param given - what the client wants to set
 * @param printer - what can be set of it
 * @param described - every attribute of the printer
 */
export function checkSettings(given: Iterable<Attribute>, { capabilities, options }: Pick<Printer, 'capabilities' | 'options'>, described: Attributes): CheckedSettings {
  const settable = new Set(settableSettings(capabilities, options))
  const optionNames = new Set(settableOptionNames(options))
  const result = { settings: new Attributes(), notSettable: new Attributes(), unsupported: new Attributes() }
  for (const one of given) {
    if (!settable.has(one.name)) {
      if (described.has(one.name)) result.notSettable.put(attribute(one.name, notSettable))
      else result.unsupported.put(attribute(one.name, unsupported))
      continue
    }
    const checked = isDeletion(one) ? one : optionNames.has(one.name) ? options && checkedOption(options, one) : one.name.endsWith('-default') ? checkedDefault(one, capabilities) : checkedText(one)
    if (checked === undefined) result.unsupported.put(one)
    else result.settings.put(checked)
  }
  return result
}

function checkedText(one: Attribute): Attribute | undefined {
  const text = stringOf(one.values[0])
  return one.values.length === 1 && text !== undefined && new TextEncoder().encode(text).length <= longestText ? one : undefined
}

/** A default must be a value that jobs may have. */
function checkedDefault(one: Attribute, capabilities: Attributes): Attribute | undefined {
  const template = one.name.slice(0, -'-default'.length)
  const supported = capabilities.get(`${template}-supported`)?.values ?? []
  const [first, ...more] = one.values.map((value) => inSyntaxOf(supported, value))
  if (first === undefined) return undefined
  const { unsupported: refused } = checkTicket(new Attributes([attribute(template, first, ...more)]), capabilities, false)
  return refused.size > 0 ? undefined : attribute(one.name, first, ...more)
}

/** Strings take the syntax that the printer says: lpadmin sends names for keywords, pycups for numbers too. */
function inSyntaxOf(supported: readonly Value[], value: Value): Value {
  const given = stringOf(value)
  if (given === undefined) return value
  const same = supported.find((other) => stringOf(other) === given)
  if (same !== undefined) return same
  if (!/^\d{1,9}$/.test(given)) return value
  const [first] = supported
  if (first?.kind === 'range') return integer(Number(given))
  return first?.kind === 'integer' ? { ...first, value: Number(given) } : value
}
