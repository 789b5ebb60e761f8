/** The attributes of the registry, looked up by name. The table is read line by line, each line when it is asked for. */
import { attributeLines, registryGroups, registrySources } from './attribute-table.js'
import { readEntry, type AttributeSyntax, type TableEntry } from './read-table.js'

/** A group of attributes in the registry: `printer-description`, `job-template`, ... */
export type RegistryGroup = (typeof registryGroups)[number]

/** What the registry says of a member of a collection. */
export interface MemberDefinition {
  /** As registered. */
  readonly name: string
  /** What its values may be. */
  readonly syntax: AttributeSyntax
  /** The member of a collection by name, whatever attribute it is defined with; undefined if there is none. */
  member: (name: string) => MemberDefinition | undefined
  /** The names of all members of a collection, in alphabetic order; none of anything else. */
  memberNames: () => readonly string[]
}

/** What the registry says of an attribute. Where several documents define one name, what any of them allows. */
export interface AttributeDefinition extends MemberDefinition {
  /** The groups that have an attribute of this name. */
  readonly groups: readonly RegistryGroup[]
  /** The documents that define it: `RFC 8011`, `PWG 5100.7`. */
  readonly sources: readonly string[]
  /** Present if it should not be used any more, in any group. */
  readonly status?: 'deprecated' | 'obsolete'
}

let lines: ReadonlyMap<string, string> | undefined
const definitions = new Map<string, AttributeDefinition>()

function allLines(): ReadonlyMap<string, string> {
  lines ??= new Map(
    attributeLines
      .trim()
      .split('\n')
      .map((line) => {
        const space = line.indexOf(' ')
        return [line.slice(0, space), line.slice(space + 1)] as const
      }),
  )
  return lines
}

/** The names of all registered attributes, in alphabetic order. */
export const attributeNames = (): readonly string[] => [...allLines().keys()]

/**
 * What the registry says of an attribute.
 *
 * @param name - `printer-state`
 * @returns undefined for a name that is not registered
 */
export function attributeDefinition(name: string): AttributeDefinition | undefined {
  const known = definitions.get(name)
  if (known !== undefined) return known
  const line = allLines().get(name)
  if (line === undefined) return undefined
  const [, places = '', mark, sources = '', entry = ''] = /^([0-9a-z]+)([!~]?) (\S+) (.*)$/.exec(line) ?? []
  const definition: AttributeDefinition = {
    ...memberDefinition(name, readEntry(entry)),
    groups: places.split('').map(groupAt),
    sources: sources.split('.').map((place) => registrySources[Number.parseInt(place, 36)] ?? ''),
    ...(mark === '' ? {} : { status: mark === '!' ? 'obsolete' : 'deprecated' }),
  }
  definitions.set(name, definition)
  return definition
}

function groupAt(place: string): RegistryGroup {
  const group = registryGroups[Number.parseInt(place, 36)]
  if (group === undefined) throw new Error(`the table of attributes is damaged: there is no group ${place}`)
  return group
}

function memberDefinition(name: string, { syntax, members, membersOf, attributesOf }: TableEntry): MemberDefinition {
  const groups = attributesOf.map((place) => groupAt(place.toString(36)))
  const elsewhere = () => membersOf.flatMap((attribute) => attributeDefinition(attribute) ?? [])
  return {
    name,
    syntax,
    member: (wanted) => {
      const own = members.get(wanted)
      if (own !== undefined) return memberDefinition(wanted, own)
      for (const other of elsewhere()) {
        const found = other.member(wanted)
        if (found !== undefined) return found
      }
      const attribute = groups.length === 0 ? undefined : attributeDefinition(wanted)
      return attribute?.groups.some((group) => groups.includes(group)) === true ? attribute : undefined
    },
    memberNames: () => {
      const ofGroups = groups.length === 0 ? [] : attributeNames().filter((one) => attributeDefinition(one)?.groups.some((group) => groups.includes(group)))
      return [...new Set([...members.keys(), ...elsewhere().flatMap((other) => other.memberNames()), ...ofGroups])].sort()
    },
  }
}
