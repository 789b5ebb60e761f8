/** Lists of the values of attributes: tables of lines, with the rules by which one attribute has the values of another. */

/** Reads a table of lines into words by attribute, when first asked. */
export class ValueLists {
  readonly #text: string
  #lists: ReadonlyMap<string, readonly string[]> | undefined

  constructor(text: string) {
    this.#text = text
  }

  /**
   * The words of an attribute: its own, and those it takes from others.
   *
   * `xxx-default`, `-supported`, `-ready`, `-actual` and the like have the values of `xxx` (RFC 8011 section 5.2) where they
   * have no line of their own.
   */
  of(attribute: string): readonly string[] {
    const lists = this.#read()
    const name = [attribute, attribute.replace(/-(actual|configured|default|ready|requested|supported)$/, '')].find((one) => lists.has(one))
    const words = (name === undefined ? undefined : lists.get(name)) ?? []
    return words.flatMap((word) => (word.startsWith('+') ? this.of(word.slice(1)) : [word]))
  }

  #read(): ReadonlyMap<string, readonly string[]> {
    this.#lists ??= new Map(
      this.#text
        .trim()
        .split('\n')
        .map((line) => {
          const [name = '', ...words] = line.split(' ')
          return [name, words]
        }),
    )
    return this.#lists
  }
}
