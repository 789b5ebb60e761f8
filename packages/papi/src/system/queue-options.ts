/**
 * A queue's options as printer attributes, so that operators see and set them by IPP: the option `max-jobs` is the attribute
 * `platen-max-jobs`. One description, the module's schema, says what each is and which can be set. Pure.
 */
import { Attributes, attribute, boolean, integer, keyword, name, noValue, OutOfBandTag, range, stringOf, text, type Attribute, type OutOfBandValue, type Value } from '@platen/ipp-core'
import { OptionError, readOptions, type OptionDescription, type Options, type OptionSchema } from '../options.js'

/** A queue's options: those that can be set while it is open, and all their values. */
export interface QueueOptions {
  /** Those that can be set. */
  readonly schema: OptionSchema
  readonly values: Options
}

const prefix = 'platen-'

/** The attribute of an option. */
export const optionAttributeName = (option: string): string => `${prefix}${option}`

/** The option of an attribute; `undefined` if it is none of these. */
export function optionNamed(attributeName: string, known: Readonly<Record<string, unknown>>): string | undefined {
  const option = attributeName.startsWith(prefix) ? attributeName.slice(prefix.length) : ''
  return Object.hasOwn(known, option) ? option : undefined
}

/** The options of a schema that are said to be settable. */
export const settableOptions = (schema: OptionSchema): OptionSchema => Object.fromEntries(Object.entries(schema).filter(([, { settable }]) => settable === true))

/** The names of the attributes that can be set. */
export const settableOptionNames = (options: QueueOptions | undefined): string[] => Object.keys(options?.schema ?? {}).map(optionAttributeName)

/** Options as attributes, with their values. */
export function optionAttributes(options: QueueOptions | undefined): Attributes {
  return new Attributes(Object.entries(options?.schema ?? {}).map(([option, description]) => optionAttribute(option, options?.values[option] ?? description.default, description)))
}

/** An option as an attribute. @param description - its syntax; without it that of its value */
export function optionAttribute(option: string, value: boolean | string | number, description?: OptionDescription): Attribute {
  const named = optionAttributeName(option)
  if (typeof value === 'boolean') return attribute(named, boolean(value))
  if (typeof value === 'number') return attribute(named, integer(value))
  if (value === '') return attribute(named, noValue)
  if (description?.type === 'keyword') return attribute(named, keyword(value))
  if (description?.type !== 'string' || description.list !== true) return attribute(named, text(value))
  const [first = '', ...more] = value.split(/[\s,]+/).filter((one) => one !== '')
  return attribute(named, name(first), ...more.map((one) => name(one)))
}

const adminDefine: OutOfBandValue = { kind: 'out-of-band', tag: OutOfBandTag.adminDefine }

/** The values that can be set (RFC 3380 section 4.3). */
export function optionValues({ schema }: QueueOptions): Attributes {
  return new Attributes(Object.entries(schema).map(([option, description]) => {
    const named = optionAttributeName(option)
    switch (description.type) {
      case 'boolean':
        return attribute(named, boolean(false), boolean(true))
      case 'integer':
        return attribute(named, range(description.minimum, description.maximum))
      case 'keyword': {
        const [first = '', ...more] = description.keywords
        return attribute(named, keyword(first), ...more.map((one) => keyword(one)))
      }
      case 'string':
        return attribute(named, adminDefine)
    }
  }))
}

/**
 * An attribute as an option is to be kept, in the syntax that it is shown in: lpadmin sends names for whatever it does not know.
 *
 * @returns `undefined` if it is no value of the option
 */
export function checkedOption({ schema }: QueueOptions, given: Attribute): Attribute | undefined {
  const option = optionNamed(given.name, schema)
  const description = option === undefined ? undefined : schema[option]
  if (option === undefined || description === undefined) return undefined
  const value = optionValue(given.values)
  if (value === undefined || (given.values.length > 1 && description.type !== 'string')) return undefined
  try {
    const read = readOptions({ [option]: description }, { [option]: value })[option]
    return read === undefined ? undefined : optionAttribute(option, read, description)
  } catch (error) {
    if (error instanceof OptionError) return undefined
    throw error
  }
}

/** What an attribute's values say as an option; `undefined` if they are of another kind. */
export function optionValue(values: readonly Value[]): boolean | string | number | undefined {
  const [first] = values
  if (first === undefined) return undefined
  if (first.kind === 'boolean' || first.kind === 'integer') return first.value
  if (first.kind === 'out-of-band') return first.tag === noValue.tag ? '' : undefined
  const texts = values.map(stringOf)
  return texts.includes(undefined) ? undefined : texts.join(',')
}
