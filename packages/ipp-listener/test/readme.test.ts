/** The table of operations in the README is the table that requests are dispatched by. */
import { readFileSync } from 'node:fs'
import { operationName } from '@platen/ipp-core'
import { createPrintServiceDirectory, type PrintService } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import type { OperationHandler } from '../src/operation.js'
import { operations } from '../src/operations/index.js'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const rows = [...readme.matchAll(/^\| `(?<code>0x[0-9a-f]{4})` \| (?<name>\S+) \| (?<spec>[^|]+) \| (?<needs>[^|]+) \| (?<who>[^|]*)\|$/gm)].map(({ groups = {} }) => ({
  code: groups['code'], name: groups['name'], needs: groups['needs'] ?? '', who: groups['who']?.trim(),
}))

/** The calls of a print service that a handler looks for. */
function needed({ offeredBy, enabledBy }: OperationHandler): string[] {
  const asked = new Set<string>()
  // As if it had every call: then all that are needed are looked at.
  const able = new Proxy({} as PrintService, { get: (_, name) => (asked.add(String(name)), () => undefined) })
  offeredBy?.(able)
  enabledBy?.({ services: { ...createPrintServiceDirectory(new Map()), printers: ['any'], forPrinter: () => able }, log })
  return [...asked]
}

describe('the README', () => {
  it('has every operation, in the order that operations-supported lists them, and who may', () => {
    const dispatched = [...operations.values()].map(({ code, access }) => ({ code: `0x${code.toString(16).padStart(4, '0')}`, name: operationName(code), who: access === 'operator' ? 'operators' : '' }))
    expect(rows.map(({ code, name, who }) => ({ code, name, who }))).toEqual(dispatched)
  })

  it('says with what each is offered', () => {
    const told = rows.map(({ name, needs }) => [name, [...needs.matchAll(/`(?<call>\w+)`/g)].map(({ groups }) => groups?.['call'] ?? '').filter((one) => !['system', 'documentFetcher'].includes(one))])
    const looked = [...operations.values()].map((handler) => [operationName(handler.code), needed(handler)])
    expect(told).toEqual(looked)
    for (const handler of operations.values()) {
      const { needs = '' } = rows.find(({ name }) => name === operationName(handler.code)) ?? {}
      const needsSystem = handler.needsSystem === true || handler.target === 'system' || handler.target === 'queue'
      expect([operationName(handler.code), needs.includes('`system`'), needs.startsWith('never'), needs.includes('on the system, too')]).toEqual([
        operationName(handler.code), needsSystem, handler.alwaysRefused === true, handler.onSystem === true,
      ])
    }
  })
})
