/** How places of the server are served: Solaris's directives ipp-conformance, ipp-operation, ipp-default-user, ipp-default-service. */
import { attribute, boolean, charset, GroupTag, groupOf, integer, keyword, name, naturalLanguage, Operation, StatusCode, uri, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { ListenerConfiguration } from '../src/index.js'
import { asUser, office, openWorld, type World } from './world.js'

let world: World | undefined
afterEach(async () => {
  await world?.[Symbol.asyncDispose]()
  world = undefined
})
/** Opens a world in place of the one before. @returns what sends to it */
async function open(configuration: Partial<ListenerConfiguration>): Promise<World['send']> {
  await world?.[Symbol.asyncDispose]()
  const opened = await openWorld(configuration)
  world = opened
  return (operation, sent) => opened.send(operation, sent)
}

const lab = attribute('printer-uri', uri('ipp://localhost:8631/ipp/print/lab'))
const at = (path: string): Attribute => attribute('printer-uri', uri(`ipp://localhost:8631${path}`))
const document = new TextEncoder().encode('%PDF-1.7')
const said = (message: Message, tag: number = GroupTag.printer) => groupOf(message, tag)
const statusMessage = (message: Message) => said(message, GroupTag.operation)?.string('status-message')

describe('operations', () => {
  it('are switched on and off by name, before the required ones, before all', async () => {
    const send = await open({ operations: { all: false, required: true, named: new Map([[Operation.HoldJob, true], [Operation.ValidateJob, false]]) } })
    const answer = await send(Operation.GetPrinterAttributes)
    expect(said(answer)?.integers('operations-supported').sort((a, b) => a - b)).toEqual([
      Operation.PrintJob, Operation.CancelJob, Operation.GetJobAttributes, Operation.GetJobs, Operation.GetPrinterAttributes,
    ])
    expect((await send(Operation.ValidateJob)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect((await send(Operation.CreatePrinterSubscriptions)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })

  it('of a queue are its own, whichever way a client takes to it', async () => {
    const send = await open({ locations: new Map([['/printers/office', { operations: { named: new Map([[Operation.GetJobs, false]]) } }]]) })
    for (const path of ['/printers/office', '/ipp/print/office', '/ipp/print', '/ipp/print/%6Fffice']) {
      const refused = await send(Operation.GetJobs, { operation: [at(path)] })
      expect([path, refused.code, statusMessage(refused)]).toEqual([path, StatusCode.ServerErrorOperationNotSupported, 'operation Get-Jobs is switched off by this server\'s configuration'])
    }
    expect((await send(Operation.GetJobs, { operation: [lab], path: '/printers/office' })).code).toBe(StatusCode.SuccessfulOk)
    const offered = async (of: Attribute) => said(await send(Operation.GetPrinterAttributes, { operation: [of] }))?.integers('operations-supported').includes(Operation.GetJobs)
    expect([await offered(office), await offered(lab)]).toEqual([false, true])
  })

  it('about a job are those of its queue', async () => {
    const send = await open({ locations: new Map([['/ipp/print/office', { operations: { named: new Map([[Operation.GetJobAttributes, false]]) } }]]) })
    const ids = []
    for (const of of [office, lab]) ids.push(said(await send(Operation.PrintJob, { operation: [of], document }), GroupTag.job)?.integer('job-id') ?? 0)
    const [inOffice = 0, inLab = 0] = ids
    const ask = async (...operation: Attribute[]) => (await send(Operation.GetJobAttributes, { operation })).code
    expect(await ask(attribute('job-uri', uri(`ipp://localhost:8631/jobs/${inOffice}`)))).toBe(StatusCode.ServerErrorOperationNotSupported)
    // The job decides, not the printer that is named beside it.
    expect(await ask(lab, attribute('job-id', integer(inOffice)))).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect(await ask(attribute('job-uri', uri(`ipp://localhost:8631/jobs/${inLab}`)))).toBe(StatusCode.SuccessfulOk)
  })

  it('can be few for the whole server and more at a place; what is disabled by name is off everywhere', async () => {
    const send = await open({
      operations: { all: false, required: true }, disabledOperations: new Set([Operation.PurgeJobs]), locations: new Map([['/printers/lab', { operations: { all: true, required: true } }]]),
    })
    const offered = async (of: Attribute) => said(await send(Operation.GetPrinterAttributes, { operation: [of] }))?.integers('operations-supported') ?? []
    expect((await offered(lab)).length).toBeGreaterThan((await offered(office)).length)
    expect(await offered(lab)).not.toContain(Operation.PurgeJobs)
    expect((await send(Operation.CUPSGetPrinters, { operation: [] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })

  it('of the system are switched at /ipp/system', async () => {
    const send = await open({ locations: new Map([['/ipp/system', { operations: { all: false, named: new Map([[Operation.GetSystemAttributes, true]]) } }]]) })
    const system = { operation: [attribute('system-uri', uri('ipp://localhost:8631/ipp/system')), asUser('operator')] }
    expect(said(await send(Operation.GetSystemAttributes, system), GroupTag.system)?.integers('operations-supported')).toEqual([Operation.GetSystemAttributes])
    expect((await send(Operation.GetPrinters, system)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })

  it.each([['/'], ['/attic/office'], ['/jobs/3']])('a location %s is refused: it is neither a queue nor the system', async (path) => {
    await expect(openWorld({ locations: new Map([[path, {}]]) })).rejects.toThrow(`location "${path}"`)
  })

  it('a queue that is a location twice is refused', async () => {
    await expect(openWorld({ locations: new Map([['/printers/office', {}], ['/ipp/print/office', {}]]) })).rejects.toThrow('twice')
  })
})

describe('conformance', () => {
  const get = { operation: [office], version: [2, 0] as const }

  it('automatic takes what clients speak', async () => {
    const send = await open({})
    for (const version of [[1, 0], [1, 1], [2, 0], [2, 2]] as const) expect((await send(Operation.GetPrinterAttributes, { version })).version).toEqual({ major: version[0], minor: version[1] })
    expect((await send(Operation.GetPrinterAttributes, { operation: [attribute('printer-uri', uri('http://localhost/printers/office'))] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await send(Operation.GetPrinterAttributes, { operation: [office, asUser('a'), asUser('b')] })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('1.0 is an IPP/1.0 printer to everyone', async () => {
    const send = await open({ conformance: '1.0' })
    const refused = await send(Operation.GetPrinterAttributes, get)
    expect([refused.code, refused.version]).toEqual([StatusCode.ServerErrorVersionNotSupported, { major: 1, minor: 0 }])
    const answer = await send(Operation.GetPrinterAttributes, { version: [1, 1] })
    expect([answer.code, answer.version, said(answer)?.strings('ipp-versions-supported')]).toEqual([StatusCode.SuccessfulOk, { major: 1, minor: 0 }, ['1.0']])
  })

  it('1.1 refuses IPP/2.0, and says what it speaks', async () => {
    const send = await open({ conformance: '1.1' })
    const refused = await send(Operation.GetPrinterAttributes, get)
    expect([refused.code, refused.version]).toEqual([StatusCode.ServerErrorVersionNotSupported, { major: 1, minor: 1 }])
    for (const [minor, answered] of [[0, 0], [1, 1], [4, 1]] as const) {
      const answer = await send(Operation.GetPrinterAttributes, { version: [1, minor] })
      expect([answer.code, answer.version, said(answer)?.strings('ipp-versions-supported')]).toEqual([StatusCode.SuccessfulOk, { major: 1, minor: answered }, ['1.0', '1.1']])
    }
  })

  it.each<[string, { operation?: Attribute[]; job?: Attribute[]; printer?: Attribute[] }]>([
    ['an attribute twice', { operation: [office, asUser('a'), asUser('b')] }],
    ['a job attribute twice', { job: [attribute('copies', integer(1)), attribute('copies', integer(2))] }],
    ['a target that is no IPP URI', { operation: [attribute('printer-uri', uri('http://localhost/printers/office'))] }],
    ['a target that is a path', { operation: [attribute('printer-uri', uri('/printers/office'))] }],
  ])('1.1 refuses %s: client-error-bad-request; automatic takes it', async (_, sent) => {
    const strict = await open({ conformance: '1.1' })
    expect((await strict(Operation.ValidateJob, { ...sent, version: [1, 1] })).code).toBe(StatusCode.ClientErrorBadRequest)
    const lenient = await open({})
    expect((await lenient(Operation.ValidateJob, { ...sent, version: [1, 1] })).code).toBeLessThan(0x0100)
  })

  it('is a queue\'s own', async () => {
    const send = await open({ locations: new Map([['/printers/office', { conformance: '1.0' as const }]]) })
    expect((await send(Operation.GetPrinterAttributes, get)).code).toBe(StatusCode.ServerErrorVersionNotSupported)
    expect((await send(Operation.GetPrinterAttributes, { operation: [lab] })).code).toBe(StatusCode.SuccessfulOk)
    // In a listing, each queue says what holds for it.
    const listed = await send(Operation.CUPSGetPrinters, { operation: [attribute('requested-attributes', keyword('printer-name'), keyword('ipp-versions-supported'))] })
    const versions = listed.groups.filter((group) => group.tag === GroupTag.printer).map(({ attributes }) => [attributes.string('printer-name'), attributes.strings('ipp-versions-supported').includes('2.0')])
    expect(versions).toEqual([['office', false], ['lab', true]])
  })
})

describe('the default user and the default service', () => {
  it('are taken where a request names none', async () => {
    const send = await open({ defaultUser: 'guest', locations: new Map([['/printers/lab', { defaultUser: 'student' }]]) })
    const userOf = async (operation: Attribute[]) => said(await send(Operation.PrintJob, { operation: [...operation, attribute('requested-attributes', keyword('all'))], document }), GroupTag.job)?.integer('job-id') ?? 0
    const asked = async (id: number) => said(await send(Operation.GetJobAttributes, { operation: [attribute('job-uri', uri(`ipp://localhost:8631/jobs/${id}`))] }), GroupTag.job)?.string('job-originating-user-name')
    expect(await asked(await userOf([office]))).toBe('guest')
    expect(await asked(await userOf([lab]))).toBe('student')
    expect(await asked(await userOf([lab, asUser('alice')]))).toBe('alice')
  })

  it('a request without a target is refused, unless there is a default service', async () => {
    const none = await open({})
    expect((await none(Operation.GetPrinterAttributes, { operation: [] })).code).toBe(StatusCode.ClientErrorBadRequest)
    const send = await open({ defaultService: 'lab', locations: new Map([['/printers/office', { defaultService: 'office' }]]) })
    const asked = async (path: string) => said(await send(Operation.GetPrinterAttributes, { operation: [], path }))?.string('printer-name')
    expect([await asked('/'), await asked('/printers/office')]).toEqual(['lab', 'office'])
    const id = said(await send(Operation.PrintJob, { operation: [], document }), GroupTag.job)?.integer('job-id') ?? 0
    expect((await send(Operation.GetJobAttributes, { operation: [attribute('job-id', integer(id))] })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('a strict place takes no request without a target', async () => {
    const send = await open({ defaultService: 'lab', conformance: '1.1' })
    expect((await send(Operation.GetPrinterAttributes, { operation: [], version: [1, 1] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })

  it('what is switched off for the default service is off for requests without a target', async () => {
    const send = await open({ defaultService: 'lab', locations: new Map([['/printers/lab', { operations: { named: new Map([[Operation.GetJobs, false]]) } }]]) })
    const exactly = [attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en')), attribute('requesting-user-name', name('alice')), attribute('my-jobs', boolean(true))]
    expect((await send(Operation.GetJobs, { exactly })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })
})
