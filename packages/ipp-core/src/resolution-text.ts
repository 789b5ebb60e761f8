/** Resolutions as people write them: `600dpi`, `600x1200dpi`, `118dpcm`. */
import { ValueTag } from './tags.js'
import type { ResolutionValue } from './value.js'

/** Units of the wire (RFC 8010 section 3.9): dots per inch, dots per centimetre. */
const units = { dpi: 3, dpcm: 4, dpc: 4 } as const

/** A resolution of its text. @returns undefined if it is none */
export function readResolution(text: string): ResolutionValue | undefined {
  const [, crossFeed, feed = crossFeed, unit] = /^(\d{1,9})(?:x(\d{1,9}))?(dpi|dpcm|dpc)$/.exec(text) ?? []
  if (crossFeed === undefined || feed === undefined || unit === undefined) return undefined
  return { kind: 'resolution', tag: ValueTag.resolution, crossFeed: Number(crossFeed), feed: Number(feed), units: units[unit as keyof typeof units] }
}

/** The text of a resolution. @returns undefined if its units are others, or a number is negative: no text says that */
export function resolutionText({ crossFeed, feed, units: unit }: ResolutionValue): string | undefined {
  if ((unit !== units.dpi && unit !== units.dpcm) || Math.min(crossFeed, feed) < 0 || Math.max(crossFeed, feed) > 999_999_999) return undefined
  return `${crossFeed === feed ? `${feed}` : `${crossFeed}x${feed}`}${unit === units.dpi ? 'dpi' : 'dpcm'}`
}
