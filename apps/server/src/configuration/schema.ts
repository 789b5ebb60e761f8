/** The form of the configuration file. */
import * as v from 'valibot'
import type { Configuration } from './configuration.js'

const optionValues = v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {})
const text = (maximum: number) => v.pipe(v.string(), v.maxLength(maximum))

/** A queue's name: it stands in URIs, file names and on command lines. */
const queueName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/, 'a queue name is up to 127 letters, digits, ".", "_" and "-", and begins with a letter or digit'))

const capabilities = v.strictObject({
  media: v.optional(v.pipe(v.array(v.string()), v.minLength(1, 'name at least one medium'))),
  'media-types': v.optional(v.array(v.string())),
  'media-sources': v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9._-]*$/, 'a media source is a keyword that begins with a letter: digits alone make Windows hang')))),
  margin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  color: v.optional(v.boolean()),
  duplex: v.optional(v.boolean()),
  resolutions: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(72), v.maxValue(4800))), v.minLength(1))),
})

const queue = v.strictObject({
  name: queueName,
  info: v.optional(text(127)),
  location: v.optional(text(127), ''),
  'make-and-model': v.optional(text(127)),
  module: v.optional(v.string(), '@platen/psm-spool'),
  device: v.string(),
  formats: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[\w.+-]+\/[\w.+-]+$/, 'a format is a MIME type such as application/pdf'))), v.minLength(1, 'name at least one format'))),
  capabilities: v.optional(capabilities, {}),
  options: optionValues,
  'device-options': optionValues,
})

/** The configuration file. */
export const configurationSchema: v.GenericSchema<unknown, Configuration> = v.strictObject({
  listen: v.optional(v.strictObject({ host: v.optional(v.string(), 'localhost'), port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), 8631) }), {}),
  data: v.optional(v.string()),
  names: v.optional(v.array(v.string()), []),
  operators: v.optional(v.array(v.string()), ['loopback']),
  default: v.optional(v.string()),
  'disabled-operations': v.optional(v.array(v.string()), []),
  modules: v.optional(v.record(v.string(), optionValues), {}),
  devices: v.optional(v.array(v.string()), []),
  'run-time-device-schemes': v.optional(v.array(v.string())),
  queues: v.pipe(v.array(queue), v.minLength(1, 'declare at least one queue')),
})
