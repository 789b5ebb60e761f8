import { describe, expect, it } from 'vitest'
import { JobStream, uel, type StreamEvent } from './job-stream.js'

/** Reads data in pieces of that many octets. */
function read(data: string | Uint8Array, pieces: number, postScriptControls = true): StreamEvent[] {
  const stream = new JobStream({ postScriptControls })
  const octets = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
  const events: StreamEvent[] = []
  for (let at = 0; at < octets.length; at += pieces) {
    for (let rest = octets.subarray(at, at + pieces); rest.length > 0; ) {
      const step = stream.step(rest)
      expect(step.length).toBeGreaterThan(0)
      expect(step.length).toBeLessThanOrEqual(rest.length)
      events.push(...step.events)
      rest = rest.subarray(step.length)
    }
  }
  return [...events, ...stream.end()]
}

const page: StreamEvent = { type: 'page' }

function pwgPage(lines: number, lineOctets: number): Buffer {
  const header = Buffer.alloc(1796)
  header.write('PwgRaster')
  header.writeUInt32BE(lines, 376)
  header.writeUInt32BE(8, 388)
  header.writeUInt32BE(lineOctets, 392)
  // Each line by itself: half as one run, half as they are, "RaS2" among them.
  const half = lineOctets / 2
  const line = Buffer.concat([Buffer.from([0, half - 1, 0x41, 257 - half]), Buffer.from('RaS2'.repeat(half)).subarray(0, half)])
  return Buffer.concat([header, ...Array.from({ length: lines }, () => line)])
}

function urf(pages: number): Buffer {
  const head = Buffer.concat([Buffer.from('UNIRAST\0'), Buffer.from([0, 0, 0, pages])])
  const header = Buffer.alloc(32)
  header[0] = 24
  header.writeUInt32BE(10, 12)
  header.writeUInt32BE(4, 16)
  // Two lines repeated, of two runs; then two that are white to their end.
  const lines = Buffer.from([1, 4, 1, 2, 3, 4, 9, 9, 9, 1, 128])
  return Buffer.concat([head, ...Array.from({ length: pages }, () => Buffer.concat([header, lines]))])
}

describe.each([1, 2, 3, 7, 64, 100_000])('the data of a connection, in pieces of %i', (pieces) => {
  it('reads PJL, the language entered, and PJL again', () => {
    const job = `${uel}@PJL JOB NAME="a"\r\n@PJL SET COPIES=2\n\n@PJL ENTER LANGUAGE = PCL\r\n\u001bEhello\f\u001bE${uel}@PJL EOJ\r\n${uel}`
    expect(read(job, pieces)).toEqual([
      { type: 'uel' },
      { type: 'pjl', line: '@PJL JOB NAME="a"' },
      { type: 'pjl', line: '@PJL SET COPIES=2' },
      { type: 'pjl', line: '@PJL ENTER LANGUAGE = PCL' },
      { type: 'document', language: 'pcl' },
      page,
      { type: 'uel' },
      { type: 'pjl', line: '@PJL EOJ' },
      { type: 'uel' },
    ])
  })

  it('ends a line of PJL at a UEL, and at the end of data', () => {
    expect(read(`${uel}@PJL INFO ID${uel}@PJL`, pieces)).toEqual([{ type: 'uel' }, { type: 'pjl', line: '@PJL INFO ID' }, { type: 'uel' }, { type: 'pjl', line: '@PJL' }])
  })

  it('takes what only looks like a UEL for data', () => {
    expect(read(`text \u001b%-1234 and \u001b\u001b%-12345`, pieces)).toEqual([{ type: 'document', language: 'unknown' }])
    expect(read(`text \u001b\u001b%-12345X`, pieces)).toEqual([{ type: 'document', language: 'unknown' }, { type: 'uel' }])
    expect(read('@PJL INFO ID\r\n', pieces)).toEqual([{ type: 'document', language: 'unknown' }])
  })

  it('counts the pages of PostScript: %%Page of a conforming document, showpage of any other', () => {
    expect(read('%!PS-Adobe-3.0\n/x {showpage} def\n%%Page: 1 1\nx\n%%Page: 2 2\nx\n', pieces)).toEqual([{ type: 'document', language: 'postscript' }, page, page])
    expect(read('%!\n%%Page: 1 1\n(a) show showpage (b) show showpage', pieces)).toEqual([{ type: 'document', language: 'postscript' }, page, page])
  })

  it('sees the control characters of PostScript, and triggers', () => {
    const job = '\u0004%!\n\u0014%%Simulate: error undefined foo\nserverdict begin 0 exitserver\nshowpage\u0004%!\n\u0003showpage\n'
    expect(read(job, pieces)).toEqual([
      { type: 'end-of-job' },
      { type: 'document', language: 'postscript' },
      { type: 'status-query' },
      { type: 'trigger', text: 'error undefined foo' },
      { type: 'exitserver' },
      page,
      { type: 'end-of-job' },
      { type: 'document', language: 'postscript' },
      { type: 'interrupt' },
      page,
    ])
    expect(read(job, pieces, false).map(({ type }) => type)).toEqual(['document', 'trigger', 'exitserver', 'page', 'page'])
  })

  it('takes what TBCP quotes for data', () => {
    expect(read('\u0001M%!PS-Adobe-3.0\n\u0001D\u0001T\u0001C%%Page: 1 1\n\u0004', pieces)).toEqual([{ type: 'document', language: 'postscript' }, page, { type: 'end-of-job' }])
  })

  it('counts the form feeds of PCL, but not in raster and transparent data', () => {
    const job = '\u001bE\u001b*r1A\u001b*b3W\f\f\f\u001b*b2m4W\f\f\f\f\u001b&p2X\f\f\u001b)s3W\f\f\ftext\f\u001b&l1Xmore\f\u001bE'
    expect(read(job, pieces)).toEqual([{ type: 'document', language: 'pcl' }, page, page])
  })

  it('counts the page objects of PDF, about', () => {
    expect(read('%PDF-1.4\n1 0 obj <</Type /Pages/Count 2>> endobj 2 0 obj <</Type/Page/Parent 1 0 R>> endobj 3 0 obj <</Type /Page>> endobj\n%%EOF', pieces)).toEqual([{ type: 'document', language: 'pdf' }, page, page])
  })

  it('counts the pages of PWG raster and URF by their headers, decoding what lies between', () => {
    expect(read(Buffer.concat([Buffer.from('RaS2'), pwgPage(3, 16), pwgPage(5, 64)]), pieces)).toEqual([{ type: 'document', language: 'pwg-raster' }, page, page])
    expect(read(urf(3), pieces)).toEqual([{ type: 'document', language: 'urf' }, page, page, page])
  })

  it('knows nothing of other data', () => {
    expect(read(Buffer.from([0, 1, 2, 0x0c, 4, 0x14, 0xff]), pieces)).toEqual([{ type: 'document', language: 'unknown' }])
  })
})

describe('page data', () => {
  it('is told from commands, which a stopped printer still takes', () => {
    const stream = new JobStream({ postScriptControls: true })
    const data = (text: string): boolean[] => {
      const told: boolean[] = []
      for (let rest = Buffer.from(text, 'latin1'); rest.length > 0; ) {
        const step = stream.step(rest)
        told.push(step.isPageData)
        rest = rest.subarray(step.length)
      }
      return told
    }
    expect(data(`${uel}@PJL INFO STATUS\r\n\u0014`)).not.toContain(true)
    expect(data('%!\n')).toContain(true)
    expect(data('\u0014')).toEqual([false])
    expect(data(uel)).not.toContain(true)
  })
})
