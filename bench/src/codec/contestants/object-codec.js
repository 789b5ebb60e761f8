/** What npm `ipp` and `@sealsystems/ipp` share: `parse` makes an object of each group, by attribute names; `serialize` takes the same. */

/**
 * @param {{ parse(octets: Buffer): object, serialize(message: object): Buffer }} codec
 * @param {import('../messages.js').BenchMessage} message
 * @param {boolean} repeatsGroups - whether it writes a group more than once
 */
export function objectCodec(codec, { octets }, repeatsGroups) {
  const buffers = octets.map((one) => Buffer.from(one))
  const remarks = []
  const decode = (variant) => codec.parse(buffers[variant])
  const tasks = { decode, part: (variant) => read(decode(variant), readPart), all: (variant) => read(decode(variant), readValue) }
  const decoded = buffers.map((buffer) => codec.parse(buffer))
  if (!repeatsGroups && Array.isArray(decoded[0]['job-attributes-tag'])) remarks.push('encodes one group of jobs at most: no list of jobs')
  else {
    const messages = decoded.map((one) => encodable(codec, one, remarks))
    tasks.encode = (variant) => codec.serialize(messages[variant])
  }
  return { tasks, remarks }
}

/** What was read, so that the compiler cannot leave it out. */
let sum = 0

function read(decoded, reader) {
  sum += reader(decoded)
  return decoded
}

/** The message without the attributes that it parses but does not serialize. */
function encodable(codec, message, remarks) {
  let all = 0
  let lost = 0
  const trimmed = (group, attributes) =>
    Object.fromEntries(
      Object.entries(attributes).filter(([name, value]) => {
        all++
        if (isEncodable(codec, { ...head(message), [group]: { [name]: value } })) return true
        lost++
        return false
      }),
    )
  const groups = Object.entries(message).filter(([name]) => name.endsWith('-attributes-tag'))
  const result = { ...head(message), ...Object.fromEntries(groups.map(([name, group]) => [name, Array.isArray(group) ? group.map((one) => trimmed(name, one)) : trimmed(name, group)])) }
  if (lost > 0 && !remarks.some((one) => one.startsWith('cannot encode'))) remarks.push(`cannot encode ${lost} of ${all} attributes that it decoded: they are left out`)
  return result
}

const head = (message) => Object.fromEntries(Object.entries(message).filter(([name]) => !name.endsWith('-attributes-tag')))

function isEncodable(codec, message) {
  try {
    codec.serialize(message)
    return true
  } catch {
    return false
  }
}

function readPart(message) {
  const { 'operation-attributes-tag': operation, 'printer-attributes-tag': printer, 'job-attributes-tag': jobs } = message
  if (printer !== undefined) {
    return [printer['printer-name'], printer['printer-state'], printer['printer-state-reasons'], printer['printer-is-accepting-jobs'], printer['queued-job-count']].length
  }
  if (jobs !== undefined) {
    let sum = 0
    for (const job of jobs) sum += job['job-id'] + job['job-state'].length
    return sum
  }
  return [operation['attributes-charset'], operation['printer-uri'], operation['requesting-user-name']].length
}

function readValue(value) {
  if (typeof value === 'string') return value.length
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value)
  if (value === undefined || value === null) return 0
  if (value instanceof Date) return value.getTime()
  let sum = 0
  if (Array.isArray(value)) for (const one of value) sum += readValue(one)
  else for (const name in value) sum += name.length + readValue(value[name])
  return sum
}
