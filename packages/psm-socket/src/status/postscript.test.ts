import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonKeywords } from './condition.js'
import { cutOctets, octets } from './octets.test-support.js'
import { PostScriptReader, type PostScriptMessage } from './postscript.js'
import { conditionPhrases } from './postscript-phrases.js'
import { postScriptMeaning } from './postscript-status.js'
import { unregistered } from './registry.test-support.js'

function read(text: string): PostScriptMessage[] {
  const reader = new PostScriptReader()
  return [...reader.take(octets(text)), ...reader.end()]
}

function meaning(text: string): ReturnType<typeof postScriptMeaning> {
  const [message] = read(text)
  if (message === undefined) throw new Error(`no message in ${text}`)
  return postScriptMeaning(message)
}

describe('PostScript messages on the back channel', () => {
  it('are keys and values between brackets', () => {
    expect(read('%%[ job: letter; status: busy; source: Ethernet ]%%\r\n')).toEqual([
      { text: 'job: letter; status: busy; source: Ethernet', fields: new Map([['job', 'letter'], ['status', 'busy'], ['source', 'Ethernet']]) },
    ])
  })

  it.each([
    ['no spaces', '%%[Error:undefined;OffendingCommand:foo]%%', { error: 'undefined', offendingcommand: 'foo' }],
    ['a key of two words', '%%[ Error: undefined; Offending Command: foo ]%%', { error: 'undefined', offendingcommand: 'foo' }],
    ['a colon in a value', '%%[ job: C: drive; status: idle ]%%', { job: 'C: drive', status: 'idle' }],
    ['a semicolon in a value', '%%[ job: a;b; status: idle ]%%', { job: 'a; b', status: 'idle' }],
    ['line ends within', '%%[ status:\r\n idle ]%%', { status: 'idle' }],
    ['a key twice: the first', '%%[ status: idle; status: busy ]%%', { status: 'idle' }],
    ['no keys', '%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%', { flushing: 'rest of job (to end-of-file) will be ignored' }],
  ])('with %s', (_what, text, fields) => {
    expect(Object.fromEntries(read(text)[0]?.fields ?? [])).toEqual(fields)
  })

  it('that open within another, or are not closed', () => {
    expect(read('%%[ status: busy %%[ PrinterError: paper jam ]%% x %%[ status: id').map(({ text }) => text)).toEqual(['status: busy', 'PrinterError: paper jam', 'status: id'])
    expect(read(']%% [ % ]%%')).toEqual([])
    expect(read('%%[ ]%%')).toEqual([])
  })

  it('have no control characters in them: what was cut short by something else is no message', () => {
    expect(read('%%[ PrinterError: \f\r\nCODE= ]%% %%[ status: \x1b%-12345X ]%%')).toEqual([])
    expect(read('%%[ PrinterError: \f%%[ status: idle ]%%').map(({ text }) => text)).toEqual(['status: idle'])
  })

  it('name a command of any octets: the exit of PJL at a printer that knows none', () => {
    expect(meaning('%%[ Error: undefined; OffendingCommand: \x1b%-12345X@PJL ]%%').job).toEqual({ type: 'error', reason: 'document-format-error', message: 'the PostScript program failed: undefined in "\\x1b%-12345X@PJL"' })
    // What has ended is not taken up.
    expect(read('%%[ Error: undefined; OffendingCommand: \x04 ]%%')).toEqual([])
  })

  it('are bounded', () => {
    const [message] = read(`%%[ status: ${'x'.repeat(1_000_000)} ]%%`)
    expect(message?.text.length).toBe(1023)
  })

  it('read the same however the octets are cut, and never fail', () => {
    const words = ['%%[', ']%%', '%', '[', ']', ' status: busy', 'PrinterError: ', 'out of paper', 'Error: undefined', '; OffendingCommand: x', 'x'.repeat(600)]
    fc.assert(
      fc.property(cutOctets(words), ({ whole, chunks }) => {
        const cut = new PostScriptReader()
        const one = new PostScriptReader()
        const messages = [...one.take(whole), ...one.end()]
        expect([...chunks.flatMap((chunk) => cut.take(chunk)), ...cut.end()]).toEqual(messages)
        for (const message of messages) expect(postScriptMeaning(message).message.length).toBeLessThan(400)
      }),
      { numRuns: 150 },
    )
  })
})

describe('PostScript messages in IPP', () => {
  it.each([
    // The rows of the specification.
    ['%%[ PrinterError: out of paper ]%%', ['media-empty-error'], 'stopped'],
    ['%%[ PrinterError: cover open ]%%', ['cover-open-error'], 'stopped'],
    ['%%[ PrinterError: paper jam ]%%', ['media-jam-error'], 'stopped'],
    ['%%[ PrinterError: toner low ]%%', ['toner-low-warning'], 'stopped'],
    ['%%[ PrinterError: manual feed ]%%', ['media-needed-error'], 'stopped'],
    // Others.
    ['%%[ PrinterError: no paper tray ]%%', ['input-tray-missing-error'], 'stopped'],
    ['%%[ PrinterError: offline; source: Ethernet ]%%', ['offline-error'], 'stopped'],
    ['%%[ PrinterError: fixing temperature malfunction ]%%', ['other-error'], 'stopped'],
    ['%%[ PrinterError: who knows ]%%', ['other-error'], 'stopped'],
    ['%%[ job: x; status: PrinterError: paper jam; source: Ethernet ]%%', ['media-jam-error'], 'stopped'],
    ['%%[ status: idle ]%%', [], 'idle'],
    ['%%[ status: busy; source: Ethernet ]%%', [], 'processing'],
    ['%%[ status: waiting; source: Ethernet ]%%', [], 'processing'],
    ['%%[ status: out of paper ]%%', ['media-empty-error'], 'stopped'],
  ])('%s: %j, %s', (text, reasons, activity) => {
    const { conditions, activity: told } = meaning(text)
    expect({ reasons: reasonKeywords(conditions ?? []), activity: told }).toEqual({ reasons, activity })
    expect(conditions).toBeDefined()
  })

  it('an error of the printer that was cut before its words: nothing', () => {
    expect(meaning('%%[ PrinterError: ]%%')).toMatchObject({ conditions: undefined, activity: undefined, job: undefined })
  })

  it('Error and OffendingCommand: the job, document-format-error, with both', () => {
    expect(meaning('%%[ Error: undefined; OffendingCommand: fooo ]%%')).toEqual({
      conditions: undefined,
      activity: undefined,
      message: 'the PostScript program failed: undefined in "fooo"',
      job: { type: 'error', reason: 'document-format-error', message: 'the PostScript program failed: undefined in "fooo"' },
    })
  })

  it('Flushing and exitserver: of the job, not of the printer', () => {
    expect(meaning('%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%')).toMatchObject({ conditions: undefined, job: { type: 'flushing' } })
    expect(meaning('%%[ exitserver: permanent state may be changed ]%%')).toMatchObject({ conditions: undefined, job: { type: 'permanent-change' } })
  })

  it('what says nothing of the state clears nothing', () => {
    expect(meaning('%%[ LastPage ]%%').conditions).toBeUndefined()
    expect(meaning('%%[ status: not ready ]%%')).toMatchObject({ conditions: undefined, activity: 'stopped' })
  })

  it('uses registered keywords, and "offline", which CUPS knows', () => {
    expect(unregistered(conditionPhrases.map(({ reason }) => reason))).toEqual(['offline'])
  })
})
