/** Attributes to lines of ipptool's files. A line has one syntax for all its values: what does not fit is told. */
import type { Attribute, Attributes } from '../attributes.js'
import { ValueTag } from '../tags.js'
import type { Value } from '../value.js'
import type { MemberLine, ValueText } from './file.js'
import { valueTagName } from './tag-names.js'
import { textOfValue } from './value-text.js'
import { escapeVariables } from './variables.js'

/** What a file could not say. */
export interface Lost {
  /** The attribute, with collection members: `media-col/media-size`. */
  readonly attribute: string
  /** What of it: `its language, de`. */
  readonly what: string
}

/** Lines of attributes, and what they could not say. */
export interface LinesOf {
  readonly lines: readonly MemberLine[]
  readonly lost: readonly Lost[]
}

/** Lines of a list of attributes. @param path - the attribute that these are members of; empty if they are attributes */
export function linesOf(attributes: Attributes, path: string): LinesOf {
  const lost: Lost[] = []
  const lines = [...attributes].flatMap((one) => lineOf(one, path === '' ? one.name : `${path}/${one.name}`, lost) ?? [])
  return { lines, lost }
}

function lineOf({ name, values }: Attribute, path: string, lost: Lost[]): MemberLine | undefined {
  const tell = (what: string) => lost.push({ attribute: path, what })
  // The first value that has a text decides; an out-of-band value stands alone.
  const tag = writtenTag(values.find((value) => value.kind === 'collection' || textOfValue(value).text !== undefined) ?? values[0])
  if (tag === undefined) return undefined
  const texts: ValueText[] = []
  for (const value of values) {
    if (value.kind === 'collection') {
      const { lines, lost: within } = linesOf(value.members, path)
      lost.push(...within)
      if (tag === ValueTag.begCollection) texts.push(lines)
      else tell('a collection among values of another syntax')
      continue
    }
    const { text, lost: what } = textOfValue(value)
    if (what !== undefined) tell(what)
    if (text === undefined) {
      if (what === undefined && value.tag !== tag) tell('an out-of-band value among others')
    } else if (writtenTag(value) === tag) texts.push(escapeVariables(text))
    else if (isString(value) && isStringTag(tag)) {
      texts.push(escapeVariables(text))
      tell(`that ${JSON.stringify(text)} is a ${valueTagName(value.tag)}`)
    } else tell(`${text}, a ${valueTagName(value.tag)} among values of another syntax`)
  }
  const outOfBand = values.every(({ kind }) => kind === 'out-of-band')
  if (outOfBand && values.length > 1) tell('all but the first of its out-of-band values')
  if (outOfBand ? textOfValue({ kind: 'out-of-band', tag }).lost !== undefined : texts.length === 0) return undefined
  return { syntax: valueTagName(tag), name, values: texts }
}

/** The tag that a value is written with: ipptool has no language, and would not read the tags that have one without. */
function writtenTag(value: Value | undefined): number | undefined {
  if (value?.tag === ValueTag.textWithLanguage) return ValueTag.textWithoutLanguage
  return value?.tag === ValueTag.nameWithLanguage ? ValueTag.nameWithoutLanguage : value?.tag
}

const isString = (value: Value) => value.kind === 'string' || value.kind === 'localized'
const isStringTag = (tag: number) => tag >= ValueTag.textWithoutLanguage && tag <= ValueTag.mimeMediaType
