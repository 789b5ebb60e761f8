/** A document with what its printer needs around it: marks of its end, PJL, or quoting. */
import { lookAhead } from './look-ahead.js'
import { pjlHeader, pjlTrailer, type PjlTicket } from './pjl-ticket.js'
import { isPostScript, languageOfFormat, startOctets, startOf } from './sniff.js'
import { tbcpQuoted, tbcpStart } from './tbcp.js'

/**
 * How the end of a job is marked; the queue's choice.
 *
 * - `none`: by the end of the connection alone
 * - `ctrl-d`: by Ctrl-D, as PostScript printers take it
 * - `pjl`: by PJL, with the job's name and wishes
 * - `tbcp`: as `ctrl-d`, with the PostScript quoted so that it may be binary
 */
export type EndOfJob = 'none' | 'ctrl-d' | 'pjl' | 'tbcp'

/** How to wrap. */
export interface WrapOptions {
  readonly endOfJob: EndOfJob
  /** `document-format`. */
  readonly format: string
  /** A Ctrl-D in front as well, which ends what a job before it left (`ctrl-d`, `tbcp`). */
  readonly startMark?: boolean
  /** For `pjl`. The language is found by the format if it names none. */
  readonly ticket?: PjlTicket
}

/** Octets of the document are passed on as they are, but for `tbcp`. */
const ctrlD = 0x04

/**
 * Wraps a document.
 *
 * - A document that brings its own PJL keeps its own language command; one that is not PostScript is not quoted.
 * - A Ctrl-D that a document begins or ends with is its own mark: no second is added. Quoted, it would be data: it is left out.
 * - An empty document stays empty.
 */
export async function* wrap(document: AsyncIterable<Uint8Array>, options: WrapOptions): AsyncGenerator<Uint8Array> {
  if (options.endOfJob === 'none') {
    yield* document
    return
  }
  const { start, all, close } = await lookAhead(document, startOctets)
  try {
    yield* start.length === 0 ? all : wrapStarted(all, start, options)
  } finally {
    await close()
  }
}

function wrapStarted(document: AsyncIterable<Uint8Array>, start: Uint8Array, options: WrapOptions): AsyncIterable<Uint8Array> {
  switch (options.endOfJob) {
    case 'none':
      return document
    case 'ctrl-d':
      return withCtrlD(document, options.startMark === true && start[0] !== ctrlD)
    case 'pjl':
      return withPjl(document, start, options)
    case 'tbcp':
      return isPostScript(options.format, startOf(start)) && startOf(start) !== 'tbcp' ? withTbcp(document, options.startMark === true) : document
  }
}

async function* withCtrlD(document: AsyncIterable<Uint8Array>, startMark: boolean): AsyncGenerator<Uint8Array> {
  if (startMark) yield Uint8Array.of(ctrlD)
  let last: number | undefined
  for await (const octets of document) {
    last = octets.at(-1) ?? last
    yield octets
  }
  if (last !== ctrlD) yield Uint8Array.of(ctrlD)
}

async function* withPjl(document: AsyncIterable<Uint8Array>, start: Uint8Array, { format, ticket = {} }: WrapOptions): AsyncGenerator<Uint8Array> {
  const { language = languageOf(start, format), ...rest } = ticket
  const own = startOf(start) === 'pjl'
  yield ascii(pjlHeader(own || language === undefined ? rest : { ...rest, language }))
  yield* document
  yield ascii(pjlTrailer(ticket))
}

function languageOf(start: Uint8Array, format: string): PjlTicket['language'] {
  switch (startOf(start)) {
    case 'postscript':
      return 'POSTSCRIPT'
    case 'pdf':
      return 'PDF'
    case 'pclxl':
      return 'PCLXL'
    case 'pcl':
    case 'pjl':
    case 'tbcp':
    case 'unknown':
      return languageOfFormat(format)
  }
}

async function* withTbcp(document: AsyncIterable<Uint8Array>, startMark: boolean): AsyncGenerator<Uint8Array> {
  if (startMark) yield Uint8Array.of(ctrlD)
  yield ascii(tbcpStart)
  let first = true
  let held = false
  for await (const octets of document) {
    let piece = octets
    if (piece.length === 0) continue
    if (first && piece[0] === ctrlD) piece = piece.subarray(1)
    first = false
    // A Ctrl-D is held back until something follows it: then it was data.
    if (held && piece.length > 0) {
      yield tbcpQuoted(Uint8Array.of(ctrlD))
      held = false
    }
    if (piece.at(-1) === ctrlD) {
      held = true
      piece = piece.subarray(0, -1)
    }
    if (piece.length > 0) yield tbcpQuoted(piece)
  }
  yield Uint8Array.of(ctrlD)
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
