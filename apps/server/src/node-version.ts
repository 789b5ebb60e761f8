/** Which Node.js the server needs. */

/** The oldest that will do, as `engines` of package.json says. */
export const oldestNode = '24.11'

/** What to tell who runs an older one; `undefined` if it will do. @param version - such as `20.20.2` */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = oldestNode.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined
  return `it needs Node.js ${oldestNode} or newer, and this is ${version}: install one from https://nodejs.org`
}
