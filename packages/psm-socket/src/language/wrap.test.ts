import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../status/octets.test-support.js'
import { lookAhead } from './look-ahead.js'
import { pjlString, type PjlTicket } from './pjl-ticket.js'
import { resetOf } from './reset.js'
import { languageOfFormat, startOf } from './sniff.js'
import { tbcpQuoted } from './tbcp.js'
import { wrap, type EndOfJob, type WrapOptions } from './wrap.js'

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

async function* stream(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? latin1(chunk) : chunk
}

async function wrapped(options: Partial<WrapOptions> & { endOfJob: EndOfJob }, ...chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const all: Uint8Array[] = []
  for await (const octets of wrap(stream(...chunks), { format: 'application/octet-stream', ...options })) all.push(octets)
  return Buffer.concat(all).toString('latin1')
}

const exit = '\u001b%-12345X'
const postscript = { format: 'application/postscript' }

describe('end-of-job none', () => {
  it('passes the document on as it is', async () => {
    expect(await wrapped({ endOfJob: 'none' }, '\u0004%!PS', '', 'x\u0004')).toBe('\u0004%!PSx\u0004')
  })
})

describe('end-of-job ctrl-d', () => {
  it('adds a Ctrl-D at the end, and at the start if asked', async () => {
    expect(await wrapped({ endOfJob: 'ctrl-d' }, '%!PS\n', 'showpage\n')).toBe('%!PS\nshowpage\n\u0004')
    expect(await wrapped({ endOfJob: 'ctrl-d', startMark: true }, '%!PS\n')).toBe('\u0004%!PS\n\u0004')
  })

  it("adds none where the document has its own, and leaves those inside alone", async () => {
    expect(await wrapped({ endOfJob: 'ctrl-d', startMark: true }, '\u0004%!PS \u0004\u0004 x', '\u0004', '')).toBe('\u0004%!PS \u0004\u0004 x\u0004')
  })

  it('leaves an empty document empty', async () => {
    for (const endOfJob of ['ctrl-d', 'pjl', 'tbcp'] as const) expect(await wrapped({ endOfJob, ...postscript }, '', '')).toBe('')
  })
})

