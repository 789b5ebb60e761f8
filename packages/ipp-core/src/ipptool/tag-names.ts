/** Tags by the names that ipptool has for them: those of RFC 8010, and shorter ones. */
import { GroupTag, groupName, OutOfBandTag, syntaxName, ValueTag } from '../tags.js'
import { syntaxTag } from '../syntax-tags.js'

const shortNames: Readonly<Record<string, number>> = {
  language: ValueTag.naturalLanguage,
  mimetype: ValueTag.mimeMediaType,
  name: ValueTag.nameWithoutLanguage,
  text: ValueTag.textWithoutLanguage,
}

/** The value tag of a name. @returns undefined if there is none */
export const valueTagOf = (name: string): number | undefined => (Object.hasOwn(shortNames, name) ? shortNames[name] : syntaxTag(name))

/** The name of a value tag, as short as ipptool has it. */
export function valueTagName(tag: number): string {
  if (tag === ValueTag.begCollection) return 'collection'
  return Object.entries(shortNames).find(([, short]) => short === tag)?.[0] ?? syntaxName(tag)
}

const outOfBandTags: ReadonlySet<number | undefined> = /* @__PURE__ */ new Set<number | undefined>(/* @__PURE__ */ Object.values(OutOfBandTag))

/** Whether values of that name are out-of-band: they have no text. */
export const isOutOfBandName = (name: string): boolean => outOfBandTags.has(valueTagOf(name))

/** The delimiter tag of a name: `operation-attributes-tag`, or without what all end with. @returns undefined if there is none */
export const groupTagOf = (name: string): number | undefined =>
  Object.values(GroupTag).find((tag) => tag !== GroupTag.endOfAttributes && (groupName(tag) === name || groupName(tag).replace(/-attributes-tag$/, '') === name))
