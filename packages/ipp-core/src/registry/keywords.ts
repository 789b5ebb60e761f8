/** The keywords of the registry. */
import { keywordLines } from './keyword-table.js'
import type { RegisteredKeywords } from './registered.js'
import type { Open } from './syntaxes.js'
import { ValueLists } from './value-lists.js'

const lists = /* @__PURE__ */ new ValueLists(keywordLines)

/** Which keywords to list. */
export interface KeywordOptions {
  /** Those that must not be used any more as well. Default false. */
  readonly obsolete?: boolean
}

/** The keywords that an editor offers for an attribute, with any other word. */
type KeywordOf<Name> = Name extends keyof RegisteredKeywords ? Open<RegisteredKeywords[Name] & string> : string

/**
 * The registered keywords of an attribute or member. Implementations may have others (RFC 8011 section 5.1.4).
 *
 * @param attribute - `sides`, `sides-supported`
 * @returns none if the attribute has no keywords, or the registry lists none
 */
export function keywordsOf<Name extends Open<keyof RegisteredKeywords>>(attribute: Name, options: KeywordOptions = {}): readonly KeywordOf<Name>[] {
  const words = lists.of(attribute).flatMap((word) => (word.endsWith('!') ? (options.obsolete === true ? [word.slice(0, -1)] : []) : [word]))
  return [...new Set(words)] as KeywordOf<Name>[]
}