describe('end-of-job pjl', () => {
  it('says who, what and how many, enters the language, and ends language and job', async () => {
    const ticket: PjlTicket = {
      jobName: 'Annual report',
      user: 'alice',
      copies: { count: 3, by: 'QTY' },
      sides: 'two-sided-short-edge',
      mediaSource: 'tray-2',
      media: 'iso_a4_210x297mm',
      resolution: 600,
      reports: true,
    }
    expect(await wrapped({ endOfJob: 'pjl', ticket, ...postscript }, '%!PS\n')).toBe(
      [
        `${exit}@PJL`,
        '@PJL USTATUS JOB = ON',
        '@PJL USTATUS PAGE = ON',
        '@PJL USTATUS DEVICE = ON',
        '@PJL JOB NAME = "Annual report"',
        '@PJL SET USERNAME = "alice"',
        '@PJL SET QTY = 3',
        '@PJL SET DUPLEX = ON',
        '@PJL SET BINDING = SHORTEDGE',
        '@PJL SET MEDIASOURCE = TRAY2',
        '@PJL SET PAPER = A4',
        '@PJL SET RESOLUTION = 600',
        '@PJL ENTER LANGUAGE = POSTSCRIPT',
        `%!PS\n${exit}@PJL`,
        '@PJL EOJ NAME = "Annual report"',
        exit,
      ].join('\r\n'),
    )
  })

  it('says nothing it was not told', async () => {
    expect(await wrapped({ endOfJob: 'pjl' }, 'x')).toBe(`${exit}@PJL\r\n@PJL JOB\r\nx${exit}@PJL\r\n@PJL EOJ\r\n${exit}`)
  })

  it.each([
    ['one-sided', { sides: 'one-sided' }, '@PJL SET DUPLEX = OFF\r\n'],
    ['two-sided-long-edge', { sides: 'two-sided-long-edge' }, '@PJL SET DUPLEX = ON\r\n@PJL SET BINDING = LONGEDGE\r\n'],
    ['manual feed', { mediaSource: 'manual' }, '@PJL SET MANUALFEED = ON\r\n'],
    ['copies of each page', { copies: { count: 2, by: 'COPIES' } }, '@PJL SET COPIES = 2\r\n'],
    ['what PJL does not know', { mediaSource: 'tray-1\r\n@PJL RESET', media: 'na_foolscap_8.5x13in', resolution: 0, copies: { count: 1.5, by: 'QTY' } }, ''],
  ] as const)('%s', async (_what, ticket, commands) => {
    expect(await wrapped({ endOfJob: 'pjl', ticket }, 'x')).toBe(`${exit}@PJL\r\n@PJL JOB\r\n${commands}x${exit}@PJL\r\n@PJL EOJ\r\n${exit}`)
  })

  it.each([
    ['by its first octets', 'application/octet-stream', '%PDF-1.7', 'PDF'],
    ['by its first octets, not by a wrong format', 'text/plain', '%!PS-Adobe', 'POSTSCRIPT'],
    ['by its format', 'application/vnd.hp-PCL', '\u001bE', 'PCL'],
    ['by its format', 'image/urf', 'UNIRAST\0', 'URF'],
    ['text as PCL', 'text/plain; charset=utf-8', 'hello', 'PCL'],
  ])('finds the language %s', async (_how, format, document, language) => {
    expect(await wrapped({ endOfJob: 'pjl', format }, document)).toContain(`@PJL ENTER LANGUAGE = ${language}\r\n${document}`)
  })

  it('leaves the language to a document that brings its own PJL, and to the printer where it is not known', async () => {
    const own = `${exit}@PJL ENTER LANGUAGE=PCLXL\r\n) HP-PCL XL`
    expect(await wrapped({ endOfJob: 'pjl', ...postscript, ticket: { jobName: 'x' } }, own)).toBe(`${exit}@PJL\r\n@PJL JOB NAME = "x"\r\n${own}${exit}@PJL\r\n@PJL EOJ NAME = "x"\r\n${exit}`)
    expect(await wrapped({ endOfJob: 'pjl' }, 'what')).not.toContain('LANGUAGE')
  })

  it('lets no name end the string, the line or the language', async () => {
    expect(pjlString('a" \r\n@PJL DEFAULT PASSWORD=1\u001b%-12345X')).toBe("a' @PJL DEFAULT PASSWORD=1?%-12345X")
    expect(pjlString('Übersicht für José: ½ 日本')).toBe('Ubersicht fur Jose: 1?2 ??')
    expect(pjlString('x'.repeat(5000))).toHaveLength(80)
    await fc.assert(
      fc.asyncProperty(anyText(120), anyText(120), async (jobName, user) => {
        const text = await wrapped({ endOfJob: 'pjl', ticket: { jobName, user }, ...postscript }, '%!')
        expect(text.split(exit)).toHaveLength(4)
        for (const line of text.split('\r\n')) expect(line).toMatch(/^(\x1b%-12345X)?(@PJL( (JOB|EOJ)( NAME = "[ !#-~]{1,80}")?| SET USERNAME = "[ !#-~]{1,80}"| ENTER LANGUAGE = POSTSCRIPT)?)?$|^%!\x1b%-12345X@PJL$/) // eslint-disable-line no-control-regex -- the exit has an escape
      }),
      { numRuns: 50 },
    )
  })
})

