/** The attributes of the registry, one for each name: what several records and documents say of it, put together. */
import { sameMembers } from './supplements.js'
import { mergeSyntaxes, readSyntax } from './syntax.js'

/**
 * A member of a collection, or what an attribute is besides its groups.
 *
 * @typedef {object} Definition
 * @property {import('./syntax.js').Syntax} syntax
 * @property {ReadonlyMap<string, Definition>} members those registered here; empty for what is no collection
 * @property {readonly string[]} membersOf further members are those of these attributes
 * @property {readonly string[]} attributesOf further members are the attributes of these groups
 */

/** @typedef {Definition & { groups: readonly string[], sources: readonly string[], status: import('./registry.js').Status | undefined }} Attribute */

/**
 * @param {readonly import('./registry.js').AttributeRecord[]} records
 * @returns {ReadonlyMap<string, Attribute>} by name, in alphabetic order
 */
export function attributesOf(records) {
  const names = [...new Set(records.map(({ name }) => name))].sort()
  const registered = new Map(names.map((name) => [name, attribute(name, records.filter((record) => record.name === name))]))
  const withMembers = (/** @type {string | undefined} */ name) => name !== undefined && isDescribed(registered.get(name))
  /** @type {(name: string, one: Definition) => Definition} */
  const supplied = (name, one) => {
    const members = new Map([...one.members].map(([member, definition]) => [member, supplied(member, definition)]))
    if (!isCollection(one) || isDescribed(one)) return { ...one, members }
    // `media-col-default` is one `media-col`; a member `media-col` is what the attribute of that name is.
    const like = [sameMembers[name], name, name.replace(/-(actual|database|default|detected|ready|supplied)$/, '')].find(withMembers)
    return { ...one, members, membersOf: like === undefined ? [] : [like] }
  }
  return new Map([...registered].map(([name, one]) => [name, { ...one, ...supplied(name, one) }]))
}

/** @param {Definition} one */
const isCollection = (one) => one.syntax.alternatives.some(({ syntax }) => syntax === 'collection')

/** @param {Definition | undefined} one */
const isDescribed = (one) => one !== undefined && one.members.size + one.membersOf.length + one.attributesOf.length > 0

/** @param {string} name @param {readonly import('./registry.js').AttributeRecord[]} records @returns {Attribute} */
function attribute(name, records) {
  const own = records.filter(({ path, syntax }) => path.length === 0 && syntax !== '')
  const statuses = own.map(({ status }) => status)
  return {
    ...definition(name, records, []),
    groups: [...new Set(own.map(({ group }) => group))],
    sources: [...new Set(own.map(({ source }) => source))],
    // In one group it may be out of use, in another not.
    status: statuses.includes(undefined) ? undefined : statuses.includes('deprecated') ? 'deprecated' : 'obsolete',
  }
}

/**
 * @param {string} attributeName
 * @param {readonly import('./registry.js').AttributeRecord[]} records all of one attribute
 * @param {readonly string[]} at the members that lead to this one
 * @returns {Definition}
 */
function definition(attributeName, records, at) {
  const below = records.filter(({ path }) => at.every((name, index) => path[index] === name))
  const here = below.filter(({ path }) => path.length === at.length)
  const syntaxes = here.filter(({ syntax }) => syntax !== '').map(({ syntax }) => readSyntax(syntax))
  if (syntaxes.length === 0) throw new Error(`no syntax is registered for ${[attributeName, ...at].join('/')}`)
  const members = [...new Set(below.flatMap(({ path }) => (path.length > at.length ? [path[at.length] ?? ''] : [])))].sort()
  const others = (/** @type {(string | undefined)[]} */ list) => [...new Set(list.flatMap((one) => (one === undefined || (at.length === 0 && one === attributeName) ? [] : [one])))]
  return {
    syntax: mergeSyntaxes(syntaxes),
    members: new Map(members.map((member) => [member, definition(attributeName, records, [...at, member])])),
    membersOf: others(here.map(({ membersOf }) => membersOf)),
    attributesOf: others(here.map((record) => record.attributesOf)),
  }
}
