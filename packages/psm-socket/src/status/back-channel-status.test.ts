import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BackChannelStatus } from './back-channel-status.js'
import type { JobReport } from './job-report.js'
import type { Observation } from './observation.js'
import { cutOctets, octets } from './octets.test-support.js'

function hear(text: string, jobName = 'job 7', sent = true): { job: JobReport; said: Observation[] } {
  const channel = new BackChannelStatus(jobName)
  if (sent) channel.allSent()
  const said = [...channel.take(octets(text), 1), ...channel.end(2)]
  return { job: channel.job, said }
}

const nothing: JobReport = { ended: false, canceled: undefined, pages: undefined, failure: undefined, reasons: [] }

describe('what a printer says of the job', () => {
  it('PJL: its end and its pages', () => {
    expect(hear('@PJL USTATUS JOB\r\nSTART\r\nNAME="job 7"\r\n\f@PJL USTATUS PAGE\r\n1\r\n\f@PJL USTATUS PAGE\r\n2\r\n\f').job).toEqual({ ...nothing, pages: 2 })
    expect(hear('@PJL USTATUS PAGE\r\n2\r\n\f@PJL USTATUS JOB\r\nEND\r\nNAME="job 7"\r\nPAGES=3\r\nRESULT=OK\r\n\f').job).toEqual({ ...nothing, ended: true, pages: 3 })
  })

  it.each([
    ['@PJL USTATUS JOB\r\nEND\r\nNAME="job 7"\r\nRESULT=USER_CANCELED\r\n\f', 'it was canceled at the printer'],
    ['@PJL USTATUS JOB\r\nEND\r\nRESULT=HOST_CANCELED\r\n\f', 'it was canceled from another host'],
    ['@PJL USTATUS JOB\r\nEND\r\nRESULT=RESOURCE_CANCELED\r\n\f', 'the printer canceled it for want of something it needs'],
    ['@PJL USTATUS JOB\r\nEND\r\nRESULT=TOSTRING\r\n\f', 'the printer ended it: TOSTRING'],
    ['@PJL USTATUS JOB\r\nCANCELED\r\nNAME="job 7"\r\n\f', 'it was canceled at the printer'],
  ])('PJL: that it was canceled: %j', (text, canceled) => {
    expect(hear(text).job.canceled).toBe(canceled)
  })

  it("PJL: nothing of another's job, nor of one within the job", () => {
    expect(hear('@PJL USTATUS JOB\r\nEND\r\nNAME="another"\r\nPAGES=9\r\n\f').job).toEqual(nothing)
    // A name that was cut by the printer is still its name.
    expect(hear('@PJL USTATUS JOB\r\nEND\r\nNAME="job"\r\n\f').job.ended).toBe(true)
  })

  it('PJL: of a job without a name of ours only pages, for its end may be that of a part', () => {
    expect(hear('@PJL USTATUS JOB\r\nEND\r\nNAME="a driver"\r\nPAGES=4\r\n\f', '').job).toEqual({ ...nothing, pages: 4 })
  })

  it('PostScript: that its program failed', () => {
    expect(hear('%%[ Error: undefined; OffendingCommand: fooo ]%%\r\n%%[ Flushing: rest of job (to end-of-file) will be ignored ]%%\r\n').job).toEqual({
      ...nothing,
      failure: 'the PostScript program failed: undefined in "fooo"',
      reasons: ['document-format-error'],
    })
  })

  it('PostScript: its end, as idle or as Ctrl-D, but not before all was sent', () => {
    expect(hear('%%[ status: idle ]%%').job.ended).toBe(true)
    expect(hear('\u0004').job.ended).toBe(true)
    expect(hear('%%[ status: idle ]%%\u0004', 'job 7', false).job.ended).toBe(false)
  })
})

describe('what a printer says of itself while it prints', () => {
  it('is an observation of its source, said unasked', () => {
    expect(hear('%%[ PrinterError: cover open ]%%@PJL\r\n@PJL USTATUS DEVICE\r\nCODE=41203\r\nDISPLAY="TRAY 2 EMPTY"\r\nONLINE=FALSE\r\n\f').said).toEqual([
      {
        source: 'pjl',
        at: 1,
        unsolicited: true,
        conditions: [{ reason: 'media-empty', severity: 'error', part: 'tray 2', message: 'it is out of paper: "TRAY 2 EMPTY" (PJL code 41203)' }],
        activity: 'stopped',
        message: 'it is out of paper: "TRAY 2 EMPTY" (PJL code 41203)',
      },
      { source: 'postscript', at: 1, unsolicited: true, conditions: [{ reason: 'cover-open', severity: 'error', message: 'it says "cover open"' }], activity: 'stopped', message: 'it says "PrinterError: cover open"' },
    ])
  })

  it('is asked for by INFO STATUS, and then lasts until the next answer', () => {
    expect(hear('@PJL INFO STATUS\r\nCODE=10001\r\nONLINE=TRUE\r\n\f').said).toMatchObject([{ source: 'pjl', unsolicited: false, conditions: [] }])
    expect(hear('@PJL INFO PAGECOUNT\r\nPAGECOUNT=12\r\n\f').said).toEqual([{ source: 'pjl', at: 1, pages: 12 }])
  })

  it('is read up to a bound: a printer that floods the channel is not followed for ever', () => {
    const channel = new BackChannelStatus('')
    const flood = octets('@PJL USTATUS PAGE\r\n1\r\n\f'.repeat(2000))
    for (let turn = 0; turn < 100; turn++) channel.take(flood, 1)
    const { messages } = channel
    channel.take(flood, 1)
    expect(channel.messages).toBe(messages)
    expect(messages).toBeGreaterThan(100_000)
  })

  it('is the same however it is cut, and never too much', () => {
    const words = ['@PJL USTATUS DEVICE\r\nCODE=40021\r\n\f', '@PJL USTATUS JOB\r\nEND\r\nPAGES=2\r\n\f', '%%[ status: idle ]%%', '%%[ Error: x; OffendingCommand: y ]%%', '@PJL USTATUS PAGE\r\n1\r\n\f']
    fc.assert(
      fc.property(cutOctets(words), ({ whole, chunks }) => {
        const one = new BackChannelStatus('x')
        const cut = new BackChannelStatus('x')
        for (const channel of [one, cut]) channel.allSent()
        one.take(whole, 1)
        one.end(1)
        for (const chunk of chunks) cut.take(chunk, 1)
        cut.end(1)
        expect(cut.job).toEqual(one.job)
      }),
      { numRuns: 150 },
    )
  })
})
