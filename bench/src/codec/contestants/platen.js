/** Platen's codec. */
import { Attributes, decode, decodeInPlace, encode, GroupTag, groupOf } from '@platen/ipp-core'

export const label = '@platen/ipp-core'

/** @param {import('../messages.js').BenchMessage} message */
export function contestant({ octets, built }) {
  const decoded = octets.map((one) => decode(one).message)
  const values = built.map(withoutOctets)
  return {
    tasks: {
      decode: (variant) => decode(octets[variant]),
      part: (variant) => read(decode(octets[variant]), readPart),
      all: (variant) => read(decode(octets[variant]), readAll),
      // Attributes that never were octets, as a server makes its answers.
      encode: (variant) => encode(values[variant]),
      // What was decoded goes back as it came: a proxy's case, and what a server says of itself each time.
      again: (variant) => encode(decoded[variant]),
      inPlace: (variant) => decodeInPlace(octets[variant]),
      inPlacePart: (variant) => read(decodeInPlace(octets[variant]), readPart),
      inPlaceAll: (variant) => read(decodeInPlace(octets[variant]), readAll),
    },
    remarks: [],
  }
}

/** What was read, so that the compiler cannot leave it out. */
let sum = 0

function read(decoded, reader) {
  sum += reader(decoded.message)
  return decoded
}

/** The same message, of attributes of which none were octets. */
function withoutOctets(message) {
  const copy = (attributes) => new Attributes([...attributes].map(({ name, values }) => ({ name, values: values.map((value) => (value.kind === 'collection' ? { ...value, members: copy(value.members) } : value)) })))
  return { ...message, groups: message.groups.map(({ tag, attributes }) => ({ tag, attributes: copy(attributes) })) }
}

/** What a program reads that wants to know one thing: of a request who asks what, of a printer how it is, of jobs how far they are. */
function readPart(message) {
  const operation = groupOf(message, GroupTag.operation)
  const printer = groupOf(message, GroupTag.printer)
  if (printer !== undefined) {
    return [printer.string('printer-name'), printer.integer('printer-state'), printer.strings('printer-state-reasons'), printer.boolean('printer-is-accepting-jobs'), printer.integer('queued-job-count')].length
  }
  if (message.groups.length > 1) {
    let sum = 0
    for (const { tag, attributes } of message.groups) if (tag === GroupTag.job) sum += attributes.integer('job-id') + attributes.integer('job-state')
    return sum
  }
  return [operation.string('attributes-charset'), operation.string('printer-uri'), operation.string('requesting-user-name')].length
}

/** Reads each value of a message, down to its number or string. */
function readAll(message) {
  let sum = 0
  for (const { attributes } of message.groups) sum += readAttributes(attributes)
  return sum
}

function readAttributes(attributes) {
  let sum = 0
  for (const { name, values } of attributes) {
    sum += name.length
    for (const value of values) sum += readValue(value)
  }
  return sum
}

function readValue(value) {
  switch (value.kind) {
    case 'integer':
      return value.value
    case 'boolean':
      return value.value ? 1 : 0
    case 'string':
      return value.value.length
    case 'localized':
      return value.value.length + value.language.length
    case 'range':
      return value.lower + value.upper
    case 'resolution':
      return value.crossFeed + value.feed
    case 'dateTime':
      return value.year + value.seconds
    case 'collection':
      return readAttributes(value.members)
    case 'octets':
      return value.value.length
    default:
      return value.tag
  }
}
