/** IEEE 1284 device id (PWG 5107.2): maker, model, languages. Windows and Home Assistant read it. */
import type { Printer } from '@platen/papi'

/** A device id made of what is known; a print service that knows its printer's own says that instead. */
export function deviceId({ makeAndModel, formats }: Pick<Printer, 'makeAndModel' | 'formats'>): string {
  const [maker = 'Platen', ...model] = plain(makeAndModel).split(' ').filter((word) => word !== '')
  const commands = formats.filter((format) => format !== 'application/octet-stream').map((format) => languages[format] ?? plain(format.replace(/^[^/]*\//, '')))
  return `MFG:${maker};MDL:${model.join(' ') || maker};CMD:${commands.join(',')};CLS:PRINTER;`
}

/** `;` and `:` would begin another field. */
const plain = (words: string): string => words.replace(/[;:,]/g, ' ')

const languages: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/postscript': 'PS',
  'application/vnd.hp-PCL': 'PCL',
  'application/vnd.hp-PCLXL': 'PCLXL',
  'image/pwg-raster': 'PWGRaster',
  'image/urf': 'URF',
  'image/jpeg': 'JPEG',
  'text/plain': 'TXT',
}
