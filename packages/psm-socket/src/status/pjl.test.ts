import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOctets, octets } from './octets.test-support.js'
import { PjlReader } from './pjl.js'
import type { PjlMessage } from './pjl-message.js'

function read(text: string): PjlMessage[] {
  const reader = new PjlReader()
  return [...reader.take(octets(text)), ...reader.end()]
}

describe('PJL on the back channel', () => {
  it('@PJL USTATUS DEVICE: code, display, online', () => {
    expect(read('@PJL USTATUS DEVICE\r\nCODE=40021\r\nDISPLAY="12 PRINTER OPEN"\r\nONLINE=FALSE\r\n\f')).toEqual([
      { type: 'status', asked: false, status: { codes: [40021], display: '12 PRINTER OPEN', online: false } },
    ])
  })

  it('@PJL USTATUS TIMED, and the answer to @PJL INFO STATUS', () => {
    const status = { codes: [10001], display: '00 READY', online: true }
    expect(read('@PJL USTATUS TIMED\r\nCODE=10001\r\nDISPLAY="00 READY"\r\nONLINE=TRUE\r\n\f')).toEqual([{ type: 'status', asked: false, status }])
    expect(read('@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY="00 READY"\r\nONLINE=TRUE\r\n\f')).toEqual([{ type: 'status', asked: true, status }])
  })

  it.each([
    ['spaces around the sign, lower case, single quotes, as others write it', "@pjl ustatus device\ncode = 40021\ndisplay='12 COVER OPEN '\nonline = false\n\f", [40021], '12 COVER OPEN', false],
    ['several codes', '@PJL USTATUS DEVICE\r\nCODE=10006\r\nCODE2=10023\r\n\f', [10006, 10023], '', undefined],
    ['a quote in the display', '@PJL USTATUS DEVICE\r\nCODE=10001\r\nDISPLAY="a "b" c"\r\n\f', [10001], 'a "b" c', undefined],
    ['a code that is none', '@PJL USTATUS DEVICE\r\nCODE=ready\r\nONLINE=MAYBE\r\n\f', [], '', undefined],
    ['a code too long for a number', `@PJL USTATUS DEVICE\r\nCODE=${'9'.repeat(30)}\r\n\f`, [], '', undefined],
    ['a universal exit before it', '\u001b%-12345X@PJL USTATUS DEVICE\r\nCODE=10001\r\n\f', [10001], '', undefined],
  ])('takes %s', (_what, text, codes, display, online) => {
    expect(read(text)).toEqual([{ type: 'status', asked: false, status: { codes, display, online } }])
  })

  it('@PJL USTATUS JOB: start, end with pages and result, cancel', () => {
    expect(read('@PJL USTATUS JOB\r\nSTART\r\nNAME="JOB 14993"\r\nID=346\r\n\f')).toEqual([{ type: 'job', event: 'start', name: 'JOB 14993', id: 346, result: '' }])
    expect(read('@PJL USTATUS JOB\r\nEND\r\nNAME="JOB 14993"\r\nPAGES=123\r\nID=346\r\nRESULT=OK\r\n\f')).toEqual([
      { type: 'job', event: 'end', name: 'JOB 14993', id: 346, pages: 123, result: 'OK' },
    ])
    expect(read('@PJL USTATUS JOB\r\nCANCELED\r\nID=7\r\n\f')).toEqual([{ type: 'job', event: 'cancel', name: '', id: 7, result: '' }])
    expect(read('@PJL USTATUS JOB\r\nWHAT\r\n\f')).toEqual([{ type: 'other', heading: 'USTATUS JOB', lines: ['WHAT'] }])
  })

  it('@PJL USTATUS PAGE: pages printed so far', () => {
    expect(read('@PJL USTATUS PAGE\r\n1\r\n\f@PJL USTATUS PAGE\r\n2\r\n\f')).toEqual([
      { type: 'page', page: 1 },
      { type: 'page', page: 2 },
    ])
  })

  it('@PJL INFO ID, PAGECOUNT, VARIABLES, CONFIG and @PJL ECHO', () => {
    expect(read('@PJL INFO ID\r\n"LASERJET 4"\r\n\f')).toEqual([{ type: 'id', id: 'LASERJET 4' }])
    expect(read('@PJL INFO PAGECOUNT\r\nPAGECOUNT=183933\r\n\f@PJL INFO PAGECOUNT\r\n12\r\n\f')).toEqual([
      { type: 'page-count', pages: 183933 },
      { type: 'page-count', pages: 12 },
    ])
    expect(read('@PJL INFO VARIABLES\r\nCOPIES=1 [2 RANGE]\r\n\t1\r\n\t999\r\nPAPER=LETTER [2 ENUMERATED]\r\n\tLETTER\r\n\tA4\r\n\f')).toEqual([
      { type: 'variables', variables: [{ name: 'COPIES', value: '1', values: ['1', '999'] }, { name: 'PAPER', value: 'LETTER', values: ['LETTER', 'A4'] }] },
    ])
    expect(read('@PJL INFO CONFIG\r\nIN TRAYS [2 ENUMERATED]\r\n\tINTRAY1 MP\r\n\tINTRAY2 PC\r\nMEMORY=2097152\r\n\f')).toEqual([
      { type: 'config', variables: [{ name: 'IN TRAYS', value: '', values: ['INTRAY1 MP', 'INTRAY2 PC'] }, { name: 'MEMORY', value: '2097152', values: [] }] },
    ])
    expect(read('@PJL ECHO 12:07:54.5 07-26-92\r\n\f')).toEqual([{ type: 'echo', words: '12:07:54.5 07-26-92' }])
  })

  it('passes over what is not PJL, before, between and after', () => {
    expect(read('hello\r\n%%[ status: busy ]%%\r\n@PJL USTATUS PAGE\r\n%%[ status: busy ]%%\r\n3\r\n\fCODE=40021\r\n\f')).toEqual([{ type: 'page', page: 3 }])
  })

  it('takes a message whose form feed was left out, at the next one or at the end', () => {
    expect(read('@PJL USTATUS PAGE\r\n1\r\n@PJL USTATUS PAGE\r\n2')).toEqual([
      { type: 'page', page: 1 },
      { type: 'page', page: 2 },
    ])
  })

  it('keeps a bounded part of lines and messages without end', () => {
    const [message] = read(`@PJL INFO FILES ${'x'.repeat(100_000)}\r\n${'y\r\n'.repeat(100_000)}\f`)
    expect(message?.type).toBe('other')
    expect(JSON.stringify(message).length).toBeLessThan(10_000)
  })

  it('reads the same however the octets are cut, and never fails', () => {
    const words = ['@PJL USTATUS DEVICE\r\n', '@PJL INFO STATUS\r\n', '@PJL USTATUS JOB\r\n', '@PJL', 'CODE=', '40021', 'DISPLAY="', 'ONLINE=FALSE', 'END\r\n', 'NAME="x"', 'PAGES=3', '@PJL INFO VARIABLES\r\n', '\tA4\r\n']
    fc.assert(
      fc.property(cutOctets(words), ({ whole, chunks }) => {
        const cut = new PjlReader()
        const one = new PjlReader()
        expect([...chunks.flatMap((chunk) => cut.take(chunk)), ...cut.end()]).toEqual([...one.take(whole), ...one.end()])
      }),
      { numRuns: 150 },
    )
  })
})
