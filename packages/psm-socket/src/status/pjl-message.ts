/** What printers say in PJL: the messages of the back channel, read. */

/** A status a printer gave: what is on its display, with a code. */
export interface PjlStatus {
  /** `CODE=`, and `CODE2=` and so on where a printer has several. */
  readonly codes: readonly number[]
  /** `DISPLAY=`: the words on the operator panel, in the printer's language. Empty if it gave none. */
  readonly display: string
  /** `ONLINE=`: `undefined` if it did not say. */
  readonly online: boolean | undefined
}

/** A variable of `@PJL INFO VARIABLES` or a property of `@PJL INFO CONFIG`. */
export interface PjlVariable {
  readonly name: string
  /** Empty where only its possible values are listed. */
  readonly value: string
  /** The indented lines below it. */
  readonly values: readonly string[]
}

/** One message. */
export type PjlMessage =
  /** `@PJL USTATUS DEVICE`, `@PJL USTATUS TIMED`, or the answer to `@PJL INFO STATUS` (asked). */
  | { readonly type: 'status'; readonly asked: boolean; readonly status: PjlStatus }
  /** `@PJL USTATUS JOB`. */
  | {
      readonly type: 'job'
      readonly event: 'start' | 'end' | 'cancel'
      /** As in `@PJL JOB NAME` or `@PJL EOJ NAME`; empty if the printer gave none. */
      readonly name: string
      readonly id?: number
      /** Pages printed. */
      readonly pages?: number
      /** `OK`, `USER_CANCELED`, ...; empty if the printer gave none, as older ones do. */
      readonly result: string
    }
  /** `@PJL USTATUS PAGE`: that many pages of the job are printed. */
  | { readonly type: 'page'; readonly page: number }
  /** The answer to `@PJL INFO PAGECOUNT`: pages printed in the printer's life. */
  | { readonly type: 'page-count'; readonly pages: number }
  /** The answer to `@PJL INFO ID`. */
  | { readonly type: 'id'; readonly id: string }
  /** The answers to `@PJL INFO VARIABLES` and `@PJL INFO CONFIG`. */
  | { readonly type: 'variables' | 'config'; readonly variables: readonly PjlVariable[] }
  /** The answer to `@PJL ECHO`: all before it is older than the question. */
  | { readonly type: 'echo'; readonly words: string }
  /** Any other. */
  | { readonly type: 'other'; readonly heading: string; readonly lines: readonly string[] }

/** Reads one message: its lines without the `@PJL`. */
export function readPjlMessage(heading: string, lines: readonly string[]): PjlMessage {
  const words = heading.split(' ')
  const [first = '', second = ''] = words.map((word) => word.toUpperCase())
  const fields = fieldsOf(lines)
  switch (first) {
    case 'ECHO':
      return { type: 'echo', words: heading.slice(4).trim() }
    case 'USTATUS':
      if (second === 'DEVICE' || second === 'TIMED') return { type: 'status', asked: false, status: statusOf(fields) }
      if (second === 'JOB') return readJob(heading, lines, fields)
      if (second === 'PAGE') return readPage(heading, lines)
      break
    case 'INFO':
      if (second === 'STATUS') return { type: 'status', asked: true, status: statusOf(fields) }
      if (second === 'ID') return { type: 'id', id: unquoted(lines.find((line) => line.trim() !== '') ?? '') }
      if (second === 'PAGECOUNT') return readPageCount(heading, lines)
      if (second === 'VARIABLES') return { type: 'variables', variables: variablesOf(lines) }
      if (second === 'CONFIG') return { type: 'config', variables: variablesOf(lines) }
      break
  }
  return { type: 'other', heading, lines }
}

function statusOf(fields: ReadonlyMap<string, string>): PjlStatus {
  const codes = [...fields].flatMap(([name, value]) => (/^CODE\d?$/.test(name) ? (number(value) ?? []) : []))
  const online = fields.get('ONLINE')?.toUpperCase()
  return { codes, display: fields.get('DISPLAY') ?? '', online: online === 'TRUE' ? true : online === 'FALSE' ? false : undefined }
}

function readJob(heading: string, lines: readonly string[], fields: ReadonlyMap<string, string>): PjlMessage {
  const event = lines.map((line) => line.trim().toUpperCase()).find((line) => /^(START|END|CANCEL(ED|LED)?)$/.test(line))
  if (event === undefined) return { type: 'other', heading, lines }
  const id = number(fields.get('ID'))
  const pages = number(fields.get('PAGES'))
  return {
    type: 'job',
    event: event === 'START' ? 'start' : event === 'END' ? 'end' : 'cancel',
    name: fields.get('NAME') ?? '',
    ...(id === undefined ? {} : { id }),
    ...(pages === undefined ? {} : { pages }),
    result: (fields.get('RESULT') ?? '').toUpperCase(),
  }
}

function readPage(heading: string, lines: readonly string[]): PjlMessage {
  const page = number(/\d+/.exec(lines.join(' '))?.[0])
  return page === undefined ? { type: 'other', heading, lines } : { type: 'page', page }
}

function readPageCount(heading: string, lines: readonly string[]): PjlMessage {
  // `PAGECOUNT=1234`, or the number alone; some on the line of the question.
  const pages = number(/\d+/.exec([heading, ...lines].join(' '))?.[0])
  return pages === undefined ? { type: 'other', heading, lines } : { type: 'page-count', pages }
}

/** The lines `NAME=value`, spaces or not, quotes or not. The first of a name counts. */
function fieldsOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of lines) {
    const at = line.indexOf('=')
    const name = line.slice(0, Math.max(at, 0)).trim().toUpperCase()
    if (name !== '' && !fields.has(name)) fields.set(name, unquoted(line.slice(at + 1)))
  }
  return fields
}

function variablesOf(lines: readonly string[]): PjlVariable[] {
  const variables: { name: string; value: string; values: string[] }[] = []
  for (const line of lines) {
    // Indented lines are possible values of the one above: `COPIES=1 [2 RANGE]`, then `\t1`, `\t999`.
    if (/^[\t ]/.test(line)) variables.at(-1)?.values.push(line.trim())
    else {
      const [, name = '', value = ''] = /^([^=[]*)=?([^[]*)/.exec(line) ?? []
      if (name.trim() !== '') variables.push({ name: name.trim(), value: unquoted(value), values: [] })
    }
  }
  return variables
}

/** What stands in quotes of either kind (Brother uses single ones), else the text as it is. */
function unquoted(text: string): string {
  const trimmed = text.trim()
  const quote = trimmed.charAt(0)
  if (quote !== '"' && quote !== "'") return trimmed
  const end = trimmed.lastIndexOf(quote)
  return (end > 0 ? trimmed.slice(1, end) : trimmed.slice(1)).trim()
}

/** A whole number that JavaScript can hold exactly. */
function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined
}
