import { describe, expect, it } from 'vitest'
import { describeIdentity } from './identity.js'

describe('identity', () => {
  it('says what is given and nothing else', () => {
    expect([...describeIdentity({})]).toEqual([])
    const said = describeIdentity({ organization: 'Acme', organizationalUnit: 'Press', geoLocation: 'geo:52.5163,13.3777', deviceId: 'MFG:Acme;MDL:9;', serialNumber: '7', mopriaCertified: '1.3' })
    expect([...said].map((one) => [one.name, said.string(one.name)])).toEqual([
      ['printer-organization', 'Acme'],
      ['printer-organizational-unit', 'Press'],
      ['printer-geo-location', 'geo:52.5163,13.3777'],
      ['printer-device-id', 'MFG:Acme;MDL:9;'],
      ['printer-serial-number', '7'],
      ['mopria-certified', '1.3'],
    ])
  })

  it('refuses a place or device id of another form', () => {
    expect(() => describeIdentity({ geoLocation: '52.5,13.3' })).toThrow('geo-location "52.5,13.3" is not a geo: URI')
    expect(() => describeIdentity({ deviceId: 'Acme Laser' })).toThrow('device-id "Acme Laser" is not of the form')
  })
})
