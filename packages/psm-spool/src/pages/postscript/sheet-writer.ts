/** A PostScript document, as it streams by, with its pages on sheets: each in its place, and only full sheets are shown. Pure. */
import { gridFor, placement, type Grid } from '../layout.js'
import type { NumberUp } from '../number-up.js'
import { combined, decimal, operands } from '../pdf/geometry.js'

/** Lines are looked at from their beginning; what is longer goes through. */
const longest = 4096

/** Ctrl-D ends a job on serial lines, and is left around documents by programs that think there is one. */
const endOfTransmission = '\x04'

/** Writes the document. Octets are latin1 characters. */
export class SheetWriter {
  readonly #numberUp: NumberUp
  readonly #grid: Grid
  /** What has come and is no whole line yet. */
  #rest = ''
  /** Whether that is the beginning of a line. */
  #atStart = true
  #lines = 0
  /** Documents within the document, which have pages of their own. */
  #depth = 0
  #inPage = false
  #pages = 0
  #structured = false

  constructor(numberUp: NumberUp) {
    this.#numberUp = numberUp
    this.#grid = gridFor(numberUp.count, numberUp.sheet, numberUp.sheet)
  }

  /** Whether it says that it keeps to the conventions. */
  get isStructured(): boolean {
    return this.#structured
  }

  /** Pages so far. */
  get pages(): number {
    return this.#pages
  }

  /** The next of the document. @returns what is to be sent */
  write(piece: string): string {
    this.#rest += piece
    let written = ''
    let at = 0
    // A CR at the end may be the first half of CR LF.
    for (const { index, 0: end } of this.#rest.matchAll(/\r\n|\n|\r(?=[^])/g)) {
      written += this.#line(this.#rest.slice(at, index + end.length))
      at = index + end.length
    }
    this.#rest = this.#rest.slice(at)
    if (this.#rest.length <= longest) return written
    written += this.#atStart ? this.#line(this.#rest) : this.#rest
    this.#rest = ''
    this.#atStart = false
    return written
  }

  /** The end of the document. @returns what is to be sent */
  end(): string {
    const last = this.#rest === '' ? '' : this.#line(this.#rest)
    this.#rest = ''
    return last + this.#endPage(true)
  }

  #line(line: string): string {
    const begins = this.#atStart
    this.#atStart = true
    if (!begins) return line
    if (this.#lines++ === 0) return this.#first(line)
    if (line.startsWith('%%BeginDocument')) this.#depth++
    else if (line.startsWith('%%EndDocument')) this.#depth--
    else if (this.#depth > 0) return line
    else if (line.startsWith('%%Page:')) return this.#endPage(false) + this.#beginPage()
    else if (line.startsWith('%%Trailer') || line.startsWith('%%EOF') || line.startsWith(endOfTransmission)) return this.#endPage(true) + line
    return line
  }

  #first(line: string): string {
    const bare = line.startsWith(endOfTransmission) ? line.slice(1) : line
    this.#structured = bare.startsWith('%!PS-Adobe-')
    return prologue(this.#numberUp) + bare
  }

  #beginPage(): string {
    const { count, direction, sheet } = this.#numberUp
    const index = this.#pages % count
    const inFrame = placement(sheet, this.#grid, index, direction, sheet)
    const matrix = this.#grid.turned ? combined(inFrame, [0, 1, -1, 0, sheet.width, 0]) : inFrame
    const number = Math.floor(this.#pages / count) + 1
    this.#pages++
    this.#inPage = true
    return [
      ...(index === 0 ? [`%%Page: ${number} ${number}`] : []),
      'userdict /PlatenSave save put',
      `[${operands(matrix)}] concat 0 0 ${decimal(sheet.width)} ${decimal(sheet.height)} rectclip`,
      'PlatenNumberUp begin /base matrix currentmatrix def /inPage true def end',
      '',
    ].join('\n')
  }

  #endPage(isLast: boolean): string {
    if (!this.#inPage) return ''
    this.#inPage = false
    const isFull = isLast || this.#pages % this.#numberUp.count === 0
    return `\nuserdict /PlatenSave get restore\n${isFull ? 'systemdict /showpage get exec\n' : ''}`
  }
}

/** Keeps pages from showing, erasing or leaving their place; what the document says of duplex and trays before them stands. */
function prologue({ sheet }: NumberUp): string {
  const size = `${decimal(sheet.width)} ${decimal(sheet.height)}`
  return `%!PS-Adobe-3.0
%%LanguageLevel: 2
%%BoundingBox: 0 0 ${Math.ceil(sheet.width)} ${Math.ceil(sheet.height)}
%%Pages: (atend)
%%EndComments
<< /PageSize [${size}] >> setpagedevice
userdict begin
/PlatenNumberUp 4 dict dup begin /base matrix currentmatrix def /inPage false def end def
/showpage {} def
/copypage {} def
/erasepage {} def
/initclip {} def
/initmatrix { PlatenNumberUp /base get setmatrix } def
/defaultmatrix { PlatenNumberUp /base get exch copy } def
/initgraphics { initmatrix newpath 0 setgray 1 setlinewidth 0 setlinecap 0 setlinejoin [] 0 setdash 10 setmiterlimit } def
/setpagedevice {
  PlatenNumberUp /inPage get { pop } { dup length dict copy dup /PageSize undef systemdict /setpagedevice get exec } ifelse
} def
end
`
}
