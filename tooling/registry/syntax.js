/** The syntaxes that the registry gives to attributes: read, merged where several documents define one name, written short. */

/**
 * @typedef {object} Alternative
 * @property {string} syntax `integer`, `keyword`, `no-value`, ...
 * @property {1 | 2 | undefined} type of a keyword or enum: 1 = a standard extends it, 2 = IANA registers more (RFC 8011 section 7)
 * @property {number | undefined} min the least value
 * @property {number | undefined} max the greatest value; of strings, the most octets
 */

/**
 * @typedef {object} Syntax
 * @property {boolean} many 1setOf
 * @property {readonly Alternative[]} alternatives
 */

/** One letter for each syntax, as it is in the tables. @type {Readonly<Record<string, string>>} */
export const letters = {
  integer: 'i',
  enum: 'e',
  boolean: 'b',
  keyword: 'k',
  name: 'n',
  text: 't',
  uri: 'u',
  uriScheme: 's',
  charset: 'c',
  naturalLanguage: 'l',
  mimeMediaType: 'm',
  octetString: 'o',
  dateTime: 'd',
  resolution: 'r',
  rangeOfInteger: 'R',
  collection: 'C',
  'no-value': 'N',
  unknown: 'U',
}

/**
 * Reads a syntax as registered: `1setOf (type2 keyword | name(MAX))`.
 *
 * The registry is written by people: brackets are missing, quotes are strewn in. What can mean one thing only is taken.
 *
 * @param {string} text
 * @returns {Syntax}
 */
export function readSyntax(text) {
  const many = /1setOf/.test(text)
  const alternatives = text
    .replaceAll('1setOf', ' ')
    .replace(/['\]]/g, '')
    .replace(/\binteger:(\S+)/, 'integer($1)')
    .split('|')
    .map((part) => readAlternative(part, text))
  return { many, alternatives }
}

/** @param {string} part @param {string} whole @returns {Alternative} */
function readAlternative(part, whole) {
  const [, type, name, bounds] = /^[\s(]*(?:type([12])\s+)?([a-zA-Z-]+)\s*(?:\(\s*([^)]*)\))?[\s)]*$/.exec(part) ?? []
  const syntax = name?.replace(/^dateTime$/i, 'dateTime')
  if (syntax === undefined || letters[syntax] === undefined) throw new Error(`a syntax that is not understood: "${whole}"`)
  const [first, second] = (bounds ?? '').split(':').map((bound) => (/^-?\d+$/.test(bound.trim()) ? Number(bound) : undefined))
  // One bound is the most octets of a string; two are the least and the greatest number.
  const [min, max] = bounds?.includes(':') ? [first, second] : [undefined, first]
  return { syntax, type: type === '1' ? 1 : type === '2' ? 2 : undefined, min, max }
}

/**
 * What any of several syntaxes allows: documents that extend an attribute are registered beside the one that defined it.
 *
 * @param {readonly Syntax[]} syntaxes
 * @returns {Syntax}
 */
export function mergeSyntaxes(syntaxes) {
  /** @type {Map<string, Alternative>} */
  const merged = new Map()
  for (const one of syntaxes.flatMap(({ alternatives }) => alternatives)) {
    const before = merged.get(one.syntax)
    merged.set(one.syntax, before === undefined ? one : { ...before, type: before.type ?? one.type, min: wider(Math.min, before.min, one.min), max: wider(Math.max, before.max, one.max) })
  }
  return { many: syntaxes.some(({ many }) => many), alternatives: [...merged.values()] }
}

/** @param {(a: number, b: number) => number} pick @param {number | undefined} a @param {number | undefined} b */
const wider = (pick, a, b) => (a === undefined || b === undefined ? undefined : pick(a, b))

/**
 * As the tables have it: `*k2|n`, `i0:100`, `t127`.
 *
 * @param {Syntax} syntax
 */
export function shortSyntax({ many, alternatives }) {
  const shorts = alternatives.map(({ syntax, type, min, max }) => {
    const bounds = syntax === 'integer' || syntax === 'rangeOfInteger' ? (min === undefined && max === undefined ? '' : `${min ?? ''}:${max ?? ''}`) : (max ?? '')
    return `${letters[syntax]}${type ?? ''}${bounds}`
  })
  return `${many ? '*' : ''}${shorts.join('|')}`
}

/**
 * As the registry writes it, brackets in their places: `1setOf (type2 keyword | name(MAX))`.
 *
 * @param {Syntax} syntax
 */
export function syntaxWords({ many, alternatives }) {
  const words = alternatives.map(({ syntax, type, min, max }) => {
    const named = type === undefined ? syntax : `type${type} ${syntax}`
    if (syntax === 'integer' || syntax === 'rangeOfInteger') return `${named}(${min ?? 'MIN'}:${max ?? 'MAX'})`
    return syntax === 'name' || syntax === 'text' || syntax === 'octetString' || max !== undefined ? `${named}(${max ?? 'MAX'})` : named
  })
  const all = words.join(' | ')
  return many ? `1setOf ${words.length > 1 ? `(${all})` : all}` : all
}
