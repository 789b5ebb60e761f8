/** What does not go together in one job (PWG 5100.13, RFC 8011 section 4.1.7): found, and resolved as the printer says. Pure. */
import { Attributes, attribute, collection, type Attribute, type CollectionValue, type Value } from '@platen/ipp-core'
import { constraintsOf, type JobConstraint } from '@platen/papi'

/** A ticket without conflicts. */
export interface ResolvedTicket {
  readonly ticket: Attributes
  /** The attributes that the client gave and that conflicted, as it gave them; empty if there were none. */
  readonly conflicting: Attributes
}

/**
 * Resolves the conflicts of a job's attributes. Where an attribute conflicts with a default of the printer, the default gives way and
 * nobody is told: the client did not ask for it.
 *
 * @param given - attributes that the printer supports
 * @param capabilities - the printer's
 */
export function resolveConflicts(given: Attributes, capabilities: Attributes): ResolvedTicket {
  const constraints = knownConstraints(capabilities)
  const ticket = new Attributes(given)
  const conflicting = new Attributes()
  // What one resolver sets another constraint may be about; a circle of them ends with its attributes left out.
  for (let round = 0; round <= constraints.length; round += 1) {
    const constraint = constraints.find((one) => holds(one, ticket, capabilities))
    if (constraint === undefined) break
    const asked = [...constraint.conflict].flatMap((one) => involved(one.name, given))
    const isOfDefaults = constraint.instead.size > 0 && [...constraint.instead].every((one) => involved(one.name, given).length === 0)
    if (!isOfDefaults) for (const one of asked) conflicting.put(one)
    if (constraint.instead.size === 0 || round === constraints.length) for (const one of [...constraint.conflict]) for (const { name } of involved(one.name, ticket)) ticket.delete(name)
    else for (const one of constraint.instead) ticket.put(merged(one, ticket, capabilities))
  }
  return { ticket, conflicting }
}

/** Read once: a printer's capabilities are the same object for as long as they say the same. */
const known = new WeakMap<Attributes, readonly JobConstraint[]>()

function knownConstraints(capabilities: Attributes): readonly JobConstraint[] {
  let constraints = known.get(capabilities)
  if (constraints === undefined) known.set(capabilities, (constraints = constraintsOf(capabilities)))
  return constraints
}

/** Whether a job has what a constraint is about, at least one of it by its client's choice. */
function holds({ conflict }: JobConstraint, ticket: Attributes, capabilities: Attributes): boolean {
  const attributes = [...conflict]
  return attributes.some((one) => involved(one.name, ticket).length > 0) && attributes.every((one) => effective(one.name, ticket, capabilities).some((value) => one.values.some((part) => contains(value, part))))
}

/** The attributes of a ticket that say something: a medium is named by `media` or in `media-col`. */
function involved(name: string, ticket: Attributes): Attribute[] {
  const names = name === 'media' ? ['media', 'media-col'] : [name]
  return names.flatMap((one) => ticket.get(one) ?? [])
}

/** The values that hold for a job: its own, else the printer's defaults, member by member. */
function effective(name: string, ticket: Attributes, capabilities: Attributes): readonly Value[] {
  const own = ticket.get(name)
  const usual = capabilities.get(`${name}-default`)
  if (name === 'media' && own === undefined) {
    const column = ticket.value('media-col')
    const medium = column?.kind === 'collection' ? column.members.get('media-size-name') : undefined
    return (medium ?? usual)?.values ?? []
  }
  if (own === undefined) return usual?.values ?? []
  const [first] = usual?.values ?? []
  return own.values.map((value) => (value.kind === 'collection' && first?.kind === 'collection' ? withMembers(first, value.members) : value))
}

/** What a resolver sets; of a collection, its members in the job's own. */
function merged(one: Attribute, ticket: Attributes, capabilities: Attributes): Attribute {
  const [value] = one.values
  const [before] = effective(one.name, ticket, capabilities)
  return value?.kind === 'collection' && before?.kind === 'collection' ? attribute<string>(one.name, withMembers(before, value.members)) : one
}

function withMembers(of: CollectionValue, members: Attributes): CollectionValue {
  return collection(new Attributes([...of.members.filter((one) => !members.has(one.name)), ...members]))
}

/** Whether a value is, or has in it, what a constraint names. */
function contains(value: Value, part: Value): boolean {
  switch (part.kind) {
    case 'string':
      return (value.kind === 'string' || value.kind === 'localized') && value.value === part.value
    case 'integer':
      return value.kind === 'integer' ? value.value === part.value : value.kind === 'range' && value.lower <= part.value && part.value <= value.upper
    case 'range':
      return value.kind === 'integer' ? part.lower <= value.value && value.value <= part.upper : value.kind === 'range' && value.lower <= part.upper && part.lower <= value.upper
    case 'boolean':
      return value.kind === 'boolean' && value.value === part.value
    case 'resolution':
      return value.kind === 'resolution' && value.crossFeed === part.crossFeed && value.feed === part.feed && value.units === part.units
    case 'collection':
      return value.kind === 'collection' && [...part.members].every((member) => value.members.get(member.name)?.values.some((one) => member.values.some((wanted) => contains(one, wanted))) === true)
    case 'localized':
    case 'dateTime':
    case 'octets':
    case 'out-of-band':
      return false
  }
}
