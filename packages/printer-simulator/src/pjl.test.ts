import { describe, expect, it } from 'vitest'
import { print, Talk, uel } from '../test/printing.js'
import { createPrinterSimulator } from './index.js'

const report = (what: string, ...lines: string[]): string => `@PJL USTATUS ${what}\r\n${lines.map((line) => `${line}\r\n`).join('')}\f`

describe('a printer that speaks PJL', () => {
  it('tells what was set in a job, its pages and its name', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'] })
    const head = `${uel}@PJL JOB NAME="Letter"\r\n@PJL SET USERNAME="ann"\r\n@PJL SET COPIES=2\r\n@PJL SET DUPLEX=ON\r\n@PJL ENTER LANGUAGE=PCL\r\n`
    expect(await print(printer, `${head}\u001bEone\ftwo\f\u001bE${uel}@PJL EOJ\r\n${uel}`)).toBe('')
    expect(await printer.job(1)).toMatchObject({ name: 'Letter', user: 'ann', settings: { COPIES: '2', DUPLEX: 'ON' }, pages: 2, languages: ['pcl'] })
    expect(printer.jobs[0]?.pjl).toHaveLength(6)
    expect(printer.model.pageCount).toBe(2)
  })

  it('reports job, pages and its state as the job goes', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'] })
    const said = await print(printer, `${uel}@PJL USTATUS DEVICE=ON\r\n@PJL USTATUS JOB=ON\r\n@PJL USTATUS PAGE=ON\r\n@PJL JOB NAME="a"\r\n@PJL ENTER LANGUAGE=PCL\r\n\u001bEone\ftwo\f${uel}@PJL EOJ NAME="a"\r\n${uel}`)
    expect(said).toBe(
      [
        report('JOB', 'START', 'NAME="a"'),
        report('DEVICE', 'CODE=10023', 'DISPLAY="PROCESSING JOB"', 'ONLINE=TRUE'),
        report('PAGE', '1'),
        report('PAGE', '2'),
        report('JOB', 'END', 'NAME="a"', 'PAGES=2'),
        report('DEVICE', 'CODE=10001', 'DISPLAY="READY"', 'ONLINE=TRUE'),
      ].join(''),
    )
  })

  it('reports a condition while the job waits for it, and its end', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'], script: [{ job: 1, afterPages: 1, do: [{ type: 'raise', condition: 'media-empty', tray: 2 }] }] })
    await using talk = new Talk(printer)
    talk.say(`${uel}@PJL USTATUS DEVICE=ON\r\n@PJL ENTER LANGUAGE=PCL\r\n\u001bEone\ftwo\f`)
    await talk.hears(/CODE=41200\r\nDISPLAY="LOAD PAPER TRAY 2"\r\nONLINE=FALSE\r\n\f$/)
    printer.clear()
    await talk.hears(/CODE=10023[^]*CODE=10023/)
    expect(await talk.ends()).toMatch(/CODE=10001\r\nDISPLAY="READY"\r\nONLINE=TRUE\r\n\f$/)
  })

  it('reports at intervals until told to stop', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'], secondMilliseconds: 2, conditions: ['toner-low'] })
    await using talk = new Talk(printer)
    talk.say(`${uel}@PJL USTATUS TIMED=5\r\n`)
    await talk.hears(/(@PJL USTATUS TIMED\r\nCODE=10006\r\n[^\f]*\f){3}/)
    talk.say('@PJL USTATUSOFF\r\n@PJL ECHO done\r\n')
    const heard = await talk.hears(/ECHO done\r\n\f/)
    expect((await talk.ends()).slice(heard.indexOf('ECHO done') + 12)).toBe('')
  })

  it('reports a job that the operator cancels, and prints no more of it', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'], script: [{ job: 1, afterPages: 1, do: [{ type: 'cancel' }] }] })
    const said = await print(printer, `${uel}@PJL USTATUS JOB=ON\r\n@PJL JOB NAME="a"\r\n@PJL ENTER LANGUAGE=PCL\r\n\u001bE1\f2\f3\f${uel}@PJL EOJ\r\n${uel}`)
    expect(said).toBe(report('JOB', 'START', 'NAME="a"') + report('JOB', 'CANCELED', 'NAME="a"', 'PAGES=1'))
    expect((await printer.job(1)).pages).toBe(1)
  })

  it('keeps its defaults and ready message from one connection to the next', async () => {
    await using printer = await createPrinterSimulator({ speaks: ['pjl'] })
    await print(printer, `${uel}@PJL DEFAULT DUPLEX=ON\r\n@PJL RDYMSG DISPLAY="HELLO"\r\n${uel}`)
    expect(await print(printer, `${uel}@PJL INQUIRE DUPLEX\r\n@PJL INFO STATUS\r\n${uel}`)).toMatch(/DUPLEX\r\nON\r\n\f[^]*"HELLO"/)
  })

  it('is silent if it is not to speak, and understands all the same', async () => {
    await using printer = await createPrinterSimulator()
    expect(await print(printer, `${uel}@PJL JOB NAME="a"\r\n@PJL INFO ID\r\n${uel}`)).toBe('')
    expect((await printer.job(1)).name).toBe('a')
  })
})
