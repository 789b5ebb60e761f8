/** A sheet as PostScript, level 2, in the fonts that every printer has. Pure. */
import type { MediaSheet } from '../pages/media-sheet.js'
import { decimal } from '../pages/pdf/geometry.js'
import { literal } from './characters.js'
import { layOut } from './sheet-layout.js'
import type { SheetText } from './sheet-text.js'

/** A document of one page. */
export function postscriptSheet(text: SheetText, sheet: MediaSheet): Uint8Array {
  const { scale, words, rule } = layOut(text, sheet, 'latin-1')
  const [left, right, y] = rule.map(decimal)
  const font = (own: string, name: string): string =>
    `/${own} /${name} findfont dup length dict begin { 1 index /FID ne { def } { pop pop } ifelse } forall /Encoding ISOLatin1Encoding def currentdict end definefont pop`
  return Buffer.from(
    [
      '%!PS-Adobe-3.0',
      '%%LanguageLevel: 2',
      '%%Pages: 1',
      `%%BoundingBox: 0 0 ${Math.ceil(sheet.width)} ${Math.ceil(sheet.height)}`,
      '%%EndComments',
      `<< /PageSize [${decimal(sheet.width)} ${decimal(sheet.height)}] >> setpagedevice`,
      font('Regular', 'Helvetica'),
      font('Bold', 'Helvetica-Bold'),
      '%%Page: 1 1',
      `${decimal(scale)} dup scale`,
      ...words.map(({ x, y, size, bold, octets }) => `/${bold ? 'Bold' : 'Regular'} findfont ${size} scalefont setfont ${decimal(x)} ${decimal(y)} moveto ${literal(octets)} show`),
      `1 setlinewidth ${left} ${y} moveto ${right} ${y} lineto stroke`,
      'showpage',
      '%%EOF',
      '',
    ].join('\n'),
    'latin1',
  )
}
