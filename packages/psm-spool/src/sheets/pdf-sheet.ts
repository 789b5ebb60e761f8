/** A sheet as PDF 1.4, in the fonts that every reader has (ISO 32000-1 section 9.6.2.2). Pure. */
import type { MediaSheet } from '../pages/media-sheet.js'
import { decimal } from '../pages/pdf/geometry.js'
import { literal } from './characters.js'
import { layOut } from './sheet-layout.js'
import type { SheetText } from './sheet-text.js'

/** A document of one page. */
export function pdfSheet(text: SheetText, sheet: MediaSheet): Uint8Array {
  const { scale, words, rule } = layOut(text, sheet, 'windows-1252')
  const [left, right, y] = rule.map(decimal)
  const content = [
    `${decimal(scale)} 0 0 ${decimal(scale)} 0 0 cm`,
    ...words.map(({ x, y, size, bold, octets }) => `BT /${bold ? 'B' : 'R'} ${size} Tf ${decimal(x)} ${decimal(y)} Td ${literal(octets)} Tj ET`),
    `1 w ${left} ${y} m ${right} ${y} l S`,
  ].join('\n')
  const font = (name: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${decimal(sheet.width)} ${decimal(sheet.height)}] /Resources << /Font << /R 4 0 R /B 5 0 R >> >> /Contents 6 0 R >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  let body = '%PDF-1.4\n'
  const rows = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const count = objects.length + 1
  return Buffer.from(`${body}xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}
