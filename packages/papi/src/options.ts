/** Options of modules and devices as data: checked, documented and typed from one description. */

interface Described {
  readonly description: string
  /** Whether operators may set it by IPP while the queue is open, if it is an option of queues: as the printer attribute `platen-NAME`. Default: no. */
  readonly settable?: boolean
}

/** One option. */
export type OptionDescription = Described &
  (
    | { readonly type: 'boolean'; readonly default: boolean }
    /** `list`: words with commas or blanks between them, which IPP has as values of their own. `secret`: a password or the like. No message, log line or answer ever shows its value. */
    | { readonly type: 'string'; readonly default: string; readonly list?: boolean; readonly secret?: true }
    /** A whole number in `minimum..maximum`; `unit` is for people. */
    | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly maximum: number; readonly unit?: string }
    | { readonly type: 'keyword'; readonly default: string; readonly keywords: readonly string[] }
  )

/** The options of a module or device, by name. */
export type OptionSchema = Readonly<Record<string, OptionDescription>>

/** Option values, by name. */
export type Options = Readonly<Record<string, boolean | string | number>>

/** The values of a schema, each of its own type. */
export type OptionValues<S extends OptionSchema> = {
  readonly [K in keyof S]: S[K] extends { readonly type: 'boolean' }
    ? boolean
    : S[K] extends { readonly type: 'integer' }
      ? number
      : S[K] extends { readonly type: 'keyword'; readonly keywords: readonly (infer W)[] }
        ? W
        : string
}

/** An option that is not right. */
export class OptionError extends Error {
  override readonly name = 'OptionError'

  constructor(
    /** The option's name. */
    readonly option: string,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Checks option values and fills in the defaults. Numbers and booleans may be written as strings, as in a device URI's query.
 *
 * @throws {@link OptionError} for an option that is not known or whose value does not fit, saying what would
 */
export function readOptions<const S extends OptionSchema>(schema: S, given: Readonly<Record<string, unknown>>): OptionValues<S> {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(schema, name)) {
      const known = Object.keys(schema)
      throw new OptionError(name, `there is no option "${name}"; ${known.length === 0 ? 'there are none here' : `known are: ${known.join(', ')}`}`)
    }
  }
  const values = Object.entries(schema).map(([name, description]) => {
    const value = given[name]
    return [name, value === undefined ? description.default : readOption(name, description, value)] as const
  })
  return Object.fromEntries(values) as OptionValues<S>
}

function readOption(name: string, description: OptionDescription, value: unknown): boolean | string | number {
  const shown = isSecret(description) ? `what it is: a ${typeof value}` : JSON.stringify(value)
  const wrong = (expected: string): OptionError => new OptionError(name, `option "${name}" must be ${expected}, not ${shown}`)
  switch (description.type) {
    case 'boolean':
      if (value === true || value === 'true' || value === 'yes') return true
      if (value === false || value === 'false' || value === 'no') return false
      throw wrong('true or false')
    case 'string':
      if (typeof value === 'string') return value
      throw wrong('a string')
    case 'keyword':
      if (typeof value === 'string' && description.keywords.includes(value)) return value
      throw wrong(`one of ${description.keywords.join(', ')}`)
    case 'integer': {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
      if (typeof number === 'number' && Number.isInteger(number) && number >= description.minimum && number <= description.maximum) return number
      throw wrong(`a whole number from ${description.minimum} to ${description.maximum}${description.unit === undefined ? '' : ` (${description.unit})`}`)
    }
  }
}

/** Whether nobody may see an option's value. */
export const isSecret = (description: OptionDescription | undefined): boolean => description?.type === 'string' && description.secret === true

/** Options fit to be shown: a secret that is set is `(secret)`. */
export function shownOptions(schema: OptionSchema, options: Options): Options {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, isSecret(schema[name]) && value !== '' ? '(secret)' : value]))
}

/**
 * A device URI fit to be shown: without what stands behind `?` or `#`, and without a user and password. Options in its query
 * may be secrets, and one with a misspelled name is not known for one.
 */
export function shownDevice(uri: string): string {
  const [bare = ''] = uri.split(/[?#]/, 1)
  const place = bare.replace(/^([^/]*\/\/)[^/]*@/, '$1')
  return bare.length < uri.length ? `${place}?...` : place
}
