/** Reads lines of the attribute table: a syntax is a few letters, a collection has its members in braces. */

/** The name of a syntax in the registry (RFC 8011 section 5.1), or of an out-of-band value that may stand instead. */
export type SyntaxName = (typeof syntaxLetters)[keyof typeof syntaxLetters]

const syntaxLetters = {
  i: 'integer',
  e: 'enum',
  b: 'boolean',
  k: 'keyword',
  n: 'name',
  t: 'text',
  u: 'uri',
  s: 'uriScheme',
  c: 'charset',
  l: 'naturalLanguage',
  m: 'mimeMediaType',
  o: 'octetString',
  d: 'dateTime',
  r: 'resolution',
  R: 'rangeOfInteger',
  C: 'collection',
  N: 'no-value',
  U: 'unknown',
} as const

/** One of the syntaxes that an attribute may have. */
export interface SyntaxAlternative {
  /** Its name. */
  readonly syntax: SyntaxName
  /** Of a keyword or enum: 1 = only a standard adds values, 2 = IANA registers more (RFC 8011 sections 5.1.4 and 5.1.5). */
  readonly type?: 1 | 2
  /** The least number; none is the least there is. */
  readonly min?: number
  /** The greatest number; of strings the most octets. None is the most that the syntax allows. */
  readonly max?: number
}

/** The syntax of an attribute: `1setOf (type2 keyword | name(MAX))`. */
export interface AttributeSyntax {
  /** 1setOf: it may have several values. */
  readonly many: boolean
  /** One, or several of which each value has one. */
  readonly alternatives: readonly SyntaxAlternative[]
}

/** A syntax with the members of a collection, as the table has them. */
export interface TableEntry {
  readonly syntax: AttributeSyntax
  readonly members: ReadonlyMap<string, TableEntry>
  /** Attributes whose members are members too. */
  readonly membersOf: readonly string[]
  /** Groups, by their place in the list of groups, whose attributes are members too. */
  readonly attributesOf: readonly number[]
}

/** Reads what stands behind a name: `*C{media-size C{x-dimension i0:},+media-col}`. */
export function readEntry(text: string): TableEntry {
  const [entry, rest] = entryFrom(text)
  if (rest !== '') throw new Error(`the table of attributes is damaged at "${rest}"`)
  return entry
}

function entryFrom(text: string): [TableEntry, rest: string] {
  const end = text.search(/[{},]|$/)
  const syntax = readSyntax(text.slice(0, end))
  const members = new Map<string, TableEntry>()
  const membersOf: string[] = []
  const attributesOf: number[] = []
  let rest = text.slice(end)
  if (!rest.startsWith('{')) return [{ syntax, members, membersOf, attributesOf }, rest]
  while (!rest.startsWith('}')) {
    rest = rest.slice(1)
    const [, group, attribute, member] = /^(?:\+@([0-9a-z]+)|\+([^,}]+)|([^ ]+) )/.exec(rest) ?? []
    if (member === undefined) {
      if (group !== undefined) attributesOf.push(Number.parseInt(group, 36))
      if (attribute !== undefined) membersOf.push(attribute)
      rest = rest.slice(rest.search(/[,}]/))
    } else {
      const [entry, behind] = entryFrom(rest.slice(member.length + 1))
      members.set(member, entry)
      rest = behind
    }
  }
  return [{ syntax, members, membersOf, attributesOf }, rest.slice(1)]
}

function readSyntax(text: string): AttributeSyntax {
  const many = text.startsWith('*')
  return { many, alternatives: text.slice(many ? 1 : 0).split('|').map(readAlternative) }
}

function readAlternative(text: string): SyntaxAlternative {
  const syntax = syntaxLetters[text.charAt(0) as keyof typeof syntaxLetters]
  const bounds = text.slice(1)
  if (bounds === '') return { syntax }
  if (syntax === 'keyword' || syntax === 'enum') return { syntax, type: bounds === '1' ? 1 : 2 }
  const [min = '', max = ''] = bounds.includes(':') ? bounds.split(':') : ['', bounds]
  return { syntax, ...(min === '' ? {} : { min: Number(min) }), ...(max === '' ? {} : { max: Number(max) }) }
}

/** A syntax as the registry writes it: `1setOf (type2 keyword | name(MAX))`. */
export function syntaxText({ many, alternatives }: AttributeSyntax): string {
  const texts = alternatives.map(({ syntax, type, min, max }) => {
    const named = type === undefined ? syntax : `type${type} ${syntax}`
    if (syntax === 'integer' || syntax === 'rangeOfInteger') return `${named}(${min ?? 'MIN'}:${max ?? 'MAX'})`
    return syntax === 'name' || syntax === 'text' || syntax === 'octetString' || max !== undefined ? `${named}(${max ?? 'MAX'})` : named
  })
  const all = texts.join(' | ')
  return many ? (texts.length > 1 ? `1setOf (${all})` : `1setOf ${all}`) : all
}
