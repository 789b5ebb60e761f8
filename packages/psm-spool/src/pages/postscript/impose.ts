/**
 * Several pages of a PostScript document on each side of a sheet. Its structuring comments (Adobe's Document Structuring
 * Conventions 3.0) say where its pages begin; a document without them cannot be told apart without running it. Pages are
 * taken to be of the medium's size.
 */
import type { NumberUp } from '../number-up.js'
import { PageError } from '../page-ranges.js'
import type { PageSource } from '../page-source.js'
import { SheetWriter } from './sheet-writer.js'

/** @throws PageError if the document does not say where its pages begin */
export async function* imposePostscriptPages(source: PageSource, numberUp: NumberUp): AsyncGenerator<Uint8Array> {
  // Once for nothing: what cannot be done shows before a printer has begun.
  const trial = new SheetWriter(numberUp)
  for await (const piece of source.all()) trial.write(latin1(piece))
  trial.end()
  if (!trial.isStructured || trial.pages === 0) throw new PageError('the pages of this PostScript document cannot be put onto sheets: it does not say where they begin')
  const writer = new SheetWriter(numberUp)
  for await (const piece of source.all()) {
    const written = writer.write(latin1(piece))
    if (written !== '') yield Buffer.from(written, 'latin1')
  }
  yield Buffer.from(writer.end(), 'latin1')
}

const latin1 = (octets: Uint8Array): string => Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1')
