import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { oldestNode, tooOld } from './node-version.js'

describe('the Node.js that the server needs', () => {
  it.each(['24.11.0', '24.12.1', '26.0.0', '100.1.0'])('is %s', (version) => {
    expect(tooOld(version)).toBeUndefined()
  })

  it.each(['20.20.2', '22.18.0', '24.10.9', '9.99.0'])('is not %s, and it says so', (version) => {
    expect(tooOld(version)).toBe(`it needs Node.js 24.11 or newer, and this is ${version}: install one from https://nodejs.org`)
  })

  it('is the one that package.json names', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { engines: { node: string } }
    expect(engines.node).toBe(`>=${oldestNode}`)
  })
})
