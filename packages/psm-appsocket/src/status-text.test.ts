import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observationOf, parseStatus, statusPhrases } from './status-text.js'

describe('parseStatus', () => {
  it.each([
    ['status: idle', [], 'idle'],
    ['Ready', [], 'idle'],
    ['%%[ status: busy; source: AppSocket ]%%', [], 'busy'],
    ['%%[ status: printing ]%%', [], 'busy'],
    ['not ready', [], 'busy'],
    ['warming up', [], 'busy'],
    ['%%[ PrinterError: out of paper; source: LPT ]%%', ['media-empty-error'], 'busy'],
    ['%%[ PrinterError: paper jam ]%%', ['media-jam-error'], 'busy'],
    ['%%[ PrinterError: cover open ]%%', ['cover-open-error'], 'busy'],
    ['Door is open', ['door-open-error'], 'busy'],
    ['%%[ PrinterError: manual feed ]%%', ['media-needed-error'], 'busy'],
    ['status: idle; toner low', ['toner-low-warning'], 'idle'],
    ['READY, LOW ON PAPER', ['media-low-warning'], 'idle'],
    ['idle, but out of toner', ['toner-empty-error'], 'busy'],
    ['Output bin full', ['output-area-full-error'], 'busy'],
    ['Off-line', ['offline-error'], 'busy'],
    ['tray 2 is empty; cover open', ['media-empty-error', 'cover-open-error'], 'busy'],
    ['no paper tray', ['input-tray-missing-error'], 'busy'],
    ['%%[ status: waste toner box full ]%%', ['marker-waste-full-error'], 'busy'],
    ['ACME LaserJet: sleeping', [], 'idle'],
    ['some other words', [], undefined],
    ['', [], undefined],
  ])('reads "%s"', (text, reasons, activity) => {
    expect(parseStatus(text)).toMatchObject({ reasons, activity })
  })

  it('keeps the words for people: one line, bounded, without control characters', () => {
    expect(parseStatus(' status:\r\n  idle\0\0').message).toBe('it says "status: idle"')
    expect(parseStatus('\u001b[2Jidle').message).toBe('it says "\\x1b[2Jidle"')
    expect(parseStatus(`idle ${'x'.repeat(5000)}`).message.length).toBeLessThan(220)
    expect(parseStatus(' \r\n').message).toBe('')
  })

  it('becomes an observation: an error stops the printer', () => {
    expect(observationOf(parseStatus('busy; paper jam'), 5)).toEqual({
      source: 'appsocket',
      at: 5,
      conditions: [{ reason: 'media-jam', severity: 'error', message: 'it says "busy; paper jam"' }],
      message: 'it says "busy; paper jam"',
      activity: 'stopped',
    })
    expect(observationOf(parseStatus('busy'), 5)).toMatchObject({ conditions: [], activity: 'processing' })
    expect(observationOf(parseStatus('who knows'), 5).activity).toBeUndefined()
  })

  it('takes any text, and shows little of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 600 }), (codes) => {
        expect(parseStatus(String.fromCharCode(...codes)).message.length).toBeLessThan(220)
      }),
      { numRuns: 50 },
    )
  })

  it('goes by the table it is given', () => {
    const phrases = [...statusPhrases, { phrase: /im schlaf/i, activity: 'idle' as const }]
    expect(parseStatus('Im Schlaf', phrases).activity).toBe('idle')
    expect(parseStatus('Im Schlaf').activity).toBeUndefined()
  })

  it('has a severity in each of its reasons (RFC 8011 section 5.4.12)', () => {
    for (const { reason } of statusPhrases) if (reason !== undefined) expect(reason).toMatch(/^[a-z-]+-(report|warning|error)$/)
  })
})
