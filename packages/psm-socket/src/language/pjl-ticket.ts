/** The PJL commands around a job: who, how many, on what (HP PJL Technical Reference, chapters 4 to 6). */
import type { PrinterLanguage } from './sniff.js'

/** What a job asks of a printer that knows PJL. What is left out stays as the printer has it. */
export interface PjlTicket {
  readonly jobName?: string
  readonly user?: string
  readonly copies?: {
    readonly count: number
    /** `COPIES` prints each page so often; `QTY` the whole job, collated. */
    readonly by: 'COPIES' | 'QTY'
  }
  /** IPP's `sides`. */
  readonly sides?: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'
  /** IPP's `media-source`: `tray-1`, `manual`, `envelope`, ... One that is not known to PJL is left out. */
  readonly mediaSource?: string
  /** The name of a size in PWG 5101.1, `iso_a4_210x297mm`. One that is not known to PJL is left out. */
  readonly media?: string
  /** Dots per inch, of both directions alike. */
  readonly resolution?: number
  readonly language?: PrinterLanguage
  /** Whether the printer is asked to report on the job, its pages and itself as it goes. */
  readonly reports?: boolean
}

/** Ends any language and enters PJL: the universal exit. */
export const universalExit = '\u001b%-12345X'

/** Characters of a string; printers show fewer. */
const stringBound = 80

/**
 * Text as a PJL string can hold it: printable ASCII without quotes, in one line, bounded.
 *
 * A job's name comes from whoever prints: it must not end the string, the line or the language.
 */
export function pjlString(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replaceAll('"', "'")
    .replace(/[^\x20-\x7e]/gu, '?')
    .trim()
    .slice(0, stringBound)
}

const mediaSources: Readonly<Record<string, string>> = {
  main: 'MEDIASOURCE=TRAY1',
  manual: 'MANUALFEED=ON',
  'by-pass-tray': 'MEDIASOURCE=TRAY1',
  envelope: 'MEDIASOURCE=ENVFEED',
}

/** PJL's names for sizes (HP PJL Technical Reference, PAPER). */
const papers: Readonly<Record<string, string>> = {
  'na_letter_8.5x11in': 'LETTER',
  'na_legal_8.5x14in': 'LEGAL',
  'na_ledger_11x17in': 'LEDGER',
  'na_executive_7.25x10.5in': 'EXECUTIVE',
  'na_number-10_4.125x9.5in': 'COM10',
  'na_monarch_3.875x7.5in': 'MONARCH',
  iso_a3_297x420mm: 'A3',
  iso_a4_210x297mm: 'A4',
  iso_a5_148x210mm: 'A5',
  iso_a6_105x148mm: 'A6',
  iso_c5_162x229mm: 'C5',
  iso_dl_110x220mm: 'DL',
  iso_b5_176x250mm: 'B5',
  jis_b4_257x364mm: 'JISB4',
  jis_b5_182x257mm: 'JISB5',
  jpn_hagaki_100x148mm: 'JPOST',
}

/** What goes before the document. */
export function pjlHeader(ticket: PjlTicket): string {
  const commands: string[] = []
  if (ticket.reports === true) commands.push('USTATUS JOB = ON', 'USTATUS PAGE = ON', 'USTATUS DEVICE = ON')
  const name = pjlString(ticket.jobName ?? '')
  commands.push(name === '' ? 'JOB' : `JOB NAME = "${name}"`)
  const user = pjlString(ticket.user ?? '')
  if (user !== '') commands.push(`SET USERNAME = "${user}"`)
  commands.push(...settings(ticket))
  if (ticket.language !== undefined) commands.push(`ENTER LANGUAGE = ${ticket.language}`)
  return `${universalExit}@PJL\r\n${commands.map((command) => `@PJL ${command}\r\n`).join('')}`
}

/** What goes after it: the end of the language and of the job. */
export function pjlTrailer({ jobName = '' }: Pick<PjlTicket, 'jobName'>): string {
  const name = pjlString(jobName)
  return `${universalExit}@PJL\r\n@PJL EOJ${name === '' ? '' : ` NAME = "${name}"`}\r\n${universalExit}`
}

function settings({ copies, sides, mediaSource, media, resolution }: PjlTicket): string[] {
  const source = mediaSource === undefined ? undefined : toldSource(mediaSource)
  const paper = media !== undefined && Object.hasOwn(papers, media) ? papers[media] : undefined
  return [
    ...(copies !== undefined && isCount(copies.count, 999) ? [`SET ${copies.by} = ${copies.count}`] : []),
    ...(sides === undefined ? [] : sides === 'one-sided' ? ['SET DUPLEX = OFF'] : ['SET DUPLEX = ON', `SET BINDING = ${sides === 'two-sided-long-edge' ? 'LONGEDGE' : 'SHORTEDGE'}`]),
    ...(source === undefined ? [] : [`SET ${source.replace('=', ' = ')}`]),
    ...(paper === undefined ? [] : [`SET PAPER = ${paper}`]),
    ...(resolution !== undefined && isCount(resolution, 9600) ? [`SET RESOLUTION = ${resolution}`] : []),
  ]
}

/** PJL's setting for a `media-source`; `undefined` if it has none. */
export function toldSource(keyword: string): string | undefined {
  const tray = /^tray-(\d{1,2})$/.exec(keyword)?.[1]
  if (tray !== undefined) return `MEDIASOURCE=TRAY${Number(tray)}`
  return Object.hasOwn(mediaSources, keyword) ? mediaSources[keyword] : undefined
}

const isCount = (number: number, most: number): boolean => Number.isInteger(number) && number >= 1 && number <= most
