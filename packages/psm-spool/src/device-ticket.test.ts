import { Attributes, attribute, integer, keyword, range } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { deviceTicket } from './device-ticket.js'

describe('what is left to the device', () => {
  it('is nothing that the spooler carries out itself: it would be done twice', () => {
    const ticket = Attributes.of(attribute('copies', integer(2)), attribute('job-sheets', keyword('standard')), attribute('media-source', keyword('tray-2')), attribute('number-up', integer(2)), attribute('page-ranges', range(1, 2)), attribute('presentation-direction-number-up', keyword('toleft-tobottom')))
    expect([...deviceTicket(ticket, new Attributes(), 'application/pdf')].map((one) => one.name)).toEqual(['media-source'])
  })

  it('is the default of its sides for documents that say nothing of it', () => {
    const printer = Attributes.of(attribute('sides-default', keyword('two-sided-long-edge')))
    expect(deviceTicket(new Attributes(), printer, 'application/pdf').string('sides')).toBe('two-sided-long-edge')
    expect(deviceTicket(new Attributes(), printer, 'application/postscript').has('sides')).toBe(false)
    expect(deviceTicket(Attributes.of(attribute('sides', keyword('one-sided'))), printer, 'application/pdf').string('sides')).toBe('one-sided')
  })
})
