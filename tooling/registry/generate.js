/**
 * Writes ipp-core's tables from IANA's registry file: ./ipp-registrations.xml, or another that is named.
 *
 *   node tooling/registry/generate.js [path/to/ipp-registrations.xml]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tables } from './tables.js'

const [, , file = new URL('ipp-registrations.xml', import.meta.url)] = process.argv
const target = new URL('../../packages/ipp-core/src/', import.meta.url)
mkdirSync(new URL('registry', target), { recursive: true })
for (const [name, source] of Object.entries(tables(readFileSync(file, 'utf8')))) writeFileSync(new URL(name, target), source)
