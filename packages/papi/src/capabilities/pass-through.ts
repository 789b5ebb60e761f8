/**
 * What becomes of a job's attributes where documents pass through as they are. A page of PWG or Apple raster says in its
 * header how it is to be printed, and printer drivers write it into PostScript and PCL. PDF, pictures and text say nothing of
 * it: there an attribute is carried out if the device tells the printer, and else not. Such a queue says so, format by
 * format, and what a job asks of it in vain is given back as unsupported (RFC 8011 section 4.2.5.1).
 */
import { Attributes, type Attribute, type Value } from '@platen/ipp-core'

/** Whether a device has the printer carry out a value of an attribute. */
export type CarriesOut = (name: string, value: Value) => boolean

/** Formats whose documents do not say how they are to be printed. */
const silent: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png', 'text/plain'])

/** Whether a document of a format says nothing of how it is to be printed. */
export const saysNothing = (format: string): boolean => silent.has(format)

/** What they do not say, and how it is printed then; `undefined`: as the printer is set up, which `auto` or the default means. */
const unsaid: Readonly<Record<string, string | undefined>> = {
  sides: 'one-sided',
  'print-quality': undefined,
  'printer-resolution': undefined,
  'print-color-mode': undefined,
  'media-source': undefined,
  'media-type': undefined,
}

/** What holds for documents of those formats only, where it is less than the capabilities say. */
export function passThroughExceptions(capabilities: Attributes, formats: readonly string[], carriesOut: CarriesOut = () => false): ReadonlyMap<string, Attributes> {
  const less = Object.keys(unsaid).flatMap((name) => {
    const supported = capabilities.get(`${name}-supported`)
    const kept = supported === undefined ? undefined : carried(name, supported, capabilities, carriesOut)
    return kept === undefined ? [] : [kept]
  })
  return less.length === 0 ? new Map() : new Map(formats.filter((format) => silent.has(format)).map((format) => [format, new Attributes(less)]))
}

/** The values that happen, or are carried out; `undefined` if they are all. */
function carried(name: string, supported: Attribute, capabilities: Attributes, carriesOut: CarriesOut): Attribute | undefined {
  const usual = usualOf(name, supported, capabilities)
  const values = supported.values.filter((value) => same(value, usual) || carriesOut(name, value))
  return values.length === supported.values.length ? undefined : { name: supported.name, values }
}

function usualOf(name: string, { values }: Attribute, capabilities: Attributes): Value | undefined {
  const wanted = unsaid[name] ?? 'auto'
  return values.find((value) => value.kind === 'string' && value.value === wanted) ?? capabilities.value(`${name}-default`) ?? values[0]
}

const same = (one: Value, other: Value | undefined): boolean => other !== undefined && JSON.stringify(one) === JSON.stringify(other)

/** One map of exceptions of two. */
export function joinedExceptions(one: ReadonlyMap<string, Attributes>, other: ReadonlyMap<string, Attributes>): ReadonlyMap<string, Attributes> {
  return new Map([...new Set([...one.keys(), ...other.keys()])].map((format) => [format, new Attributes([...(one.get(format) ?? []), ...(other.get(format) ?? [])])]))
}
