import { describe, expect, it } from 'vitest'
import { Attributes, attribute, integer, range } from '@platen/papi'
import { readCrossReferences } from './pdf/cross-references.js'
import { PdfObjects } from './pdf/objects.js'
import { pagesOf } from './pdf/page-tree.js'
import { PdfText } from './pdf/text.js'
import { written } from './pdf/values.js'
import { pageRangesOf, type PageRanges } from './page-ranges.js'
import { formatsWithoutPages, hasSelectablePages, selectPages } from './select-pages.js'
import { pwgPages, sourceOf, streamPdf, tablePdf, urfPages } from './test-documents.js'

const ranges = (...pairs: readonly (readonly [number, number])[]): PageRanges => pairs.map(([lower, upper]) => ({ lower, upper }))

async function selected(format: string, document: Uint8Array, wanted: PageRanges, piece?: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of selectPages(format, sourceOf(document, piece), wanted)) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

describe('page-ranges (RFC 8011 section 5.2.7)', () => {
  const of = (...values: Parameters<typeof range>[]) => {
    const [first, ...more] = values.map(([lower, upper]) => range(lower, upper))
    return pageRangesOf(Attributes.of(first && attribute('page-ranges', first, ...more)))
  }

  it('are all pages where there are none, or from the first to the last there can be', () => {
    expect(of()).toBeUndefined()
    expect(of([1, 0x7fff_ffff])).toBeUndefined()
    expect(of([2, 3], [5, 5])).toEqual(ranges([2, 3], [5, 5]))
  })

  it.each([[[[0, 3]]], [[[3, 2]]], [[[1, 3], [3, 4]]], [[[5, 6], [1, 2]]]])('are refused if they do not ascend: %j', (pairs) => {
    expect(() => of(...(pairs as [number, number][]))).toThrow('page-ranges must be ranges of pages')
  })

  it('are refused if they are no ranges', () => {
    // A plain name: what a client sends may have another syntax than the registered one.
    const named = (name: string): string => name
    expect(() => pageRangesOf(Attributes.of(attribute(named('page-ranges'), integer(3))))).toThrow('page-ranges must be ranges')
  })
})

describe('pages of a PDF', () => {
  /** The pages as a reader finds them, from the end of the file on. */
  const pagesIn = async (document: Uint8Array): Promise<string[]> => {
    const text = await PdfText.of(sourceOf(document))
    const references = await readCrossReferences(text)
    const objects = new PdfObjects(text, references)
    const catalog = await objects.dictionary(references.trailer.entries.get('Root'))
    const pages: string[] = []
    for await (const { entries } of pagesOf(objects, catalog.entries.get('Pages'))) {
      const shown = ['Label', 'MediaBox', 'Rotate'].map((name) => entries.get(name)).map((value) => (value === undefined ? '-' : written(value)))
      pages.push(shown.join(' '))
    }
    return pages
  }
  const all = ['(page \\) 1) [0 0 595 842] -', '(page \\) 2) [0 0 595 842] -', '(page \\) 3) [0 0 612 792] 90', '(page \\) 4) [0 0 612 792] 90', '(page \\) 5) [0 0 612 792] 0']

  it.each([
    ['a table of cross-references', tablePdf()],
    ['a stream of cross-references, and packed objects', streamPdf()],
    ['some octets before its header', tablePdf('', 'junk\n')],
  ])('with %s: the selected ones, with what they had from above, and the file before it untouched', async (_, document) => {
    expect(await pagesIn(document)).toEqual(all)
    const some = await selected('application/pdf', document, ranges([2, 3], [5, 9]))
    expect(await pagesIn(some)).toEqual([all[1], all[2], all[4]])
    expect(some.subarray(0, document.length)).toEqual(document)
    // What was made can be read and selected from again.
    expect(await pagesIn(await selected('application/pdf', some, ranges([3, 3])))).toEqual([all[4]])
  })

  it.each([
    ['has none of the pages', tablePdf(), 'the document has 5 pages; pages 7-8 were asked for'],
    ['is encrypted', tablePdf('/Encrypt 10 0 R '), 'it is encrypted'],
    ['is no PDF', Buffer.from('hello'), 'it does not begin like one'],
    ['has lost its end', tablePdf().subarray(0, 300), 'it does not say where its cross-references are'],
    ['has objects elsewhere than it says', Buffer.from(Buffer.from(tablePdf()).toString('latin1').replace('%PDF-1.4\n', '%PDF-1.4\n% and a word that moves all the rest\n'), 'latin1'), 'pages cannot be selected in this PDF'],
    ['has a tree that bites its tail', Buffer.from(Buffer.from(tablePdf()).toString('latin1').replace('[5 0 R 6 0 R]', '[2 0 R 6 0 R]'), 'latin1'), 'its pages are not a tree'],
  ])('that %s: said', async (_, document, message) => {
    await expect(selected('application/pdf', document, ranges([7, 8]))).rejects.toThrow(message)
  })

  it('of a damaged file end in a word about it, wherever the damage is, and never in a fault', async () => {
    for (const whole of [tablePdf(), streamPdf()]) {
      for (let at = 0; at < whole.length; at += 3) {
        const damaged = Uint8Array.from(whole)
        damaged[at] = (damaged[at] ?? 0) ^ 0x15
        const ended = await selected('application/pdf', damaged, ranges([2, 3])).then(() => 'PageError', (error: unknown) => (error instanceof Error ? error.name : 'thrown'))
        expect([at, ended]).toEqual([at, 'PageError'])
      }
    }
  })
})

