/** For tests: the keywords that IANA has registered. */
import { readFileSync } from 'node:fs'

let keywords: ReadonlySet<string> | undefined

/** Those of the reasons that are not registered for `printer-state-reasons`. */
export function unregistered(reasons: readonly string[]): string[] {
  keywords ??= read()
  return [...new Set(reasons)].filter((reason) => keywords?.has(reason) !== true)
}

function read(): ReadonlySet<string> {
  const registry = readFileSync(new URL('../../../../tooling/registry/ipp-registrations.xml', import.meta.url), 'utf8')
  const records = registry.matchAll(/<value>([^<]+)<\/value>\s*(?:<section>[^<]*<\/section>\s*)?<attribute>printer-state-reasons<\/attribute>/g)
  return new Set([...records].map(([, keyword = '']) => keyword))
}
