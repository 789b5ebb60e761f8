import { describe, expect, it } from 'vitest'
import { deviceKey } from './device-key.js'

describe('the device of a queue', () => {
  it.each([
    ['socket://printer', 'socket://printer:9100/'],
    ['socket://Printer.example:9100', 'socket://printer.example?waiteof=false'],
    ['socket://printer', 'appsocket://printer'],
    ['ipp://printer/ipp/print', 'ipp://printer:631/ipp/print/'],
    ['file:///out', 'file:///out/'],
    ['usb://Acme/Laser?serial=1', 'usb://acme/Laser'],
  ])('%s is the one of %s', (one, other) => {
    expect(deviceKey(one)).toBe(deviceKey(other))
  })

  it.each([
    ['socket://printer', 'socket://printer:9101'],
    ['socket://printer', 'socket://other'],
    ['ipp://printer/ipp/print', 'ipp://printer/ipp/faxout'],
    ['file:///out/a', 'file:///out/b'],
    ['lpd://printer/a', 'lpd://printer/b'],
  ])('%s is not the one of %s', (one, other) => {
    expect(deviceKey(one)).not.toBe(deviceKey(other))
  })
})
