/** What does not go together in one job, and what is taken instead (PWG 5100.13: `job-constraints-supported`, `job-resolvers-supported`). */
import { Attributes, attribute, attributeOf, collection, keyword, name, type Value } from '@platen/ipp-core'
import type { Facts } from './facts.js'

/** Attributes that conflict. */
export interface JobConstraint {
  /** Up to 255 octets, unique in its printer: `resolver-name`. */
  readonly name: string
  /** It holds of a job that has one of the values of each. Of a collection, one with all members that are named. */
  readonly conflict: Attributes
  /** What is taken instead; empty: nothing, and the attributes that conflict are left out. */
  readonly instead: Attributes
}

/** The attributes that say constraints; none if there are none. */
export function describeConstraints(constraints: readonly JobConstraint[]): Attributes {
  const entries = (of: (constraint: JobConstraint) => Attributes): Value[] =>
    constraints.filter((one) => of(one).size > 0).map((one) => collection(new Attributes([attribute('resolver-name', name(one.name)), ...of(one)])))
  return Attributes.of(attributeOf('job-constraints-supported', entries((one) => one.conflict)), attributeOf('job-resolvers-supported', entries((one) => one.instead)))
}

/** The constraints that a printer's capabilities say. */
export function constraintsOf(capabilities: Attributes): readonly JobConstraint[] {
  const resolvers = new Map(named(capabilities, 'job-resolvers-supported'))
  return named(capabilities, 'job-constraints-supported').map(([resolver, conflict]) => ({ name: resolver, conflict, instead: resolvers.get(resolver) ?? new Attributes() }))
}

function named(capabilities: Attributes, attributeName: string): [string, Attributes][] {
  return (capabilities.get(attributeName)?.values ?? []).flatMap((value): [string, Attributes][] =>
    value.kind === 'collection' ? [[value.members.string('resolver-name') ?? '', value.members.filter((one) => one.name !== 'resolver-name')]] : [],
  )
}

/** Media that takes marks on one side: a film has one coated side, and the back of labels is what they stick with. */
const oneSided = /^(?:transparency|labels)(?:-|$)/

/** The constraints that a printer's facts bring with them. */
export function constraintsFrom({ duplex, mediaTypes }: Facts): readonly JobConstraint[] {
  const types = duplex ? mediaTypes.filter((type) => oneSided.test(type)) : []
  if (types.length === 0) return []
  const media = attributeOf('media-col', types.map((type) => collection(Attributes.of(attribute('media-type', keyword(type))))))
  const sides = attribute('sides', keyword('two-sided-long-edge'), keyword('two-sided-short-edge'))
  return [{ name: 'one-sided-media', conflict: Attributes.of(media, sides), instead: Attributes.of(attribute('sides', keyword('one-sided'))) }]
}
