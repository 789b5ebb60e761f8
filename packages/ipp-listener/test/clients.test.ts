/** What phones and desktops send, whole requests: clients that do not run in the conformance suite. Known from their sources and from what people report. */
import {
  Attributes, attribute, boolean, collection, dotsPerInch, enumeration, GroupTag, groupOf, integer, JobState, keyword, mimeMediaType, name, Operation, StatusCode, text, uri, type Attribute, type Message,
} from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, groupsOf, jobOf, office, openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const pdf = new TextEncoder().encode('%PDF-1.7 a document')
const requested = (first: string, ...more: readonly string[]): Attribute => attribute('requested-attributes', keyword(first), ...more.map((one) => keyword(one)))
const a4 = collection(new Attributes([attribute('x-dimension', integer(21_000)), attribute('y-dimension', integer(29_700))]))
const margins = (hundredths: number): Attribute[] => ['bottom', 'left', 'right', 'top'].map((side) => attribute(`media-${side}-margin`, integer(hundredths)))
const ignored = (answer: Message): string[] => [...(groupOf(answer, GroupTag.unsupported) ?? [])].map((one) => one.name)

describe("Android's default print service", () => {
  const android = asUser('alice')
  /** It sends these whether they are supported or not. */
  const job = [
    attribute('copies', integer(1)),
    attribute('sides', keyword('one-sided')),
    attribute('print-color-mode', keyword('color')),
    attribute('orientation-requested', enumeration(3)),
    attribute('printer-resolution', dotsPerInch(300)),
    attribute('pclm-source-resolution', dotsPerInch(300)),
    attribute('pdf-fit-to-page', boolean(true)),
    attribute('margins-pre-applied', boolean(true)),
    attribute('media-col', collection(new Attributes([attribute('media-size', a4), ...margins(0), attribute('media-source', keyword('main-tray')), attribute('media-type', keyword('photographic-glossy'))]))),
  ]
  const details = attribute('document-format-details', collection(new Attributes([attribute('document-format', mimeMediaType('application/pdf')), attribute('document-source-application-name', name('Docs'))])))
  const operation = [office, android, attribute('job-name', name('report')), attribute('document-format', mimeMediaType('application/pdf')), details]

  it('finds what it asks for', async () => {
    const wanted = ['printer-name', 'printer-info', 'printer-make-and-model', 'printer-uuid', 'media-supported', 'media-bottom-margin-supported', 'printer-resolution-supported', 'print-color-mode-supported', 'sides-supported', 'color-supported', 'document-format-supported', 'uri-authentication-supported', 'ipp-versions-supported', 'operations-supported', 'media-default', 'media-ready', 'media-type-supported']
    const printer = printerOf(await world.send(Operation.GetPrinterAttributes, { operation: [office, requested('ipp-features-supported', ...wanted)], path: '/ipp/print' }))
    expect([...printer].map((one) => one.name)).toEqual(expect.arrayContaining(wanted))
    // It takes no printer that wants more than a name.
    expect(['none', 'requesting-user-name']).toContain(printer.string('uri-authentication-supported'))
  })

  it('prints, and what the printer cannot do is passed over and named', async () => {
    const valid = await world.send(Operation.ValidateJob, { operation, job })
    expect(valid.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    const printed = await world.send(Operation.PrintJob, { operation, job, document: pdf })
    expect(printed.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect(ignored(printed)).toEqual(expect.arrayContaining(['pdf-fit-to-page', 'margins-pre-applied', 'pclm-source-resolution', 'media-col']))
    expect(ignored(printed)).not.toContain('sides')
    expect(await world.device.delivered(1)).toEqual([Buffer.from(pdf)])
  })

  it('polls its jobs by Get-Jobs with my-jobs, and cancels', async () => {
    world.device.stop()
    const ended = world.send(Operation.PrintJob, { operation, document: pdf })
    await world.device.started(1)
    const mine = () => world.send(Operation.GetJobs, { operation: [office, android, attribute('my-jobs', boolean(true)), requested('job-id', 'job-state', 'job-state-reasons')] })
    const [job] = groupsOf(await mine(), GroupTag.job)
    expect([...(job ?? [])].map((one) => one.name)).toEqual(['job-id', 'job-state', 'job-state-reasons'])
    expect(job?.integer('job-state')).toBe(JobState.processing)
    expect((await world.send(Operation.CancelJob, { operation: [office, attribute('job-id', integer(job?.integer('job-id') ?? 0)), android] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await ended).code).toBe(StatusCode.ServerErrorJobCanceled)
    expect(groupsOf(await mine(), GroupTag.job)).toHaveLength(0)
  })
})

describe('iOS and macOS (AirPrint)', () => {
  it('Validate-Job, Create-Job and Send-Document with what PrintKit sends', async () => {
    const phone = [office, asUser('mobile'), attribute('job-name', name('Photo')), attribute('document-format', mimeMediaType('application/pdf'))]
    const job = [
      attribute('copies', integer(1)),
      attribute('job-accounting-user-id', name('4711')),
      attribute('output-bin', keyword('auto')),
      attribute('print-color-mode', keyword('auto-monochrome')),
      attribute('print-quality', enumeration(4)),
      attribute('sides', keyword('two-sided-long-edge')),
      attribute('multiple-document-handling', keyword('separate-documents-collated-copies')),
      attribute('media-col', collection(new Attributes([attribute('media-size', a4), ...margins(423), attribute('media-source', keyword('auto'))]))),
    ]
    expect((await world.send(Operation.ValidateJob, { operation: phone, job })).code).toBeLessThan(StatusCode.ClientErrorBadRequest)
    const created = await world.send(Operation.CreateJob, { operation: [office, asUser('mobile'), attribute('job-name', name('Photo'))], job })
    expect(created.code).toBeLessThan(StatusCode.ClientErrorBadRequest)
    expect(ignored(created)).not.toContain('media-col')
    const id = jobOf(created).integer('job-id') ?? 0
    const sent = await world.send(Operation.SendDocument, { operation: [office, attribute('job-id', integer(id)), asUser('mobile'), attribute('document-format', mimeMediaType('application/pdf')), attribute('last-document', boolean(true))], document: pdf })
    expect(sent.code).toBe(StatusCode.SuccessfulOk)
    expect(await world.device.delivered(1)).toEqual([Buffer.from(pdf)])
  })

  it('finds the attributes without which it gives up or guesses', async () => {
    const wanted = ['document-format-supported', 'media-col-supported', 'media-col-ready', 'media-col-default', 'output-bin-supported', 'print-color-mode-supported', 'sides-supported', 'printer-uuid', 'printer-more-info', 'printer-is-accepting-jobs', 'printer-state-reasons']
    const printer = printerOf(await world.send(Operation.GetPrinterAttributes, { operation: [office, requested('printer-state', ...wanted)] }))
    expect([...printer].map((one) => one.name)).toEqual(expect.arrayContaining(wanted))
  })
})

describe('Windows (IPP class driver)', () => {
  const windows = attribute('printer-uri', uri('http://printhost:8631/printers/office'))
  const wanted = ['printer-info', 'printer-location', 'printer-make-and-model', 'printer-name', 'printer-dns-sd-name', 'printer-device-id', 'printer-uuid', 'document-format-preferred', 'document-format-supported', 'media-default', 'media-supported', 'media-type-supported', 'media-source-supported', 'printer-state', 'printer-is-accepting-jobs']

  it('asks three times in IPP 1.0 with http:, and gets each time what it wants', async () => {
    await using named = await openWorld({ isOwnHost: (host) => host === 'printhost' })
    for (let asked = 0; asked < 3; asked++) {
      const answer = await named.send(Operation.GetPrinterAttributes, { version: [1, 0], path: '/printers/office', authority: 'printhost:8631', operation: [windows, requested('mopria-certified', 'printer-firmware-name', ...wanted)] })
      expect(answer).toMatchObject({ code: StatusCode.SuccessfulOk, version: { major: 1, minor: 0 } })
      expect([...printerOf(answer)].map((one) => one.name)).toEqual(expect.arrayContaining(wanted))
      for (const source of printerOf(answer).strings('media-source-supported')) expect(source).not.toMatch(/^\d+$/) // it hangs on digits
    }
    const whole = printerOf(await named.send(Operation.GetPrinterAttributes, { version: [1, 0], path: '/printers/office', authority: 'printhost:8631', operation: [windows] }))
    expect(whole.string('printer-uri-supported')).toBe('ipp://printhost:8631/printers/office')
  })

  it('prints in IPP 1.0', async () => {
    const answer = await world.send(Operation.PrintJob, { version: [1, 0], path: '/printers/office', operation: [windows, asUser('alice'), attribute('job-name', name('Test page'))], document: pdf })
    expect(answer).toMatchObject({ code: StatusCode.SuccessfulOk, version: { major: 1, minor: 0 } })
    expect(await world.device.delivered(1)).toEqual([Buffer.from(pdf)])
  })
})

describe('ChromeOS', () => {
  it('says what client it is, which is nobody else’s business', async () => {
    const client = attribute('client-info', collection(new Attributes([attribute('client-name', name('ChromeOS')), attribute('client-string-version', text('1')), attribute('client-type', enumeration(4))])))
    const created = await world.send(Operation.CreateJob, {
      operation: [office, asUser('chronos'), attribute('job-name', name('tab')), client],
      job: [attribute('sides', keyword('one-sided')), attribute('print-color-mode', keyword('monochrome')), attribute('printer-resolution', dotsPerInch(600)), attribute('multiple-document-handling', keyword('separate-documents-collated-copies'))],
    })
    expect(created.code).toBeLessThan(StatusCode.ClientErrorBadRequest)
    const document = [office, attribute('job-id', integer(jobOf(created).integer('job-id') ?? 0)), asUser('chronos'), attribute('document-name', name('tab')), attribute('document-format', mimeMediaType('application/pdf')), attribute('last-document', boolean(true))]
    expect((await world.send(Operation.SendDocument, { operation: document, document: pdf })).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Home Assistant (pyipp)', () => {
  it('asks for 14 names in IPP 2.0, known or not', async () => {
    const known = ['printer-device-id', 'printer-name', 'printer-info', 'printer-location', 'printer-make-and-model', 'printer-more-info', 'printer-state', 'printer-state-message', 'printer-state-reasons', 'printer-up-time', 'printer-uri-supported', 'printer-uuid', 'uri-authentication-supported', 'uri-security-supported']
    const answer = await world.send(Operation.GetPrinterAttributes, { operation: [office, requested('printer-type', ...known, 'marker-names', 'marker-levels', 'no-such-thing')] })
    expect(answer.code).toBeLessThan(StatusCode.ClientErrorBadRequest)
    const printer = printerOf(answer)
    expect([...printer].map((one) => one.name)).toEqual(expect.arrayContaining(known))
    // It pairs these lists.
    expect(printer.strings('uri-security-supported')).toHaveLength(printer.strings('printer-uri-supported').length)
    expect(printer.strings('uri-authentication-supported')).toHaveLength(printer.strings('printer-uri-supported').length)
  })
})
