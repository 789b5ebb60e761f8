/** What an administrator says a printer is, beyond its name: whose it is, where on earth, what is printed on its plate. */
import { Attributes, attribute, text, uri } from '@platen/ipp-core'
import { PapiError } from './status.js'

/** The facts; each is left out of what the printer says if it is not given. */
export interface IdentityFacts {
  /** `printer-organization` (PWG 5100.13). */
  readonly organization?: string
  /** `printer-organizational-unit`. */
  readonly organizationalUnit?: string
  /** `printer-geo-location`: a `geo:` URI (RFC 5870), `geo:52.5163,13.3777`. */
  readonly geoLocation?: string
  /** `printer-device-id`: `MFG:...;MDL:...;CMD:...;` (IEEE 1284, PWG 5107.2). Default: made of maker, model and formats. */
  readonly deviceId?: string
  /** `printer-serial-number` (PWG 5100.11). */
  readonly serialNumber?: string
  /** `mopria-certified`: the version of the certificate the printer carries. Only its maker has one. */
  readonly mopriaCertified?: string
}

/** As `printer-device-id` is written: keys and values. */
const deviceIdForm = /^(?:[-A-Za-z ]+:[^;]*;)+$/

/**
 * The attributes of those facts, to be put beside a printer's capabilities.
 *
 * @throws PapiError `bad-argument` for a location or device id of another form
 */
export function describeIdentity(facts: IdentityFacts): Attributes {
  const { organization, organizationalUnit, geoLocation, deviceId, serialNumber, mopriaCertified } = facts
  if (geoLocation !== undefined && !/^geo:-?\d/.test(geoLocation)) throw new PapiError('bad-argument', `geo-location "${geoLocation}" is not a geo: URI such as geo:52.5163,13.3777 (RFC 5870)`)
  if (deviceId !== undefined && !deviceIdForm.test(deviceId)) throw new PapiError('bad-argument', `device-id "${deviceId}" is not of the form MFG:Maker;MDL:Model;CMD:PDF,PCL; (IEEE 1284)`)
  const words = (name: string, value: string | undefined) => (value === undefined ? undefined : attribute(name, text(value)))
  return Attributes.of(
    words('printer-organization', organization),
    words('printer-organizational-unit', organizationalUnit),
    geoLocation === undefined ? undefined : attribute('printer-geo-location', uri(geoLocation)),
    words('printer-device-id', deviceId),
    words('printer-serial-number', serialNumber),
    words('mopria-certified', mopriaCertified),
  )
}
