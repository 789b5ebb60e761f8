/** Media sizes by their self-describing names (PWG 5101.1 section 5). */

/** A media size in hundredths of millimetres. */
export interface MediaSize {
  /** The self-describing name, `iso_a4_210x297mm`. */
  readonly name: string
  readonly width: number
  readonly height: number
}

const selfDescribing = /^[a-z]+_[a-z0-9.-]+_(?<width>\d+(?:\.\d+)?)x(?<height>\d+(?:\.\d+)?)(?<unit>mm|in)$/

/**
 * Reads a self-describing media name.
 *
 * @returns the size, or `undefined` if the name does not describe itself
 */
export function readMediaName(name: string): MediaSize | undefined {
  const { width, height, unit } = selfDescribing.exec(name)?.groups ?? {}
  if (width === undefined || height === undefined) return undefined
  const scale = unit === 'in' ? 2540 : 100
  return { name, width: Math.round(Number(width) * scale), height: Math.round(Number(height) * scale) }
}
