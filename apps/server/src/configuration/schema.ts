/** The form of the configuration file. */
import * as v from 'valibot'
import type { Configuration } from './configuration.js'

/** A list, of queues say, may be written as one. */
const optionValues = v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.pipe(v.array(v.string()), v.transform((list) => list.join(',')))], 'an option is a text, a number, true or false, a list of texts, or says where its value is: { file: PATH } or { env: NAME }')), {})
const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum))

/** A queue's name: it stands in URIs, file names and on command lines. */
const queueName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/, 'a queue name is up to 127 letters, digits, ".", "_" and "-", and begins with a letter or digit'))

const speed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

const capabilities = v.strictObject({
  media: v.optional(v.pipe(v.array(v.string()), v.minLength(1, 'name at least one medium'))),
  'media-types': v.optional(v.array(v.string())),
  'media-sources': v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9._-]*$/, 'a media source is a keyword that begins with a letter: digits alone make Windows hang')))),
  margin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  color: v.optional(v.boolean()),
  duplex: v.optional(v.boolean()),
  resolutions: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(72), v.maxValue(4800))), v.minLength(1))),
  qualities: v.optional(v.pipe(v.array(v.picklist([3, 4, 5], 'a quality is 3 (draft), 4 (normal) or 5 (high)')), v.minLength(1))),
  'pages-per-minute': v.optional(speed),
  'pages-per-minute-color': v.optional(speed),
  supplies: v.optional(v.picklist(['toner', 'ink', 'none'])),
  'raster-types': v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*_(?:1|8|16)$/, 'a raster type is a keyword such as srgb_8'))), v.minLength(1))),
  'pdf-versions': v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9._-]*$/, 'a PDF version is a keyword such as iso-32000-1_2008')))),
})

const jobAttributes = (least: number, message: string) => v.pipe(v.record(v.string(), v.unknown()), v.check((given) => Object.keys(given).length >= least, message))
/** Resolvers and presets are found by name. */
const optionName = v.pipe(v.string(), v.minLength(1, 'give it a name'), v.maxLength(127))

const queueKeys = v.strictObject({
  name: queueName,
  info: v.optional(text(127)),
  location: v.optional(text(127), ''),
  organization: v.optional(text(127)),
  'organizational-unit': v.optional(text(127)),
  'geo-location': v.optional(text(127)),
  'make-and-model': v.optional(text(127)),
  'device-id': v.optional(text(1023)),
  'serial-number': v.optional(text(127)),
  'mopria-certified': v.optional(text(127)),
  module: v.optional(v.string(), '@platen/psm-spool'),
  device: v.optional(v.string()),
  class: v.optional(v.pipe(v.array(queueName), v.minLength(1, 'name at least one queue'))),
  formats: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w.+-]+\/[\w.+-]+$/, 'a format is a MIME type such as application/pdf'))), v.minLength(1, 'name at least one format'))),
  capabilities: v.optional(capabilities, {}),
  presets: v.optional(v.array(v.strictObject({ name: optionName, attributes: jobAttributes(1, 'a preset has at least one attribute') })), []),
  constraints: v.optional(v.array(v.strictObject({ name: optionName, conflict: jobAttributes(2, 'at least two attributes conflict'), instead: jobAttributes(1, 'say what is taken instead') })), []),
  options: optionValues,
  'device-options': optionValues,
})

const queue = v.pipe(
  queueKeys,
  v.check((given) => (given.device === undefined) !== (given.class === undefined), 'a queue has a "device", or is a "class" of other queues: one of the two keys, not both'),
  // A class is a queue like any other whose device names other queues.
  v.transform(({ class: members = [], device = `class:${members.join(',')}`, ...given }) => ({ ...given, device })),
)

const printByReference = v.strictObject({
  schemes: v.optional(v.pipe(v.array(v.picklist(['http', 'https', 'ftp'])), v.minLength(1, 'name at least one scheme')), ['https']),
  hosts: v.pipe(v.array(v.pipe(v.string(), v.regex(/^(?:(?:\*\.)?[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/, 'a host is written host, host:port or *.domain'))), v.minLength(1, 'name at least one host')),
  'private-addresses': v.optional(v.array(v.string()), []),
  'maximum-size': v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_048_576)), 256),
  timeout: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400)), 300),
})

/** YAML takes 1.0 and 1.1 for numbers. */
const conformances: Readonly<Record<string, string>> = { 1: '1.0', 1.1: '1.1' }

/** How requests are served: keys of the whole server and of places. */
const serving = {
  conformance: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform((given) => conformances[given] ?? given), v.picklist(['automatic', '1.0', '1.1'], 'conformance is automatic, 1.0 or 1.1'))),
  operations: v.optional(v.record(v.string(), v.picklist(['enable', 'disable'], 'an operation is set to enable or disable'))),
  'default-user': v.optional(v.pipe(text(127), v.minLength(1, 'name a user'))),
  'default-service': v.optional(queueName),
}

/** The configuration file. */
export const configurationSchema: v.GenericSchema<unknown, Configuration> = v.strictObject({
  listen: v.optional(v.strictObject({ host: v.optional(v.string(), 'localhost'), port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 8631) }), {}),
  data: v.optional(v.string()),
  names: v.optional(v.array(v.string()), []),
  operators: v.optional(v.array(v.string()), ['loopback']),
  default: v.optional(v.string()),
  'disabled-operations': v.optional(v.array(v.string()), []),
  ...serving,
  locations: v.optional(v.record(v.string(), v.strictObject(serving)), {}),
  modules: v.optional(v.record(v.string(), optionValues), {}),
  devices: v.optional(v.array(v.string()), []),
  'print-by-reference': v.optional(printByReference),
  'run-time-device-schemes': v.optional(v.array(v.string())),
  queues: v.pipe(v.array(queue), v.minLength(1, 'declare at least one queue')),
})
