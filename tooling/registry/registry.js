/**
 * Reads IANA's registry file: text in, records out. What the file spells in several ways (`(obsolete)`, `<Any "sides"
 * value>`, `PWG5100.7`) comes out in one.
 */

/**
 * Whether a name or value is still to be used.
 *
 * @typedef {'deprecated' | 'obsolete'} Status
 */

/**
 * A line of the registry "Attributes": an attribute, or a member of a collection.
 *
 * @typedef {object} AttributeRecord
 * @property {string} group `printer-description`
 * @property {string} name
 * @property {Status | undefined} status
 * @property {readonly string[]} path members: `['media-size', 'x-dimension']`; empty for the attribute itself
 * @property {string | undefined} membersOf instead of a syntax: the members are those of this attribute
 * @property {string | undefined} attributesOf instead of a syntax: any attribute of this group is a member
 * @property {string} syntax as registered, `1setOf type2 keyword`
 * @property {string} source `RFC 8011`
 */

/**
 * A line of the registries of keywords and of enums.
 *
 * @typedef {object} ValueRecord
 * @property {string} attribute
 * @property {string} value a keyword, or the number of an enum
 * @property {string | undefined} name the name of an enum's value
 * @property {Status | undefined} status
 * @property {string | undefined} valuesOf instead of a value: any value of this attribute
 */

/**
 * @typedef {object} CodeRecord
 * @property {string | undefined} value
 * @property {string | undefined} name
 * @property {Status | undefined} status
 * @property {string} source
 */

/**
 * @typedef {object} Registry
 * @property {string} updated the day of the last change, `2026-05-07`
 * @property {readonly AttributeRecord[]} attributes
 * @property {readonly ValueRecord[]} keywords
 * @property {readonly ValueRecord[]} enums
 * @property {readonly CodeRecord[]} operations
 * @property {readonly CodeRecord[]} statusCodes
 */

/**
 * @param {string} xml IANA's "Internet Printing Protocol (IPP) Registrations"
 * @returns {Registry}
 */
export function readRegistry(xml) {
  // The registry lists operation codes as the values of operations-supported.
  const [operations, enums] = split(records(xml, 'Enum Attribute Values'), (record) => field(record, 'attribute') === 'operations-supported')
  const [, updated = 'unknown'] = /<updated>([^<]+)<\/updated>/.exec(xml) ?? []
  return {
    updated,
    attributes: records(xml, 'Attributes').map(attributeRecord),
    keywords: records(xml, 'Keyword Attribute Values').flatMap(valueRecord),
    enums: enums.flatMap(valueRecord),
    operations: operations.map(codeRecord),
    statusCodes: records(xml, 'Status Codes').map(codeRecord),
  }
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {(one: T) => boolean} test
 * @returns {[T[], T[]]}
 */
const split = (list, test) => [list.filter(test), list.filter((one) => !test(one))]

/**
 * The records of one registry, by its title.
 *
 * @param {string} xml
 * @param {string} title
 */
function records(xml, title) {
  const registry = xml.split('<registry id=').find((part) => part.includes(`<title>${title}</title>`))
  if (registry === undefined) throw new Error(`the file has no registry "${title}"; take IANA's "Internet Printing Protocol (IPP) Registrations"`)
  return [...registry.matchAll(/<record[^>]*>([\s\S]*?)<\/record>/g)].map(([, body = '']) => body)
}

/** @param {string} record @param {string} name */
function field(record, name) {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(record) ?? []
  return text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim()
}

/**
 * `Restart-Job(deprecated)` to its name and status. `(extension)` and `(under review)` say where a text stands, not whether
 * the name may be used.
 *
 * @param {string | undefined} text
 * @returns {{ plain: string | undefined, status: Status | undefined }}
 */
function withStatus(text) {
  const [, plain, marks = ''] = /^(.*?)\s*((?:\((?:deprecated|obsolete|extension|under review)\)\s*)*)$/.exec(text ?? '') ?? []
  const status = marks.includes('obsolete') ? 'obsolete' : marks.includes('deprecated') ? 'deprecated' : undefined
  return { plain: text === undefined ? undefined : plain, status }
}

/** `RFC 8011`, `PWG 5100.7`. @param {string} record */
function sourceOf(record) {
  const rfc = /<xref type="rfc" data="rfc(\d+)"/.exec(record)?.[1]
  if (rfc !== undefined) return `RFC ${rfc}`
  const document = /<xref type="uri"[^>]*>([^<]+)</.exec(record)?.[1]
  return document?.trim().replace(/^PWG(?=\d+\.\d)/, 'PWG ').replace(/^DEPURI$/, 'PWG IPP Deprecation of URI') ?? 'IANA'
}

/** @param {string} record @returns {AttributeRecord} */
function attributeRecord(record) {
  const { plain: name = '', status: ofName } = withStatus(field(record, 'name'))
  const group = (field(record, 'collection') ?? '').toLowerCase().replaceAll(' ', '-')
  const names = [field(record, 'member_attribute'), field(record, 'sub-member_attribute')].flatMap((one) => (one === undefined ? [] : [one]))
  const last = names.at(-1)
  const path = names.flatMap((one) => (one.startsWith('<') ? [] : [withStatus(one).plain ?? '']))
  const status = last === undefined ? ofName : withStatus(last).status
  const membersOf = /^<\s*any "([a-z0-9-]+)" member attribute\s*>$/i.exec(last ?? '')?.[1]
  const attributesOf = /^<\s*any (.+) attribute\s*>$/i.exec(membersOf === undefined ? (last ?? '') : '')?.[1]?.toLowerCase().replaceAll(' ', '-')
  if (last?.startsWith('<') && membersOf === undefined && attributesOf === undefined) throw new Error(`a member attribute that is not understood: ${last} of ${name}`)
  return { group, name, status, path, membersOf, attributesOf, syntax: field(record, 'syntax') ?? '', source: sourceOf(record) }
}

/** @param {string} record @returns {ValueRecord[]} */
function valueRecord(record) {
  const attribute = withStatus(field(record, 'attribute')).plain ?? ''
  const { plain: value, status: ofValue } = withStatus(field(record, 'value'))
  // The first record of each attribute has no value: it heads the list.
  if (value === undefined || value === '') return []
  const { plain: name, status: ofName } = withStatus(field(record, 'name'))
  const status = ofValue ?? ofName
  if (!value.startsWith('<')) return [{ attribute, value, name, status, valuesOf: undefined }]
  // `<Any "finishings" value>`, `< all job-state values >`; "any Job object attribute" is no list of values.
  const valuesOf = /^<\s*(?:any|all)\s+"?([a-z0-9-]+)"? .*values?\b/i.exec(value)?.[1]
  return valuesOf === undefined || valuesOf === attribute ? [] : [{ attribute, value: '', name: undefined, status, valuesOf }]
}

/** @param {string} record @returns {CodeRecord} */
function codeRecord(record) {
  const [value, name] = [withStatus(field(record, 'value')), withStatus(field(record, 'name'))]
  return { value: value.plain, name: name.plain, status: value.status ?? name.status, source: sourceOf(record) }
}
