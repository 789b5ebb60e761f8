/**
 * A job's ticket in the Printer Job Language, which printers on port 9100 read before the document (HP, "PJL Technical
 * Reference Manual"). Pure. Only what the manual has for all printers is used.
 */
import type { Attributes, Value } from '@platen/papi'

/** Universal exit language: what comes next is PJL. */
export const exitLanguage = '\x1b%-12345X'

/** Whether an attribute's value can be told to the printer. `media-source` is a member of media-col. */
export function canTell(name: string, value: Value): boolean {
  switch (name) {
    case 'sides':
      return value.kind === 'string' && Object.hasOwn(duplex, value.value)
    case 'copies':
      return value.kind === 'integer' && value.value >= 1 && value.value <= mostCopies
    case 'media-source':
      return value.kind === 'string' && sourceOf(value.value) !== undefined
    case 'printer-resolution':
      return value.kind === 'resolution' && resolutionOf(value) !== undefined
    default:
      return false
  }
}

/** The most copies that PJL can ask for. */
const mostCopies = 999

const duplex: Readonly<Record<string, readonly string[]>> = {
  'one-sided': ['DUPLEX=OFF'],
  'two-sided-long-edge': ['DUPLEX=ON', 'BINDING=LONGEDGE'],
  'two-sided-short-edge': ['DUPLEX=ON', 'BINDING=SHORTEDGE'],
}

/** `auto` is the printer's own choice: nothing is said. */
function sourceOf(source: string): readonly string[] | undefined {
  if (source === 'auto') return []
  if (source === 'manual') return ['MANUALFEED=ON']
  const { number } = /^tray-(?<number>\d)$/.exec(source)?.groups ?? {}
  return number === undefined ? undefined : [`MEDIASOURCE=TRAY${number}`]
}

/** `units` of a resolution (RFC 8010 section 3.9). */
const dotsPerInchUnits = 3

/** RESOLUTION is one number, in dots per inch. */
function resolutionOf(value: Value | undefined): number | undefined {
  return value?.kind === 'resolution' && value.units === dotsPerInchUnits && value.crossFeed === value.feed ? value.feed : undefined
}

/** Names of the languages that have one; other documents are recognized by the printer. */
const languages: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/postscript': 'POSTSCRIPT',
  'application/vnd.hp-PCL': 'PCL',
  'application/vnd.hp-pcl': 'PCL',
}

/** What is said of a job. */
export interface PjlJob {
  readonly name: string
  readonly user: string
  readonly format: string
  readonly ticket: Attributes | undefined
}

/** What stands before the document. */
export function pjlHeader({ name, user, format, ticket }: PjlJob): string {
  const media = ticket?.value('media-col')
  const source = media?.kind === 'collection' ? media.members.string('media-source') : undefined
  const copies = ticket?.integer('copies') ?? 1
  const resolution = resolutionOf(ticket?.value('printer-resolution'))
  const settings = [
    `USERNAME="${quotable(user)}"`,
    ...(copies > 1 ? [`COPIES=${copies}`] : []),
    ...(duplex[ticket?.string('sides') ?? ''] ?? []),
    ...(source === undefined ? [] : (sourceOf(source) ?? [])),
    ...(resolution === undefined ? [] : [`RESOLUTION=${resolution}`]),
  ]
  const language = languages[format]
  const lines = [`JOB NAME="${quotable(name)}"`, ...settings.map((setting) => `SET ${setting}`), ...(language === undefined ? [] : [`ENTER LANGUAGE=${language}`])]
  return `${exitLanguage}${lines.map((line) => `@PJL ${line}\r\n`).join('')}`
}

/** What stands behind the document. */
export function pjlTrailer({ name }: PjlJob): string {
  return `${exitLanguage}@PJL EOJ NAME="${quotable(name)}"\r\n${exitLanguage}`
}

/** A string of PJL: printable ASCII without quotes, up to 80 characters. Nothing in a job's name can end it and begin a command. */
function quotable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]|"/g, '?').slice(0, 80)
}