describe('pages of raster', () => {
  const sync = Buffer.from('RaS2')
  const withoutTotal = (page: Uint8Array): Uint8Array => {
    const copy = Buffer.from(page)
    copy.writeUInt32BE(0, 452)
    return copy
  }

  it.each([1, 3, 1000, 100_000])('in PWG raster are those selected, in pieces of %i octets', async (piece) => {
    const pages = pwgPages(5)
    const [, second, third, , fifth] = pages.map(withoutTotal)
    expect(await selected('image/pwg-raster', Buffer.concat([sync, ...pages]), ranges([2, 3], [5, 5]), piece)).toEqual(Buffer.concat([sync, ...[second, third, fifth].filter((page) => page !== undefined)]))
  })

  it.each([0, 5])('in Apple raster are those selected, and counted if they were: %i', async (told) => {
    const head = (count: number) => {
      const octets = Buffer.from('UNIRAST\0\0\0\0\0', 'latin1')
      octets.writeUInt32BE(count, 8)
      return octets
    }
    const pages = urfPages(5)
    expect(await selected('image/urf', Buffer.concat([head(told), ...pages]), ranges([1, 1], [4, 9]))).toEqual(Buffer.concat([head(told === 0 ? 0 : 3), ...[0, 3, 4].flatMap((page) => pages[page] ?? [])]))
  })

  it.each([
    ['begins otherwise', Buffer.from('RaS3 and more'), 'the document is not whole PWG raster'],
    ['breaks off in a wanted page', Buffer.concat([sync, ...pwgPages(3)]).subarray(0, -3), 'the document is not whole PWG raster'],
    ['has too few pages', Buffer.concat([sync, ...pwgPages(2)]), 'the document has 2 pages; pages 3 were asked for'],
  ])('that %s: said', async (_, document, message) => {
    await expect(selected('image/pwg-raster', document, ranges([3, 3]))).rejects.toThrow(message)
  })
})

describe('pages of other documents', () => {
  it('a picture is one page', async () => {
    const picture = Buffer.from('\xff\xd8\xff picture', 'latin1')
    expect(await selected('image/jpeg', picture, ranges([1, 4]))).toEqual(picture)
    await expect(selected('image/jpeg', picture, ranges([2, 4]))).rejects.toThrow('the document has one page; pages 2-4 were asked for')
  })

  it('are not told apart where that would take a renderer', async () => {
    expect(hasSelectablePages('application/postscript')).toBe(false)
    expect(hasSelectablePages('Application/PDF; version=2')).toBe(true)
    expect(formatsWithoutPages(['application/pdf', 'text/plain', 'application/octet-stream'])).toEqual(['text/plain', 'application/octet-stream'])
    await expect(selected('text/plain', Buffer.from('words'), ranges([1, 1]))).rejects.toThrow('pages cannot be selected in text/plain')
  })
})
