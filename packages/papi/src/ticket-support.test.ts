import { Attributes, attribute, integer, keyword, name, type Attribute } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { describeCapabilities } from './capabilities.js'
import { unsupportedOf } from './ticket-support.js'

const capabilities = new Attributes([...describeCapabilities({ media: ['iso_a4_210x297mm'] }, ['application/pdf']), attribute('job-hold-until-supported', keyword('no-hold'))])
const named = (...ticket: readonly Attribute[]) => unsupportedOf(ticket, capabilities, 0).map((one) => [one.attribute.name, one.values.length])

describe('what of a ticket a printer cannot carry out', () => {
  it('is nothing of what it supports', () => {
    expect(named(attribute('media', keyword('iso_a4_210x297mm')), attribute('job-hold-until', name('22:30')))).toEqual([])
  })

  it('is an attribute that it does not have, and values that it does not do', () => {
    expect(named(attribute('punch-holes', integer(2)), attribute('media', keyword('iso_a4_210x297mm'), keyword('iso_a0_841x1189mm')))).toEqual([['punch-holes', 0], ['media', 1]])
  })
})