describe('end-of-job tbcp', () => {
  it('quotes the control characters of binary PostScript (Adobe LPS5009)', async () => {
    expect(await wrapped({ endOfJob: 'tbcp', ...postscript }, '%!PS\n', '\u0001\u0003\u0004\u0005\u0011\u0013\u0014\u001b\u001c\u0000z')).toBe(
      '\u0001M%!PS\n\u0001A\u0001C\u0001D\u0001E\u0001Q\u0001S\u0001T\u0001[\u0001\\\u0000z\u0004',
    )
  })

  it('takes the marks of the document itself for marks', async () => {
    expect(await wrapped({ endOfJob: 'tbcp', startMark: true, ...postscript }, '\u0004%!PS', ' a', '\u0004')).toBe('\u0004\u0001M%!PS a\u0004')
    expect(await wrapped({ endOfJob: 'tbcp', ...postscript }, '%!PS', '\u0004', 'b', '')).toBe('\u0001M%!PS\u0001Db\u0004')
  })

  it('leaves alone what is not PostScript, or quoted already', async () => {
    expect(await wrapped({ endOfJob: 'tbcp', format: 'application/pdf' }, '%PDF-\u0004')).toBe('%PDF-\u0004')
    expect(await wrapped({ endOfJob: 'tbcp', ...postscript }, `${exit}@PJL\r\n`)).toBe(`${exit}@PJL\r\n`)
    expect(await wrapped({ endOfJob: 'tbcp', ...postscript }, '\u0001M%!PS\u0004')).toBe('\u0001M%!PS\u0004')
  })

  it('can be undone: every octet comes through, none means anything on the line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const quoted = tbcpQuoted(octets)
        const undone: number[] = []
        for (let at = 0; at < quoted.length; at++) {
          const octet = quoted[at] ?? 0
          if (octet === 1) undone.push((quoted[++at] ?? 0) ^ 0x40)
          else {
            expect([3, 4, 5, 0x11, 0x13, 0x14, 0x1b, 0x1c]).not.toContain(octet)
            undone.push(octet)
          }
        }
        expect(Uint8Array.from(undone)).toEqual(octets)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a wrapped document', () => {
  it('is the same however it is cut', async () => {
    const endOfJobs = fc.constantFrom<EndOfJob>('none', 'ctrl-d', 'pjl', 'tbcp')
    const text = fc.array(fc.constantFrom('%!PS', '\u0004', '\u0001', 'x', '\u0001M', exit, '%PDF-'), { maxLength: 8 }).map((all) => all.join(''))
    await fc.assert(
      fc.asyncProperty(endOfJobs, text, fc.boolean(), fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), async (endOfJob, whole, startMark, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
        const pieces = places.slice(1).map((end, at) => whole.slice(places[at], end))
        expect(await wrapped({ endOfJob, startMark, ...postscript }, ...pieces)).toBe(await wrapped({ endOfJob, startMark, ...postscript }, whole))
      }),
      { numRuns: 150 },
    )
  })

  it('closes the document when it is broken off, and passes on its errors', async () => {
    for (const endOfJob of ['none', 'ctrl-d', 'pjl', 'tbcp'] as const) {
      let closed = false
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          for (;;) yield latin1('%!PS-Adobe-3.0 and so on')
        } finally {
          closed = true
        }
      }
      for await (const octets of wrap(endless(), { endOfJob, ...postscript })) if (octets.length > 20) break
      expect(closed).toBe(true)
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield latin1('%!PS-Adobe-3.0 and so on')
        throw new Error('the client went away')
      }
      await expect(Array.fromAsync(wrap(broken(), { endOfJob, ...postscript }))).rejects.toThrow('the client went away')
    }
  })

  it('is looked at without being taken', async () => {
    const { start, all } = await lookAhead(stream('ab', '', 'cd', 'ef'), 3)
    expect(Buffer.from(start).toString()).toBe('abcd')
    const chunks: string[] = []
    for await (const octets of all) chunks.push(Buffer.from(octets).toString())
    expect(chunks.join('|')).toBe('ab|cd|ef')
  })
})

describe('the reset of a job that is broken off', () => {
  it.each([
    ['PostScript: Ctrl-C, then Ctrl-D', 'none', 'application/postscript', '%!PS', '\u0003\u0004'],
    ['PostScript by its look', 'none', 'application/octet-stream', '%!PS', '\u0003\u0004'],
    ['Ctrl-D as the mark', 'ctrl-d', 'application/octet-stream', 'x', '\u0003\u0004'],
    ['TBCP', 'tbcp', 'application/postscript', '%!PS', '\u0003\u0004'],
    ['PCL: the universal exit', 'none', 'application/vnd.hp-PCL', '\u001bE', exit],
    ['PCL XL by its look', 'none', 'application/octet-stream', ') HP-PCL XL;2;0', exit],
    ['PJL of its own', 'none', 'application/postscript', `${exit}@PJL`, exit],
    ['PJL: out of the language and the job', 'pjl', 'application/postscript', '%!PS', `${exit}@PJL\r\n@PJL EOJ NAME = "job"\r\n${exit}`],
    ['text: nothing, for it might be printed', 'none', 'text/plain', 'hello', ''],
    ['a language that is not known: nothing', 'none', 'application/octet-stream', 'hello', ''],
  ] as const)('%s', (_what, endOfJob, format, start, reset) => {
    expect(Buffer.from(resetOf({ endOfJob, format, start: latin1(start), ticket: { jobName: 'job' } })).toString('latin1')).toBe(reset)
  })
})

describe('languages', () => {
  it('are known by their formats', () => {
    expect(languageOfFormat('Application/PostScript; level=3')).toBe('POSTSCRIPT')
    expect(languageOfFormat('application/octet-stream')).toBeUndefined()
    expect(languageOfFormat('toString')).toBeUndefined()
    expect(startOf(new Uint8Array())).toBe('unknown')
  })
})
