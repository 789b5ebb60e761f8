import { describe, expect, it } from 'vitest'
import { PrinterModel } from '../model/printer-model.js'
import { parsePjl } from './command.js'
import { PjlSession } from './pjl-session.js'
import { defaultEnvironment } from './variables.js'

function session(printer: PrinterModel = new PrinterModel()): { printer: PrinterModel; pjl: PjlSession; say: (...lines: string[]) => string } {
  const pjl = new PjlSession(printer)
  return { printer, pjl, say: (...lines) => lines.map((line) => pjl.take(`@PJL ${line}`)).join('') }
}

describe('a line of PJL', () => {
  it.each([
    ['@PJL', { name: '', words: '', options: [] }],
    ['@PJL SET COPIES = 3', { name: 'SET', words: 'COPIES = 3', options: [['COPIES', '3']] }],
    ['@pjl set lparm:pcl fontnumber=5', { name: 'SET', words: 'lparm:pcl fontnumber=5', options: [['LPARM:PCL', ''], ['FONTNUMBER', '5']] }],
    ['@PJL JOB NAME = "a = b" START=1', { name: 'JOB', words: 'NAME = "a = b" START=1', options: [['NAME', 'a = b'], ['START', '1']] }],
    ['@PJL ECHO  x = "y" ', { name: 'ECHO', words: 'x = "y"', options: [] }],
    ['@PJL JOB NAME="never ended', { name: 'JOB', words: 'NAME="never ended', options: [['NAME', 'never ended']] }],
  ])('%s', (line, command) => {
    expect(parsePjl(line)).toEqual(command)
  })

  it.each(['PJL SET', '', '@PJLSET A=1'])('is not %j', (line) => {
    expect(parsePjl(line)).toBeUndefined()
  })
})

describe('questions', () => {
  it('ECHO comes back, ended by a form feed', () => {
    expect(session().say('ECHO 17:45 hello')).toBe('@PJL ECHO 17:45 hello\r\n\f')
  })

  it('INFO ID, PAGECOUNT and STATUS', () => {
    const { say } = session(new PrinterModel({ model: 'Laser 1', pageCount: 7 }))
    expect(say('INFO ID')).toBe('@PJL INFO ID\r\n"Laser 1"\r\n\f')
    expect(say('INFO PAGECOUNT')).toBe('@PJL INFO PAGECOUNT\r\nPAGECOUNT=7\r\n\f')
    expect(say('INFO STATUS')).toBe('@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY="READY"\r\nONLINE=TRUE\r\n\f')
    expect(say('INFO NONSENSE')).toBe('@PJL INFO NONSENSE\r\n"?"\r\n\f')
  })

  it('INFO CONFIG, VARIABLES and USTATUS list what there is', () => {
    const { say } = session()
    expect(say('INFO CONFIG')).toContain('IN TRAYS [2 ENUMERATED]\r\n\tINTRAY1\r\n\tINTRAY2\r\n')
    expect(say('INFO VARIABLES')).toContain('\r\nCOPIES=1 [2 RANGE]\r\n\t1\r\n\t999\r\nQTY')
    expect(say('USTATUS PAGE=ON', 'USTATUS TIMED=30', 'INFO USTATUS')).toMatch(/PAGE=ON \[2 ENUMERATED\][^]*TIMED=30 \[2 RANGE\]\r\n\t5\r\n\t300\r\n\f$/)
  })

  it('INQUIRE tells what SET set, DINQUIRE the default, which DEFAULT changes', () => {
    const { say } = session()
    expect(say('SET COPIES=4', 'INQUIRE COPIES')).toBe('@PJL INQUIRE COPIES\r\n4\r\n\f')
    expect(say('DINQUIRE COPIES')).toBe('@PJL DINQUIRE COPIES\r\n1\r\n\f')
    expect(say('DEFAULT DUPLEX=ON', 'DINQUIRE DUPLEX')).toBe('@PJL DINQUIRE DUPLEX\r\nON\r\n\f')
    expect(say('INQUIRE NONSENSE')).toBe('@PJL INQUIRE NONSENSE\r\n"?"\r\n\f')
    expect(say('RESET', 'INQUIRE COPIES', 'INQUIRE DUPLEX')).toMatch(/\r\n1\r\n[^]*\r\nON\r\n/)
    expect(say('INITIALIZE', 'INQUIRE DUPLEX')).toContain('\r\nOFF\r\n')
  })

  it('defaults are the printer’s: the next connection has them', () => {
    const printer = new PrinterModel()
    const defaults = defaultEnvironment()
    new PjlSession(printer, defaults).take('@PJL DEFAULT COPIES=2')
    expect(new PjlSession(printer, defaults).take('@PJL INQUIRE COPIES')).toContain('\r\n2\r\n')
  })
})

