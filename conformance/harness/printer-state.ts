/** A printer's state as ipptool sees it. */
import { ipptool, plainText } from './ipptool.js'
import { ownSuite } from './jobs.js'

/** What ipptool shows of a printer. */
export interface ShownPrinter {
  /** `idle`, as ipptool names the enum. */
  readonly state: string
  readonly reasons: readonly string[]
  readonly message: string
}

/** A printer as it is now. */
export const printerState = (uri: string): Promise<ShownPrinter> => printerWithReason(uri, /./)

/** A printer when one of its `printer-state-reasons` matches: /^none$/ for one that is well. @throws Error if that does not come, within 25 s */
export async function printerWithReason(uri: string, reason: RegExp): Promise<ShownPrinter> {
  const { attributes, failed, text } = await ipptool(uri, ownSuite('printer-reason.test'), { variables: { reason: `/${reason.source}/` }, args: ['-v'] })
  const state = attributes.get('printer-state')
  if (failed.length > 0 || state === undefined) throw new Error(`the printer did not come to ${String(reason)}:\n${text}`)
  return { state, reasons: (attributes.get('printer-state-reasons') ?? '').split(','), message: plainText(attributes.get('printer-state-message') ?? '') }
}

/** The values of one attribute of a printer, as ipptool writes them; none if it has no such attribute. */
export async function printerValues(uri: string, attribute: string): Promise<readonly string[]> {
  const { failed, text } = await ipptool(uri, ownSuite('printer-attribute.test'), { variables: { attribute }, args: ['-v'] })
  if (failed.length > 0) throw new Error(`the printer did not answer:\n${text}`)
  const [, values] = new RegExp(`^ {8}${attribute} \\([^)]*\\) = (.*)$`, 'm').exec(text.slice(text.lastIndexOf('[PASS]'))) ?? []
  // What would end a value has a backslash in front of it, and so has a space among octets.
  return values === undefined ? [] : values.split(/(?<!\\),/).map((value) => value.replace(/\\(.)/g, '$1'))
}
