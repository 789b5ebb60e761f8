/** A line of PJL, taken apart (PJL Technical Reference Manual, chapter 2: format of commands). */

/** A command of PJL. */
export interface PjlCommand {
  /** In capitals: `SET`, `USTATUSOFF`; empty for a line of only `@PJL`. */
  readonly name: string
  /** All that follows the name, without white space around it. */
  readonly words: string
  /** `NAME = VALUE` pairs, names in capitals, quotes around values taken off; a name by itself has an empty value. */
  readonly options: readonly (readonly [name: string, value: string])[]
}

/** Commands whose rest is words, however they look. */
const wordy = new Set(['COMMENT', 'ECHO'])

/** Reads a line that begins with `@PJL`; `undefined` if it does not. */
export function parsePjl(line: string): PjlCommand | undefined {
  const match = /^@PJL(?:[ \t]+(?<name>[A-Za-z]*)[ \t]*(?<words>[^]*?))?[ \t]*$/i.exec(line)
  if (match === null) return undefined
  const { name = '', words = '' } = match.groups ?? {}
  const upper = name.toUpperCase()
  return { name: upper, words, options: wordy.has(upper) ? [] : options(words) }
}

function options(words: string): [string, string][] {
  return [...words.matchAll(/(?<name>[^\s="]+)(?:[ \t]*=[ \t]*(?:"(?<quoted>[^"]*)"?|(?<plain>[^\s"]*)))?/g)].map(({ groups }) => [(groups?.['name'] ?? '').toUpperCase(), groups?.['quoted'] ?? groups?.['plain'] ?? ''])
}
