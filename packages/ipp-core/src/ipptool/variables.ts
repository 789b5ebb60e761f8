/** Variables in the words of ipptool's files: `$name`, `${name}`, `$$` for a dollar. */
import { IppError } from '../errors.js'
import type { BlockLine, MemberLine, PlainLine } from './file.js'

/** Values of variables by name. */
export type Variables = Readonly<Record<string, string>>

/** The variables of a file as it is read: those given, and those it has defined so far. */
export class FileVariables {
  readonly #values: Map<string, string>

  constructor(given: Variables) {
    this.#values = new Map(Object.entries(given))
  }

  /** Takes note of DEFINE and DEFINE-DEFAULT; other lines define nothing. */
  define({ directive, arguments: words }: PlainLine | BlockLine): void {
    const [name = '', value = ''] = words
    if (directive === 'DEFINE' || (directive === 'DEFINE-DEFAULT' && !this.#values.has(name))) this.#values.set(name, this.expand(value))
  }

  /** Puts variables in. One without a value stays as written, as it does in ipptool. */
  expand(text: string): string {
    return this.#replace(text, (written) => written)
  }

  /** Puts variables in. @throws IppError `bad-text` if one has no value */
  expandAll(text: string): string {
    return this.#replace(text, (written) => {
      throw new IppError('bad-text', `the variable ${written} has no value`)
    })
  }

  #replace(text: string, missing: (written: string) => string): string {
    return text.replace(/\$(?:(\$)|\{([^}]*)\}|([A-Za-z0-9_-]+))/g, (written: string, dollar: string | undefined, braced: string | undefined, plain: string | undefined) =>
      dollar === undefined ? (this.#values.get(braced ?? plain ?? '') ?? missing(written)) : '$',
    )
  }
}

/** A line with its variables put in, members included. */
export function expandLine({ syntax, name, values }: MemberLine, expand: (word: string) => string): MemberLine {
  return { syntax, name, values: values.map((value) => (typeof value === 'string' ? expand(value) : value.map((member) => expandLine(member, expand)))) }
}

/** A text that is the same after variables have been put in. */
export const escapeVariables = (text: string): string => text.replaceAll('$', () => '$$')
