import { describeCapabilities } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { supplyList } from './supply-list.js'

const capabilities = describeCapabilities({ color: false }, ['application/pdf'])
const marker = { supply: '', type: 'toner', color: '#000000', lowLevel: 10, highLevel: 100 }

describe('the list of supplies', () => {
  it('is what the device tells, with what it has printed', () => {
    const supplies = [{ ...marker, name: 'Black <cartridge>', level: 42 }, { ...marker, name: 'Waste', level: 70, highLevel: 90 }, { ...marker, name: 'Staples', level: -3 }]
    expect(supplyList({ capabilities, deviceFacts: { supplies, pages: 4711 } }).markup).toBe(
      '<ul><li>Black &lt;cartridge&gt;: 42 %</li><li>Waste: 70 % full</li><li>Staples: some left</li></ul><p>Pages printed in its life: 4711</p>',
    )
  })

  it('is what is configured, where the device tells nothing', () => {
    expect(supplyList({ capabilities }).markup).toBe('<ul><li>Black toner: level unknown</li></ul>')
  })
})
