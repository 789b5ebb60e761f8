/** The form of requests: what every operation must begin with, and what is said of those that do not. */
import { attribute, charset, GroupTag, integer, keyword, naturalLanguage, Operation, StatusCode, uri } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, messageOf, office, openWorld, printerOf, requestOctets, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const utf8 = attribute('attributes-charset', charset('utf-8'))
const english = attribute('attributes-natural-language', naturalLanguage('en'))

describe('the answer', () => {
  it('echoes version and request-id, and begins with charset and language (RFC 8011 sections 4.1.1 and 4.1.4)', async () => {
    const answer = await world.send(Operation.GetPrinterAttributes, { version: [1, 1], requestId: 41 })
    expect(answer).toMatchObject({ version: { major: 1, minor: 1 }, requestId: 41, code: StatusCode.SuccessfulOk })
    expect([...(answer.groups[0]?.attributes ?? [])].map((one) => one.name)).toEqual(['attributes-charset', 'attributes-natural-language', 'status-message'])
  })
})

describe('a request is refused', () => {
  it('with request-id 0: client-error-bad-request (RFC 8011 section 4.1.1)', async () => {
    expect((await world.send(Operation.GetPrinterAttributes, { requestId: 0 })).code).toBe(StatusCode.ClientErrorBadRequest)
  })

  it.each([
    ['no operation attributes', []],
    ['charset alone', [utf8, office]],
    ['language alone', [english, office]],
    ['language first', [english, utf8, office]],
    ['a charset that is a keyword', [attribute<string>('attributes-charset', keyword('utf-8')), english, office]],
  ])('with %s: client-error-bad-request (RFC 8011 section 4.1.4)', async (_, exactly) => {
    const answer = await world.send(Operation.GetPrinterAttributes, { exactly })
    expect(answer.code).toBe(StatusCode.ClientErrorBadRequest)
    expect(messageOf(answer)).toMatch(/attributes-(charset|natural-language)/)
  })

  it('in another charset: client-error-charset-not-supported', async () => {
    const answer = await world.send(Operation.GetPrinterAttributes, { exactly: [attribute('attributes-charset', charset('utf-16')), english, office] })
    expect(answer.code).toBe(StatusCode.ClientErrorCharsetNotSupported)
  })

  it.each([
    [[0, 0], [1, 1]],
    [[3, 0], [2, 0]],
  ] as const)('in IPP %s: server-error-version-not-supported, in %s', async (version, [major, minor]) => {
    expect(await world.send(Operation.GetPrinterAttributes, { version })).toMatchObject({ code: StatusCode.ServerErrorVersionNotSupported, version: { major, minor } })
  })

  it('without a target: client-error-bad-request (RFC 8011 section 4.1.5)', async () => {
    expect((await world.send(Operation.GetPrinterAttributes, { operation: [] })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await world.send(Operation.GetJobs, { operation: [] })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect(messageOf(await world.send(Operation.CancelJob))).toContain('job-id')
  })

  it('for a queue, job or path that is not there: client-error-not-found, and says which', async () => {
    const nowhere = await world.send(Operation.GetPrinterAttributes, { operation: [attribute('printer-uri', uri('ipp://h/printers/attic'))] })
    expect(nowhere.code).toBe(StatusCode.ClientErrorNotFound)
    expect(messageOf(nowhere)).toContain('"attic"')
    expect((await world.send(Operation.GetJobAttributes, { operation: [attribute('job-uri', uri('ipp://h/jobs/99'))] })).code).toBe(StatusCode.ClientErrorNotFound)
    expect((await world.send(Operation.GetPrinterAttributes, { operation: [attribute('printer-uri', uri('ipp://h/attic/x'))] })).code).toBe(StatusCode.ClientErrorNotFound)
  })

  it('for an operation nobody knows, one the queue cannot do, or one switched off: server-error-operation-not-supported', async () => {
    expect((await world.send(0x3fff)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    Object.assign(world.service, { printerPurgeJobs: undefined })
    expect((await world.send(Operation.PurgeJobs, { operation: [office, asUser('operator')] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    await using restricted = await openWorld({ disabledOperations: new Set([Operation.PausePrinter]) })
    expect(messageOf(await restricted.send(Operation.PausePrinter))).toContain('switched off')
    const advertised = printerOf(await restricted.send(Operation.GetPrinterAttributes)).integers('operations-supported')
    expect(advertised).not.toContain(Operation.PausePrinter)
    expect(advertised).toContain(Operation.ResumePrinter)
  })

  it('from someone who is no operator, where only operators may: client-error-not-authorized', async () => {
    expect((await world.send(Operation.PausePrinter, { operation: [office, asUser('alice')] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await world.send(Operation.PausePrinter, { operation: [office, asUser('operator')] })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('with an operation attribute of a wrong syntax: client-error-bad-request, and says which', async () => {
    const answer = await world.send(Operation.GetJobs, { operation: [office, attribute<string>('limit', keyword('ten'))] })
    expect(answer.code).toBe(StatusCode.ClientErrorBadRequest)
    expect(messageOf(answer)).toContain('limit')
    expect((await world.send(Operation.GetJobs, { operation: [office, attribute('limit', integer(0))] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('octets that are no message', () => {
  it('get client-error-bad-request with octet and attribute, if there is a header to answer', async () => {
    const octets = requestOctets(Operation.GetPrinterAttributes)
    const answer = await world.sendOctets(octets.subarray(0, octets.length - 10))
    expect(answer.httpStatus).toBe(200)
    expect([...answer.body.subarray(0, 8)]).toEqual([2, 0, 0x04, 0x00, 0, 0, 0, 7])
    expect(new TextDecoder().decode(answer.body)).toContain('not a well-formed IPP message')
  })

  it('get HTTP 400 if there is not even that', async () => {
    expect(await world.sendOctets(new Uint8Array([1, 1, 0]))).toMatchObject({ httpStatus: 400, contentType: 'text/plain; charset=utf-8' })
  })

  it('get client-error-request-entity-too-large above the limit', async () => {
    await using small = await openWorld({ limits: { messageOctets: 100 } })
    const answer = await small.sendOctets(requestOctets(Operation.GetPrinterAttributes))
    expect([...answer.body.subarray(2, 4)]).toEqual([0x04, 0x08])
  })
})

describe('real clients', () => {
  it('may put requested-attributes before printer-uri (lp)', async () => {
    const answer = await world.send(Operation.GetPrinterAttributes, { operation: [attribute('requested-attributes', keyword('printer-name')), office] })
    expect(printerOf(answer).string('printer-name')).toBe('office')
  })

  it('may name no target for CUPS-Get-Default and CUPS-Get-Printers (lpstat)', async () => {
    expect(printerOf(await world.send(Operation.CUPSGetDefault, { operation: [] })).string('printer-name')).toBe('office')
    const printers = await world.send(Operation.CUPSGetPrinters, { operation: [] })
    expect(printers.groups.filter((group) => group.tag === GroupTag.printer).map((group) => group.attributes.string('printer-name'))).toEqual(['office', 'lab'])
    expect((await world.send(Operation.CUPSGetClasses, { operation: [] })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('may write `/` for printer-uri (pycups), and http: in IPP 1.0 (Windows)', async () => {
    expect(printerOf(await world.send(Operation.GetPrinterAttributes, { operation: [attribute('printer-uri', uri('/'))] })).string('printer-name')).toBe('office')
    const answer = await world.send(Operation.GetPrinterAttributes, { version: [1, 0], operation: [attribute('printer-uri', uri('http://printhost:8631/printers/lab'))] })
    expect(answer.version).toEqual({ major: 1, minor: 0 })
    expect(printerOf(answer).string('printer-name')).toBe('lab')
  })

  it('get URIs with the authority they used, on the face they used', async () => {
    const cups = await world.send(Operation.GetPrinterAttributes, { path: '/printers/office', operation: [attribute('printer-uri', uri('ipp://127.0.0.1:631/printers/office'))] })
    expect(printerOf(cups).string('printer-uri-supported')).toBe('ipp://127.0.0.1:631/printers/office')
    const everywhere = await world.send(Operation.GetPrinterAttributes, { path: '/ipp/print/office' })
    expect(printerOf(everywhere).string('printer-uri-supported')).toBe('ipp://localhost:8631/ipp/print/office')
  })
})
