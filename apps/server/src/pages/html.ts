/** HTML that cannot be broken out of: every value put into it is escaped. */

/** A piece of HTML. */
export class Html {
  constructor(readonly markup: string) {}
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (words: string): string => words.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** A template of HTML: strings and numbers are escaped, pieces of HTML and lists of them are not. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  const markup = values.map((value) => {
    if (value instanceof Html) return value.markup
    return typeof value === 'string' || typeof value === 'number' ? escaped(String(value)) : value.map((one) => one.markup).join('')
  })
  return new Html(parts.map((part, index) => part + (markup[index] ?? '')).join(''))
}
