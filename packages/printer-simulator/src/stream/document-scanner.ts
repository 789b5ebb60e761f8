/** Readers of page data: each finds the next thing in it that a printer acts on. Pure: octets in, what was found out. */

/** What happens in page data. */
export type DocumentEvent =
  | { readonly type: 'page' }
  /** Ctrl-D: the end of a PostScript job. */
  | { readonly type: 'end-of-job' }
  /** Ctrl-C: a PostScript job is aborted. */
  | { readonly type: 'interrupt' }
  /** Ctrl-T: PostScript's status is asked for. */
  | { readonly type: 'status-query' }
  /** The job asks for what only a server's administrator may do. */
  | { readonly type: 'exitserver' }
  /** A comment `%%Simulate: ...`, without its keyword. */
  | { readonly type: 'trigger'; readonly text: string }

/** As far as something was found, or all of it. */
export interface Scan {
  /** Octets read. */
  readonly length: number
  readonly event?: DocumentEvent
}

/** A reader of one document. It keeps what it must know of octets it has read. */
export interface DocumentScanner {
  /** Reads octets, not none, up to the first event, its own octets included. */
  scan(octets: Uint8Array): Scan
}

/** For documents of which nothing is known. */
export const blindScanner: DocumentScanner = { scan: ({ length }) => ({ length }) }

/** What a pattern's match means; nothing if it is not what it looked like. `position`: where in the document it begins. */
export type Meaning = (match: string, position: number) => DocumentEvent | undefined

/**
 * A reader that looks for patterns of text, wherever the data was cut on its way.
 *
 * @param pattern - without anchors and look-behind: what was read before is mostly forgotten
 * @param longest - the most octets a match can have
 */
export function patternScanner(pattern: RegExp, longest: number, meaning: Meaning): DocumentScanner {
  const search = new RegExp(pattern, 'g')
  let kept = ''
  let read = 0
  return {
    scan: (octets) => {
      const text = kept + Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1')
      const begin = read - kept.length
      search.lastIndex = 0
      for (let match = search.exec(text); match !== null; match = search.exec(text)) {
        const end = search.lastIndex
        // A match that lies wholly in what is kept was found before.
        const event = end <= kept.length ? undefined : meaning(match[0], begin + match.index)
        if (event === undefined) continue
        const length = end - kept.length
        kept = ''
        read += length
        return { length, event }
      }
      kept = text.slice(Math.max(0, text.length - longest + 1))
      read += octets.length
      return { length: octets.length }
    },
  }
}
