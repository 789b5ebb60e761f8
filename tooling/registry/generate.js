/**
 * Writes ipp-core's tables of operations and status codes from IANA's registry file, and the excerpt of that file which
 * the test (tooling/generate.test.js) holds them against.
 *
 *   node tooling/registry/generate.js path/to/ipp-registrations.xml
 *
 * The file is published by IANA as "Internet Printing Protocol (IPP) Registrations".
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { excerpt, tables } from './tables.js'

const [, , file] = process.argv
if (file === undefined) {
  process.stderr.write('usage: node tooling/registry/generate.js path/to/ipp-registrations.xml\n')
  process.exit(1)
}
const xml = readFileSync(file, 'utf8')
for (const [name, source] of Object.entries(tables(xml))) writeFileSync(new URL(`../../packages/ipp-core/src/${name}`, import.meta.url), source)
writeFileSync(new URL('ipp-registrations.excerpt.xml', import.meta.url), excerpt(xml))
