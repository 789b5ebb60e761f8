/** The sheet that a job prints on, in points: what its ticket says, else the printer's default (RFC 8011 section 5.2.11, PWG 5100.7). Pure. */
import { readMediaName, type Attributes, type Value } from '@platen/papi'

/** A sheet, upright. Points. */
export interface MediaSheet {
  readonly width: number
  readonly height: number
  /** What the printer cannot print on, on all sides. */
  readonly margin: number
}

/** Hundredths of millimetres as points, to the hundredth. */
const points = (hundredths: number): number => Math.round((hundredths / 2540) * 7200) / 100

const a4 = { width: 21_000, height: 29_700 }

/** The sheet. A4 if nothing says. */
export function mediaSheet(ticket: Attributes, capabilities: Attributes): MediaSheet {
  const { width, height } =
    sizeIn(ticket.value('media-col')) ?? sizeNamed(ticket.string('media')) ?? sizeIn(capabilities.value('media-col-default')) ?? sizeNamed(capabilities.string('media-default')) ?? a4
  const margins = ['top', 'bottom', 'left', 'right'].map((side) => capabilities.integer(`media-${side}-margin-supported`) ?? 0)
  return { width: points(width), height: points(height), margin: points(Math.max(...margins)) }
}

interface Size {
  readonly width: number
  readonly height: number
}

function sizeNamed(name: string | undefined): Size | undefined {
  return name === undefined ? undefined : readMediaName(name)
}

/** The size of a `media-col`. */
function sizeIn(value: Value | undefined): Size | undefined {
  if (value?.kind !== 'collection') return undefined
  const size = value.members.value('media-size')
  if (size?.kind !== 'collection') return sizeNamed(value.members.string('media-size-name'))
  const [width = 0, height = 0] = ['x-dimension', 'y-dimension'].map((dimension) => size.members.integer(dimension))
  return width > 0 && height > 0 ? { width, height } : undefined
}
