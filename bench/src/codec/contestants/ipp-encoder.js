/** npm `ipp-encoder`, by `request` and `response` as its README has them. */
import ippEncoder from 'ipp-encoder'

export const label = 'ipp-encoder'

/** @param {import('../messages.js').BenchMessage} message */
export function contestant({ isRequest, octets }) {
  const codec = isRequest ? ippEncoder.request : ippEncoder.response
  const buffers = octets.map((one) => Buffer.from(one))
  const remarks = []
  const decoded = buffers.map((buffer) => codec.decode(buffer))
  if (decoded[0].groups.some(({ attributes }) => attributes.some(({ tag }) => tag === 0x34))) remarks.push('knows no collections: their members are read as more values of the attribute')
  const messages = decoded.map((one) => encodable(codec, one, remarks))
  return {
    tasks: {
      decode: (variant) => codec.decode(buffers[variant]),
      part: (variant) => read(codec.decode(buffers[variant]), readPart),
      all: (variant) => read(codec.decode(buffers[variant]), readAll),
      encode: (variant) => codec.encode(messages[variant]),
    },
    remarks,
  }
}

/** What was read, so that the compiler cannot leave it out. */
let sum = 0

function read(decoded, reader) {
  sum += reader(decoded)
  return decoded
}

/** The message without the attributes that it decodes but does not encode. */
function encodable(codec, message, remarks) {
  const groups = message.groups.map(({ tag, attributes }) => ({ tag, attributes: attributes.filter((one) => isEncodable(codec, message, { tag, attributes: [one] })) }))
  const count = (all) => all.reduce((sum, { attributes }) => sum + attributes.length, 0)
  const lost = count(message.groups) - count(groups)
  if (lost > 0 && !remarks.some((one) => one.startsWith('cannot encode'))) remarks.push(`cannot encode ${lost} of ${count(message.groups)} attributes that it decoded: they are left out`)
  return { ...message, groups }
}

function isEncodable(codec, message, group) {
  try {
    codec.encode({ ...message, groups: [group] })
    return true
  } catch {
    return false
  }
}

function readPart({ groups }) {
  const value = ({ attributes }, name) => attributes.find((one) => one.name === name)?.value
  const printer = groups.find(({ tag }) => tag === 4)
  if (printer !== undefined) return ['printer-name', 'printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs', 'queued-job-count'].map((name) => value(printer, name)).length
  if (groups.length > 1) {
    let sum = 0
    for (const group of groups) if (group.tag === 2) sum += value(group, 'job-id')[0] + value(group, 'job-state')[0]
    return sum
  }
  return ['attributes-charset', 'printer-uri', 'requesting-user-name'].map((name) => value(groups[0], name)).length
}

function readAll({ groups }) {
  let sum = 0
  for (const { attributes } of groups) {
    for (const { name, value } of attributes) {
      sum += name.length
      for (const one of value) sum += typeof one === 'string' ? one.length : Number(one.value?.length ?? one)
    }
  }
  return sum
}