describe('status', () => {
  it.each([
    ['offline', {}, 10_002, 'OFFLINE', 'FALSE'],
    ['warming-up', {}, 10_003, 'WARMING UP', 'TRUE'],
    ['toner-low', {}, 10_006, 'TONER LOW', 'TRUE'],
    ['memory-full', {}, 30_016, 'MEMORY FULL', 'FALSE'],
    ['toner-empty', {}, 40_010, 'REPLACE TONER', 'FALSE'],
    ['output-area-full', {}, 40_019, 'OUTPUT BIN FULL', 'FALSE'],
    ['cover-open', {}, 40_021, 'CLOSE COVER', 'FALSE'],
    ['media-jam', {}, 40_022, 'PAPER JAM', 'FALSE'],
    ['media-jam', { tray: 3 }, 42_300, 'PAPER JAM TRAY 3', 'FALSE'],
    ['media-jam', { code: 44_099 }, 44_099, 'PAPER JAM', 'FALSE'],
    ['paused', {}, 40_079, 'PAUSED', 'FALSE'],
    ['media-empty', { tray: 2 }, 41_200, 'LOAD PAPER TRAY 2', 'FALSE'],
    ['media-needed', { display: 'LOAD A5' }, 41_000, 'LOAD A5', 'FALSE'],
    ['hardware-error', { code: 50_001 }, 50_001, 'SERVICE REQUIRED', 'FALSE'],
  ] as const)('of %s %j is %i', (name, detail, code, display, online) => {
    const { printer, say } = session()
    printer.raise(name, detail)
    expect(say('INFO STATUS')).toBe(`@PJL INFO STATUS\r\nCODE=${code}\r\nDISPLAY="${display}"\r\nONLINE=${online}\r\n\f`)
  })

  it('is of the gravest condition; of a job under way; of RDYMSG', () => {
    const { printer, say } = session()
    printer.raise('toner-low')
    printer.raise('cover-open')
    expect(say('INFO STATUS')).toContain('CODE=40021')
    printer.clear('cover-open')
    expect(say('INFO STATUS')).toContain('CODE=10006')
    printer.clear()
    printer.activity = 'printing'
    expect(say('INFO STATUS')).toContain('CODE=10023')
    printer.activity = 'idle'
    expect(say('RDYMSG DISPLAY = "HELLO"', 'INFO STATUS')).toContain('DISPLAY="HELLO"')
  })
})

describe('unsolicited status', () => {
  it('of the device: every change, once, until USTATUSOFF', () => {
    const { printer, pjl, say } = session()
    printer.raise('toner-low')
    expect(pjl.deviceChange()).toBe('')
    say('USTATUS DEVICE = ON')
    expect(pjl.deviceChange()).toBe('')
    printer.raise('media-empty', { tray: 1 })
    expect(pjl.deviceChange()).toBe('@PJL USTATUS DEVICE\r\nCODE=41100\r\nDISPLAY="LOAD PAPER TRAY 1"\r\nONLINE=FALSE\r\n\f')
    expect(pjl.deviceChange()).toBe('')
    printer.clear('media-empty')
    expect(pjl.deviceChange()).toContain('CODE=10006')
    say('USTATUSOFF')
    printer.clear()
    expect(pjl.deviceChange()).toBe('')
  })

  it('of jobs and pages: names, counts, nesting', () => {
    const { pjl, say } = session()
    expect(say('USTATUS JOB=ON', 'USTATUS PAGE=ON', 'JOB NAME="one"')).toBe('@PJL USTATUS JOB\r\nSTART\r\nNAME="one"\r\n\f')
    expect(say('JOB NAME="inner"', 'EOJ')).toBe('')
    expect(pjl.page() + pjl.page()).toBe('@PJL USTATUS PAGE\r\n1\r\n\f@PJL USTATUS PAGE\r\n2\r\n\f')
    expect(say('EOJ NAME="end of one"')).toBe('@PJL USTATUS JOB\r\nEND\r\nNAME="end of one"\r\nPAGES=2\r\n\f')
    expect(say('EOJ')).toBe('')
    expect(say('JOB')).toBe('@PJL USTATUS JOB\r\nSTART\r\n\f')
    expect(pjl.page()).toContain('\r\n1\r\n')
    expect(pjl.cancel()).toBe('@PJL USTATUS JOB\r\nCANCELED\r\nPAGES=1\r\n\f')
    expect(say('EOJ')).toBe('')
  })

  it('of errors in PJL only if it is verbose', () => {
    const { say } = session()
    expect(say('NONSENSE', 'USTATUS DEVICE=ON', 'NONSENSE')).toBe('')
    expect(say('USTATUS DEVICE=VERBOSE', 'NONSENSE')).toBe('@PJL USTATUS DEVICE\r\nCODE=20002\r\n\f')
    expect(say('SET COPIES')).toBe('@PJL USTATUS DEVICE\r\nCODE=20001\r\n\f')
  })
})

describe('settings', () => {
  it('are kept with the job', () => {
    const { pjl, say } = session()
    say('COMMENT x', 'JOB NAME="Report"', 'SET COPIES=2', 'SET DUPLEX=ON', 'SET USERNAME="ann"', 'SET JOBATTR="JobAcct1=ann"', 'OPMSG DISPLAY="x"', 'STMSG DISPLAY="y"')
    expect(pjl.settings).toEqual({ name: 'Report', variables: { COPIES: '2', DUPLEX: 'ON', USERNAME: 'ann', JOBATTR: 'JobAcct1=ann' } })
    expect(pjl.ustatus).toEqual({ device: 'OFF', job: false, page: false, timed: 0 })
  })

  it('take the job’s name from JOBNAME where JOB has none', () => {
    const { pjl, say } = session()
    say('JOB', 'SET JOBNAME="Named"')
    expect(pjl.settings.name).toBe('Named')
  })
})
