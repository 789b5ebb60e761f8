/** Reads ipptool's files: tests, and attributes by themselves. */
import { IppError } from '../errors.js'
import {
  blockDirectives,
  plainDirectives,
  predicates,
  type AttributeLine,
  type BlockDirective,
  type BlockLine,
  type ExpectLine,
  type FileItem,
  type IpptoolFile,
  type IpptoolTest,
  type MemberLine,
  type PlainDirective,
  type PlainLine,
  type Predicate,
  type StatusLine,
  type TestLine,
  type ValueText,
} from './file.js'
import { isOutOfBandName } from './tag-names.js'
import { TokenReader, type Token } from './tokens.js'

/**
 * Reads a file of ipptool (ipptoolfile(5)): tests with what they expect, or the attributes of an `--ippserver` file.
 *
 * Comments are left out. Files that it includes are not read: the caller knows where they are.
 *
 * @throws IppError `bad-text` with the line, for what ipptool would not read either
 */
export function parseIpptool(text: string): IpptoolFile {
  return new Parser(text).file()
}

const isPlain = (word: string): word is PlainDirective => Object.hasOwn(plainDirectives, word)
const isBlock = (word: string): word is BlockDirective => blockDirectives.some((one) => one === word)
const isPredicate = (word: string) => Object.hasOwn(predicates, word)
const isMark = (token: Token | undefined, mark: '{' | '}' | ',') => token !== undefined && !token.quoted && token.text === mark
/** Directives are the same in any case. */
const directiveOf = (token: Token) => (token.quoted ? '' : token.text.toUpperCase())

/** Collections within collections that are read: it recurses that deep. */
const mostDepth = 100

class Parser {
  readonly #tokens: TokenReader

  constructor(text: string) {
    this.#tokens = new TokenReader(text)
  }

  file(): IpptoolFile {
    const items: FileItem[] = []
    for (let token = this.#tokens.next(); token !== undefined; token = this.#tokens.next()) {
      const directive = directiveOf(token)
      if (isMark(token, '{')) items.push(this.#test())
      else if (directive === 'ATTR') items.push(this.#attribute())
      else if (isPlain(directive)) items.push(this.#plain(directive))
      else throw unexpected(token, 'a directive or a test in braces')
    }
    return { items }
  }

  #test(): IpptoolTest {
    const lines: TestLine[] = []
    for (let token = this.#word('the end of the test'); !isMark(token, '}'); token = this.#word('the end of the test')) {
      const directive = directiveOf(token)
      if (directive === 'ATTR') lines.push(this.#attribute())
      else if (isBlock(directive)) lines.push(this.#block(directive))
      else lines.push(this.#line(token))
    }
    return { directive: 'test', lines }
  }

  #line(token: Token): ExpectLine | StatusLine | PlainLine {
    const directive = directiveOf(token)
    if (directive === 'EXPECT' || directive === 'EXPECT-ALL') return this.#expect(directive)
    if (directive === 'STATUS') return { directive, status: this.#word('a status').text, predicates: this.#predicates() }
    if (isPlain(directive)) return this.#plain(directive)
    throw unexpected(token, 'a directive')
  }

  #block(directive: BlockDirective): BlockLine {
    const words: string[] = []
    let token = this.#word('a brace')
    for (; !isMark(token, '{'); token = this.#word('a brace')) words.push(token.text)
    const lines: (ExpectLine | StatusLine | PlainLine)[] = []
    for (token = this.#word('the end of the block'); !isMark(token, '}'); token = this.#word('the end of the block')) lines.push(this.#line(token))
    return { directive, arguments: words, lines }
  }

  #plain(directive: PlainDirective): PlainLine {
    return { directive, arguments: Array.from({ length: plainDirectives[directive] }, () => this.#list(`a word behind ${directive}`)) }
  }

  #expect(directive: 'EXPECT' | 'EXPECT-ALL'): ExpectLine {
    const { text } = this.#word('the name of an attribute')
    const presence = text.startsWith('!') ? 'absent' : text.startsWith('?') ? 'optional' : 'required'
    return { directive, name: presence === 'required' ? text : text.slice(1), presence, predicates: this.#predicates() }
  }

  #predicates(): Predicate[] {
    const list: Predicate[] = []
    for (let token = this.#tokens.peek(); token !== undefined && isPredicate(directiveOf(token)); token = this.#tokens.peek()) {
      this.#tokens.next()
      const predicate = directiveOf(token)
      list.push(predicates[predicate] === true ? { predicate, value: this.#list(`a value behind ${predicate}`) } : { predicate })
    }
    return list
  }

  #attribute(): AttributeLine {
    return { directive: 'ATTR', ...this.#named(0) }
  }

  /** Behind ATTR or MEMBER: syntax, name, values. */
  #named(depth: number): MemberLine {
    const syntax = this.#word('a syntax').text
    const name = this.#word('a name').text
    if (isOutOfBandName(syntax)) return { syntax, name, values: [] }
    const values: ValueText[] = [this.#value(depth)]
    while (isMark(this.#tokens.peek(), ',')) {
      this.#tokens.next()
      values.push(this.#value(depth))
    }
    return { syntax, name, values }
  }

  #value(depth: number): ValueText {
    const token = this.#word('a value')
    if (!isMark(token, '{')) return token.text
    if (depth >= mostDepth) throw new IppError('too-deep', `more than ${mostDepth} collections within each other on line ${token.line}`, token.offset)
    const members: MemberLine[] = []
    for (let word = this.#word('the end of the collection'); !isMark(word, '}'); word = this.#word('the end of the collection')) {
      if (directiveOf(word) !== 'MEMBER') throw unexpected(word, 'MEMBER')
      members.push(this.#named(depth + 1))
    }
    return members
  }

  /** A word; words with commas between them are one, as ipptool takes them. */
  #list(what: string): string {
    let { text } = this.#word(what)
    while (isMark(this.#tokens.peek(), ',')) {
      this.#tokens.next()
      text += `,${this.#word(what).text}`
    }
    return text
  }

  #word(what: string): Token {
    const token = this.#tokens.next()
    if (token !== undefined) return token
    const { line, offset } = this.#tokens.place
    throw new IppError('bad-text', `the file ends on line ${line} where there should be ${what}`, offset)
  }
}

const unexpected = ({ text, line, offset }: Token, what: string) => new IppError('bad-text', `"${text}" on line ${line}, where there should be ${what}`, offset)
