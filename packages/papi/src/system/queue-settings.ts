/** A queue's settings as IPP attributes, and how they change its definition. Pure. */
import { Attributes, attribute, OutOfBandTag, stringOf, text, type Attribute, type Value } from '@platen/ipp-core'
import type { QueueDefinition } from '../module.js'
import type { Options } from '../options.js'
import { optionAttribute, optionNamed, optionValue, settableOptionNames, type QueueOptions } from './queue-options.js'

/** The settings that every queue has, by IPP name, and what they set. */
const descriptions = {
  'printer-info': 'info',
  'printer-location': 'location',
  'printer-make-and-model': 'makeAndModel',
  'printer-message-from-operator': 'messageFromOperator',
} as const satisfies Readonly<Record<string, keyof QueueDefinition>>

const isDescription = (name: string): name is keyof typeof descriptions => Object.hasOwn(descriptions, name)

/** The settings of a printer with those capabilities and options, by IPP name: `printer-settable-attributes-supported` (RFC 3380 section 6.1). */
export function settableSettings(capabilities: Attributes, options?: QueueOptions): string[] {
  const defaults = [...capabilities].map((one) => one.name).filter((name) => name.endsWith('-default') && capabilities.has(`${name.slice(0, -'-default'.length)}-supported`))
  return [...Object.keys(descriptions), ...defaults, ...settableOptionNames(options)]
}

/** Whether a setting's value asks for the setting to be as it is without changes (RFC 3380 section 8.1). */
export const isDeletion = ({ values: [first] }: Attribute): boolean => first?.kind === 'out-of-band' && first.tag === OutOfBandTag.deleteAttribute

/** A setting as a definition has it; `undefined` if it says nothing of it. */
export function settingOf(definition: QueueDefinition, name: string): Attribute | undefined {
  if (isDescription(name)) return attribute(name, text(definition[descriptions[name]] ?? ''))
  const option = optionNamed(name, definition.options)
  const value = option === undefined ? undefined : definition.options[option]
  return option === undefined || value === undefined ? definition.capabilities.get(name) : optionAttribute(option, value)
}

/** A definition with settings. */
export function withSettings(definition: QueueDefinition, settings: Iterable<Attribute>): QueueDefinition {
  let changed = definition
  for (const setting of settings) {
    if (isDescription(setting.name)) changed = { ...changed, [descriptions[setting.name]]: stringOf(setting.values[0]) ?? '' }
    else if (optionNamed(setting.name, changed.options) !== undefined) changed = { ...changed, options: withOption(changed.options, setting) }
    else changed = { ...changed, capabilities: withDefault(changed.capabilities, setting) }
  }
  return changed
}

function withOption(options: Options, setting: Attribute): Options {
  const option = optionNamed(setting.name, options)
  const value = optionValue(setting.values)
  return option === undefined || value === undefined ? options : { ...options, [option]: value }
}

function withDefault(capabilities: Attributes, setting: Attribute): Attributes {
  const result = new Attributes(capabilities).put(setting)
  // The two ways of naming the default medium must not disagree.
  if (setting.name === 'media-default') {
    const medium = mediumNamed(capabilities, stringOf(setting.values[0]))
    if (medium !== undefined) result.put(attribute<string>('media-col-default', medium))
  }
  return result
}

/** The `media-col` of a medium, from the database, with tray and type of the default if it names none itself. */
function mediumNamed(capabilities: Attributes, name: string | undefined): Value | undefined {
  const found = capabilities.get('media-col-database')?.values.find((value) => value.kind === 'collection' && value.members.string('media-size-name') === name)
  const usual = capabilities.value('media-col-default')
  if (found?.kind !== 'collection' || usual?.kind !== 'collection') return found
  const members = new Attributes(found.members)
  for (const one of usual.members) if (!members.has(one.name)) members.append(one)
  return { ...found, members }
}
