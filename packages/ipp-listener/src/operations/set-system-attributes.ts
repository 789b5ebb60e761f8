/** Set-System-Attributes (PWG 5100.22): all that is asked for, or nothing. */
import { Attributes, attribute, GroupTag, groupOf, Operation, OutOfBandTag, StatusCode, stringOf, unsupported, ValueTag, type Attribute } from '@platen/ipp-core'
import type { SystemChanges } from '@platen/papi'
import { systemAttributes } from '../attributes/system.js'
import type { OperationHandler, SystemRequest } from '../operation.js'
import { badRequest, Refusal } from '../refusal.js'

export const setSystemAttributes: OperationHandler = {
  code: Operation.SetSystemAttributes,
  target: 'system',
  access: 'operator',
  handle: async (request) => {
    const { system, call, message } = request
    const given = groupOf(message, GroupTag.system)
    if (given === undefined || given.size === 0) throw badRequest('Set-System-Attributes needs the attributes to set in a system-attributes group (PWG 5100.22)')
    const { changes, defaultPrinter } = checked(given, request)
    if (Object.keys(changes).length > 0) await system.systemModify(call, changes)
    if (defaultPrinter !== undefined) await system.setDefaultPrinter(call, defaultPrinter)
    return {}
  },
}

const texts = { 'system-name': 'name', 'system-location': 'location', 'system-info': 'info', 'system-geo-location': 'geoLocation' } as const satisfies Readonly<Record<string, keyof SystemChanges>>
const isText = (name: string): name is keyof typeof texts => Object.hasOwn(texts, name)

/** `text(127)` and `name(127)`; a URI is bounded by RFC 8011 section 5.1.6. */
const longest = (name: string): number => (name === 'system-geo-location' ? 1023 : 127)

function checked(given: Attributes, request: SystemRequest): { readonly changes: SystemChanges; readonly defaultPrinter: string | undefined } {
  const refused = new Attributes()
  let changes: SystemChanges = {}
  let defaultPrinter: string | undefined
  for (const one of given) {
    if (isText(one.name)) {
      const value = textOf(one)
      if (value === undefined) refused.put(one)
      else changes = { ...changes, [texts[one.name]]: value }
    } else if (one.name === 'system-default-printer-id') {
      const id = given.integer(one.name)
      defaultPrinter = id === undefined ? undefined : request.system.printerWithId(id)
      if (defaultPrinter === undefined) refused.put(one)
    } else refused.put(attribute(one.name, unsupported))
  }
  if (refused.size > 0) throw refusal(refused, request)
  return { changes, defaultPrinter }
}

function textOf(one: Attribute): string | undefined {
  const [value, ...more] = one.values
  const text = stringOf(value)
  if (text === undefined || more.length > 0 || new TextEncoder().encode(text).length > longest(one.name)) return undefined
  return one.name === 'system-geo-location' && (value?.tag !== ValueTag.uri || !text.startsWith('geo:')) ? undefined : text
}

/** Attributes that the system has and nobody can set are told apart from those it has not (RFC 3380 section 4.1.3). */
function refusal(refused: Attributes, { system, uris, offeredBySystem, locations, subscriptions, now }: SystemRequest): Refusal {
  const described = systemAttributes(system, { uris, conformance: locations.system.conformance, operations: offeredBySystem(), printers: [], defaultPrinter: undefined, subscriptions: subscriptions.settings, now })
  const told = new Attributes([...refused].map((one) => (one.values[0] === unsupported && described.has(one.name) ? attribute(one.name, { kind: 'out-of-band', tag: OutOfBandTag.notSettable }) : one)))
  const fixed = [...told].some(({ values: [first] }) => first?.kind === 'out-of-band' && first.tag === OutOfBandTag.notSettable)
  const names = [...told].map((one) => one.name).join(', ')
  return new Refusal(fixed ? StatusCode.ClientErrorAttributesNotSettable : StatusCode.ClientErrorAttributesOrValuesNotSupported, `cannot be set so: ${names}; nothing was changed`, told)
}
