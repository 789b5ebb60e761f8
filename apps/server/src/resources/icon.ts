/** The picture of a printer, drawn at any size: `printer-icons`. */
import { png } from './png.js'

type Colour = readonly [red: number, green: number, blue: number]

/** A rectangle with round corners, in parts of the picture's edge. Later ones lie over earlier ones. */
interface Shape {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly radius: number
  readonly colour: Colour
}

const body: Colour = [56, 68, 82]
const shade: Colour = [38, 47, 58]
const paper: Colour = [250, 250, 247]
const ink: Colour = [150, 160, 172]
const light: Colour = [64, 190, 110]

const shapes: readonly Shape[] = [
  { left: 0.26, top: 0.08, right: 0.74, bottom: 0.5, radius: 0.03, colour: paper },
  { left: 0.08, top: 0.36, right: 0.92, bottom: 0.78, radius: 0.08, colour: body },
  { left: 0.2, top: 0.58, right: 0.8, bottom: 0.66, radius: 0.03, colour: shade },
  { left: 0.26, top: 0.61, right: 0.74, bottom: 0.92, radius: 0.03, colour: paper },
  { left: 0.33, top: 0.7, right: 0.67, bottom: 0.73, radius: 0.015, colour: ink },
  { left: 0.33, top: 0.77, right: 0.67, bottom: 0.8, radius: 0.015, colour: ink },
  { left: 0.33, top: 0.84, right: 0.54, bottom: 0.87, radius: 0.015, colour: ink },
  { left: 0.77, top: 0.44, right: 0.83, bottom: 0.5, radius: 0.03, colour: light },
]

/** The picture as PNG. @param size - edge in pixels: 48, 128 and 512 are what IPP Everywhere asks for */
export function printerIcon(size: number): Buffer {
  const pixels = new Uint8Array(size * size * 4)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) pixels.set(pixel((x + 0.5) / size, (y + 0.5) / size, 1 / size), (y * size + x) * 4)
  }
  return png(size, size, pixels)
}

/** The colour at a point: shapes blended at their edges over the width of a pixel. */
function pixel(x: number, y: number, width: number): readonly [number, number, number, number] {
  let colour: Colour = [0, 0, 0]
  let alpha = 0
  for (const shape of shapes) {
    const cover = Math.min(1, Math.max(0, 0.5 - distance(shape, x, y) / width))
    if (cover === 0) continue
    const total = cover + alpha * (1 - cover)
    const mixed = (of: 0 | 1 | 2): number => (shape.colour[of] * cover + colour[of] * alpha * (1 - cover)) / total
    colour = [mixed(0), mixed(1), mixed(2)]
    alpha = total
  }
  return [Math.round(colour[0]), Math.round(colour[1]), Math.round(colour[2]), Math.round(alpha * 255)]
}

/** How far a point lies outside a shape; negative inside. */
function distance({ left, top, right, bottom, radius }: Shape, x: number, y: number): number {
  const outX = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius
  const outY = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius
  return Math.hypot(Math.max(outX, 0), Math.max(outY, 0)) + Math.min(Math.max(outX, outY), 0) - radius
}
