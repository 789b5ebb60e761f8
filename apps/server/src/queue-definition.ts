/** From a queue of the configuration to what its module is given. */
import { createHash } from 'node:crypto'
import { Attributes, constraintsOf, describeCapabilities, describeConstraints, describeIdentity, describePresets, type CapabilityFacts, type DeviceDirectory, type QueueDefinition } from '@platen/papi'
import type { CapabilityConfiguration, ConstraintConfiguration, QueueConfiguration } from './configuration/configuration.js'
import { jobAttributesFrom } from './configuration/job-attributes.js'

/** Formats of a queue that names none: what driverless clients send, and what printers of old take. */
export const defaultFormats: readonly string[] = ['application/pdf', 'image/urf', 'image/pwg-raster', 'image/jpeg', 'application/postscript', 'application/vnd.hp-PCL', 'text/plain']

/** Stands for "look into it": lp and other CUPS clients send it for every document. */
const autoSense = 'application/octet-stream'

/**
 * @param serverUuid - the server's own, from which each queue's is derived: stable over restarts, different between servers
 */
export function queueDefinition(queue: QueueConfiguration, devices: DeviceDirectory, serverUuid: string): QueueDefinition {
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(queue.device)?.[0].toLowerCase() ?? ''
  const named = queue.formats ?? devices.driver(scheme)?.formats ?? defaultFormats
  const formats = named.includes(autoSense) ? named : [...named, autoSense]
  const identity = {
    organization: queue.organization,
    organizationalUnit: queue['organizational-unit'],
    geoLocation: queue['geo-location'],
    deviceId: queue['device-id'],
    serialNumber: queue['serial-number'],
    mopriaCertified: queue['mopria-certified'],
  }
  return {
    name: queue.name,
    info: queue.info ?? queue.name,
    location: queue.location,
    makeAndModel: queue['make-and-model'] ?? 'Platen Printer',
    uuid: `urn:uuid:${derivedUuid(serverUuid, queue.name)}`,
    device: queue.device,
    formats,
    capabilities: new Attributes([...withConstraints(describeCapabilities(capabilityFacts(queue.capabilities), formats), queue.constraints), ...presetsOf(queue), ...describeIdentity(defined(identity))]),
    options: queue.options,
    deviceOptions: queue['device-options'],
  }
}

/** What the file says of a printer, as papi calls it. */
export function capabilityFacts(capabilities: CapabilityConfiguration): CapabilityFacts {
  const { media, margin, color, duplex, resolutions, qualities } = capabilities
  return defined({
    ...{ media, margin, color, duplex, resolutions, qualities },
    mediaTypes: capabilities['media-types'],
    mediaSources: capabilities['media-sources'],
    pagesPerMinute: capabilities['pages-per-minute'],
    pagesPerMinuteColor: capabilities['pages-per-minute-color'],
    supplyType: capabilities.supplies,
    rasterTypes: capabilities['raster-types'],
    pdfVersions: capabilities['pdf-versions'],
  })
}

/** Capabilities with constraints beside those that they have. */
function withConstraints(capabilities: Attributes, constraints: readonly ConstraintConfiguration[]): Attributes {
  const own = constraints.map((one) => ({ name: one.name, conflict: jobAttributesFrom(one.conflict), instead: jobAttributesFrom(one.instead) }))
  const described = describeConstraints([...constraintsOf(capabilities), ...own])
  return new Attributes([...capabilities.filter((one) => !described.has(one.name)), ...described])
}

const presetsOf = ({ presets }: QueueConfiguration): Attributes => describePresets(presets.map((one) => ({ name: one.name, attributes: jobAttributesFrom(one.attributes) })))

/** Without the keys that are undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** A name-based UUID (RFC 9562 section 5.5). */
function derivedUuid(namespace: string, name: string): string {
  const digest = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
