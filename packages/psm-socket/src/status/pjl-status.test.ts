import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonKeywords } from './condition.js'
import { pjlCodes } from './pjl-codes.js'
import { pjlMeaning } from './pjl-status.js'
import { unregistered } from './registry.test-support.js'

const meaning = (code: number, display = '', online?: boolean): { reasons: string[]; activity: string | undefined; message: string; part: string | undefined } => {
  const found = pjlMeaning({ codes: [code], display, online })
  return { reasons: reasonKeywords(found?.conditions ?? []), activity: found?.activity, message: found?.message ?? '', part: found?.conditions[0]?.part }
}

describe('PJL status codes in IPP', () => {
  it.each([
    // The rows of the specification.
    [10001, 'READY', true, [], 'idle'],
    [10002, 'OFFLINE', false, ['offline-error'], 'stopped'],
    [10003, 'WARMING UP', undefined, [], 'idle'],
    [10006, 'TONER LOW', true, ['toner-low-warning'], undefined],
    [10023, 'PROCESSING JOB', true, [], 'processing'],
    [10024, 'WAITING', true, [], 'processing'],
    [30016, '', undefined, ['marker-supply-missing-warning'], undefined],
    [40010, 'NO EP CARTRIDGE', false, ['toner-empty-error'], 'stopped'],
    [40079, 'OFFLINE', false, ['offline-error'], 'stopped'],
    [40021, '12 PRINTER OPEN', false, ['cover-open-error'], 'stopped'],
    [40021, 'Close door B', false, ['door-open-error'], 'stopped'],
    [40019, 'OUTPUT BIN FULL', false, ['output-area-full-error'], 'stopped'],
    [40022, '13 PAPER JAM', false, ['media-jam-error'], 'stopped'],
    [42203, '', false, ['media-jam-error'], 'stopped'],
    [44012, '', false, ['media-jam-error'], 'stopped'],
    [41304, 'LOAD A4', false, ['media-needed-error'], 'stopped'],
    [41304, 'TRAY 3 EMPTY', false, ['media-empty-error'], 'stopped'],
    [50003, '50 SERVICE', false, ['other-error'], 'stopped'],
    // Others.
    [10000, 'POWERSAVE', true, [], 'idle'],
    [10201, '', true, ['toner-low-warning'], undefined],
    [11304, '', true, ['media-empty-report'], undefined],
    [15031, '', false, ['output-area-full-error'], 'stopped'],
    [20001, '', true, [], undefined],
    [30016, '38 MEMORY FULL', true, ['other-warning'], undefined],
    [35078, '', true, ['other-warning'], undefined],
    [40021, '31 Missing Cartridge', false, ['marker-supply-missing-error'], 'stopped'],
    [40038, 'TONER LOW', true, ['toner-low-warning'], undefined],
    [40038, 'REPLACE TONER', false, ['toner-low-error'], 'stopped'],
    [40600, '', false, ['toner-empty-error'], 'stopped'],
    [99999, 'WHAT', true, [], undefined],
  ])('%i "%s" online=%s: %j, %s', (code, display, online, reasons, activity) => {
    expect(meaning(code, display, online)).toMatchObject({ reasons, activity })
  })

  it('puts the words of the display and the code into the message', () => {
    expect(meaning(50003, '50 FUSER ERROR').message).toBe('its hardware has failed: "50 FUSER ERROR" (PJL code 50003)')
    expect(meaning(10001, '\u001b[2JREADY').message).toBe('it is ready: "\\x1b[2JREADY" (PJL code 10001)')
  })

  it('names the tray: as the display does, else by the digit of the code', () => {
    expect(meaning(41304, 'TRAY 2 EMPTY').part).toBe('tray 2')
    expect(meaning(41304, 'OUT OF PAPER').part).toBe('paper source 3')
    expect(meaning(15031, '').part).toBe('output bin 3')
    expect(meaning(41004, '').part).toBeUndefined()
  })

  it('takes a printer that is well but not online as offline', () => {
    expect(meaning(10001, 'READY', false)).toMatchObject({ reasons: ['offline-error'], activity: 'stopped' })
    expect(meaning(10003, 'WARMING UP', false)).toMatchObject({ reasons: [], activity: 'idle' })
    expect(reasonKeywords(pjlMeaning({ codes: [], display: 'STOPPED', online: false })?.conditions ?? [])).toEqual(['offline-error'])
  })

  it('takes all codes of a status', () => {
    expect(reasonKeywords(pjlMeaning({ codes: [10006, 40021], display: '', online: false })?.conditions ?? [])).toEqual(['cover-open-error', 'toner-low-warning'])
  })

  it('takes no state from a buffer that overflowed, nor from nothing', () => {
    expect(pjlMeaning({ codes: [10010], display: '', online: undefined })).toBeUndefined()
    expect(pjlMeaning({ codes: [30010], display: '', online: true })).toBeUndefined()
    expect(pjlMeaning({ codes: [], display: '', online: undefined })).toBeUndefined()
  })

  it('tells the job what the printer did not do of its wishes', () => {
    expect(pjlMeaning({ codes: [20001], display: '', online: true })?.jobReasons).toEqual(['warnings-detected'])
    expect(pjlMeaning({ codes: [55001], display: '', online: true })?.jobReasons).toEqual(['unsupported-document-format'])
  })

  it('can be extended: rows in front count first', () => {
    const table = [{ code: 40021, reason: 'interlock-open', severity: 'error', message: 'the side panel is open' } as const, ...pjlCodes]
    expect(reasonKeywords(pjlMeaning({ codes: [40021], display: '', online: false }, table)?.conditions ?? [])).toEqual(['interlock-open-error'])
  })

  it('uses registered keywords, and "offline", which CUPS knows', () => {
    expect(unregistered(pjlCodes.flatMap(({ reason }) => reason ?? []))).toEqual(['offline'])
  })

  it('never fails, and shows little', () => {
    const any = fc.record({ codes: fc.array(fc.integer()), display: fc.string({ maxLength: 2000 }), online: fc.option(fc.boolean(), { nil: undefined }) })
    fc.assert(
      fc.property(any, (status) => {
        expect(pjlMeaning(status)?.message.length ?? 0).toBeLessThan(400)
      }),
      { numRuns: 150 },
    )
  })
})
