/** Queues that come, change and go: CUPS's operations and RFC 3380's, through whole requests. */
import { attribute, boolean, enumeration, GroupTag, groupOf, integer, keyword, name, Operation, OutOfBandTag, StatusCode, text, uri, type Attribute, type Attributes, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, messageOf, office, openWorld, printerOf, type Sent, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const operator = asUser('operator')
const target = (queue: string): Attribute => attribute('printer-uri', uri(`ipp://localhost/printers/${queue}`))
const pdf = new TextEncoder().encode('%PDF-1.7 a document')
const device = (value = 'contract://new/'): Attribute => attribute('device-uri', uri(value))
const enabled = [attribute('printer-state', enumeration(3)), attribute('printer-is-accepting-jobs', boolean(true))]
const deletion: Attribute = { name: 'sides-default', values: [{ kind: 'out-of-band', tag: OutOfBandTag.deleteAttribute }] }

const addModify = (queue: string, printer: readonly Attribute[], more: Partial<Sent> = {}) => world.send(Operation.CUPSAddModifyPrinter, { operation: [target(queue), operator], printer, path: '/admin/', ...more })
const printerAt = async (queue: string, from: World = world): Promise<Attributes> => printerOf(await from.send(Operation.GetPrinterAttributes, { operation: [target(queue)] }))
const unsupportedOf = (answer: Message): string[] => [...(groupOf(answer, GroupTag.unsupported) ?? [])].map((one) => one.name)
const names = async (from: World = world) => (await from.send(Operation.CUPSGetPrinters, { operation: [] })).groups.filter((group) => group.tag === GroupTag.printer).map((group) => group.attributes.string('printer-name'))
/** The same server after a restart. */
const restarted = () => openWorld({}, { kept: world.kept })

describe('CUPS-Add-Modify-Printer', () => {
  it('adds a queue that prints (lpadmin -p q2 -E -v URI -D INFO -L LOCATION), and that is there after a restart', async () => {
    const answer = await addModify('q2', [device(), attribute('printer-info', text('The second')), attribute('printer-location', text('Room 9')), ...enabled])
    expect([answer.code, messageOf(answer)]).toEqual([StatusCode.SuccessfulOk, 'successful-ok'])
    const printer = await printerAt('q2')
    expect([printer.string('printer-info'), printer.string('printer-location'), printer.integer('printer-state'), printer.boolean('printer-is-accepting-jobs')]).toEqual(['The second', 'Room 9', 3, true])
    expect((await world.send(Operation.PrintJob, { operation: [target('q2')], document: pdf })).code).toBe(StatusCode.SuccessfulOk)
    await using after = await restarted()
    expect(await names(after)).toEqual(['office', 'lab', 'q2'])
    expect((await printerAt('q2', after)).string('printer-info')).toBe('The second')
    expect((await printerAt('q2', after)).integer('printer-id')).toBe(printer.integer('printer-id'))
  })

  it('adds a queue that stands still until it is enabled, as CUPS does', async () => {
    await addModify('q2', [device()])
    const still = await printerAt('q2')
    expect([still.integer('printer-state'), still.boolean('printer-is-accepting-jobs')]).toEqual([5, false])
    await addModify('q2', enabled)
    const going = await printerAt('q2')
    expect([going.integer('printer-state'), going.boolean('printer-is-accepting-jobs')]).toEqual([3, true])
  })

  it('changes a queue and keeps what is not named', async () => {
    await addModify('q2', [device(), attribute('printer-info', text('The second')), ...enabled])
    await addModify('q2', [attribute('printer-location', text('Room 10')), device('contract://other/')])
    const printer = await printerAt('q2')
    expect([printer.string('printer-info'), printer.string('printer-location')]).toEqual(['The second', 'Room 10'])
    expect(world.kept.state?.queues).toMatchObject([{ name: 'q2', device: 'contract://other/' }])
  })

  it('sets defaults (lpadmin -o sides-default=...) in the syntax that the printer says, and takes them back (lpadmin -R)', async () => {
    expect((await addModify('office', [attribute<string>('sides-default', name('two-sided-long-edge')), attribute('job-sheets-default', name('none'), name('none'))])).code).toBe(StatusCode.SuccessfulOk)
    expect((await printerAt('office')).value('sides-default')).toEqual(keyword('two-sided-long-edge'))
    await using after = await restarted()
    expect((await printerAt('office', after)).string('sides-default')).toBe('two-sided-long-edge')
    expect((await addModify('office', [deletion])).code).toBe(StatusCode.SuccessfulOk)
    expect((await printerAt('office')).string('sides-default')).toBe('one-sided')
  })

  it('sets defaults that are numbers, written as names (pycups addPrinterOptionDefault)', async () => {
    expect((await addModify('office', [attribute<string>('print-quality-default', name('5')), attribute<string>('number-up-default', name('1'))])).code).toBe(StatusCode.SuccessfulOk)
    expect((await printerAt('office')).value('print-quality-default')).toEqual(enumeration(5))
    const refused = await addModify('office', [attribute<string>('print-quality-default', name('99'))])
    expect([refused.code, unsupportedOf(refused)]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, ['print-quality-default']])
  })

  it('ignores PPD files and what else it has no use for, and says so', async () => {
    const answer = await addModify('q2', [device(), attribute('printer-error-policy', name('retry-job')), attribute('sides-default', keyword('both')), ...enabled], { operation: [target('q2'), operator, attribute('ppd-name', name('foo.ppd'))], document: new TextEncoder().encode('*PPD-Adobe: "4.3"') })
    expect(answer.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect(unsupportedOf(answer)).toEqual(['printer-error-policy', 'sides-default', 'ppd-name'])
    expect((await printerAt('q2')).integer('printer-state')).toBe(3)
    expect((await addModify('q3', [device()], { operation: [target('q3'), operator, attribute('ppd-name', name('everywhere'))] })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('refuses lists of users: a rule that is not kept would be worse than none', async () => {
    const answer = await addModify('q2', [device(), attribute('requesting-user-name-allowed', name('alice')), ...enabled])
    expect(answer.code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect(await names()).toEqual(['office', 'lab'])
    expect((await addModify('q2', [device(), attribute('requesting-user-name-allowed', name('all'))])).code).toBe(StatusCode.SuccessfulOk)
  })

  it.each([
    ['from someone who is no operator', [device()], 'q2', 'alice', StatusCode.ClientErrorNotAuthorized, 'operators'],
    ['without a device', [], 'q2', 'operator', StatusCode.ClientErrorBadRequest, 'needs its device'],
    ['with a device that is this server', [device('ipp://localhost/')], 'q2', 'operator', StatusCode.ClientErrorNotPossible, 'print to itself'],
    ['with a device of a scheme nobody knows', [device('usb://x')], 'q2', 'operator', StatusCode.ClientErrorUriSchemeNotSupported, 'usb'],
    ['with a device that is no URI', [device('x')], 'q2', 'operator', StatusCode.ClientErrorBadRequest, 'not a URI'],
    ['with a name that cannot stand in a URI', [device()], 'a%20b', 'operator', StatusCode.ClientErrorBadRequest, 'cannot be a printer'],
    ['that gives a declared queue another device', [device()], 'office', 'operator', StatusCode.ClientErrorNotPossible, 'configuration file'],
  ])('is refused %s', async (_, printer, queue, user, status, sentence) => {
    const answer = await addModify(queue, printer, { operation: [target(queue), asUser(user)] })
    expect(answer.code).toBe(status)
    expect(messageOf(answer)).toContain(sentence)
    expect(await names()).toEqual(['office', 'lab'])
    expect(world.kept.state?.queues).toEqual([])
  })

  it('leaves nothing behind if it cannot be kept', async () => {
    world.kept.full = true
    expect((await addModify('q2', [device(), ...enabled])).code).toBe(StatusCode.ServerErrorTemporaryError)
    expect((await world.send(Operation.GetPrinterAttributes, { operation: [target('q2')] })).code).toBe(StatusCode.ClientErrorNotFound)
    expect((await addModify('office', [attribute('printer-info', text('x'))])).code).toBe(StatusCode.ServerErrorTemporaryError)
    expect((await printerAt('office')).string('printer-info')).toBe('Printer office')
    world.kept.full = false
    expect((await addModify('q2', [device(), ...enabled])).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('CUPS-Delete-Printer', () => {
  const remove = (queue: string, user = operator) => world.send(Operation.CUPSDeletePrinter, { operation: [target(queue), user] })

  it('removes a queue with its jobs, for good', async () => {
    await addModify('q2', [device(), ...enabled])
    const job = await world.send(Operation.PrintJob, { operation: [target('q2')], document: pdf })
    expect((await remove('q2')).code).toBe(StatusCode.SuccessfulOk)
    expect((await remove('q2')).code).toBe(StatusCode.ClientErrorNotFound)
    const gone = await world.send(Operation.GetJobAttributes, { operation: [target('office'), attribute('job-id', integer(groupOf(job, GroupTag.job)?.integer('job-id') ?? 0))] })
    expect(gone.code).toBe(StatusCode.ClientErrorNotFound)
    await using after = await restarted()
    expect(await names(after)).toEqual(['office', 'lab'])
  })

  it('refuses a queue of the configuration file, and says where it is declared', async () => {
    const answer = await remove('office')
    expect(answer.code).toBe(StatusCode.ClientErrorNotPossible)
    expect(messageOf(answer)).toContain('configuration file')
    expect((await remove('office', asUser('alice'))).code).toBe(StatusCode.ClientErrorNotAuthorized)
  })

  it('needs the name of a printer: the default one is not removed by mistake', async () => {
    expect((await world.send(Operation.CUPSDeletePrinter, { operation: [attribute('printer-uri', uri('ipp://localhost/')), operator] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('CUPS-Set-Default', () => {
  it('makes a printer the default, also after a restart, until it is removed', async () => {
    await addModify('q2', [device(), ...enabled])
    expect((await world.send(Operation.CUPSSetDefault, { operation: [target('q2'), operator] })).code).toBe(StatusCode.SuccessfulOk)
    const theDefault = async (from: World) => printerOf(await from.send(Operation.CUPSGetDefault, { operation: [] })).string('printer-name')
    expect(await theDefault(world)).toBe('q2')
    await using after = await restarted()
    expect(await theDefault(after)).toBe('q2')
    await world.send(Operation.CUPSDeletePrinter, { operation: [target('q2'), operator] })
    expect(await theDefault(world)).toBe('office')
    expect((await world.send(Operation.CUPSSetDefault, { operation: [target('q2'), operator] })).code).toBe(StatusCode.ClientErrorNotFound)
    expect((await world.send(Operation.CUPSSetDefault, { operation: [target('lab'), asUser('alice')] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
  })
})

describe('CUPS-Get-Devices, CUPS-Get-PPDs and what CUPS has besides', () => {
  const schemes = async (...more: readonly Attribute[]) => (await world.send(Operation.CUPSGetDevices, { operation: more })).groups.filter((group) => group.tag === GroupTag.printer).map((group) => group.attributes.string('device-uri'))

  it('lists the kinds of devices that can be used (lpinfo -v), filtered and limited', async () => {
    expect(await schemes()).toEqual(['contract', 'socket'])
    expect(await schemes(attribute('include-schemes', name('socket')))).toEqual(['socket'])
    expect(await schemes(attribute('exclude-schemes', name('socket')))).toEqual(['contract'])
    expect(await schemes(attribute('limit', integer(1)))).toEqual(['contract'])
  })

  it.each([
    [Operation.CUPSGetPPDs, StatusCode.ClientErrorNotFound, 'no PPD files'],
    [Operation.CUPSAddModifyClass, StatusCode.ClientErrorBadRequest, 'lpadmin -p PRINTER -c all'],
    [Operation.CUPSDeleteClass, StatusCode.ClientErrorNotFound, 'no printer "all"'],
    [Operation.CUPSCreateLocalPrinter, StatusCode.ClientErrorNotPossible, 'lpadmin'],
  ])('operation %i is refused with a sentence that helps', async (code, status, sentence) => {
    const answer = await world.send(code, { operation: [target('all'), operator] })
    expect(answer.code).toBe(status)
    expect(messageOf(answer)).toContain(sentence)
  })
})

describe('Set-Printer-Attributes (RFC 3380 section 4.1)', () => {
  const set = (printer: readonly Attribute[], ...operation: readonly Attribute[]) => world.send(Operation.SetPrinterAttributes, { operation: [office, operator, ...operation], printer })

  it('sets what printer-settable-attributes-supported lists, for good', async () => {
    const settable = (await printerAt('office')).strings('printer-settable-attributes-supported')
    expect(settable).toEqual(expect.arrayContaining(['printer-info', 'printer-location', 'printer-make-and-model', 'printer-message-from-operator', 'media-default', 'sides-default']))
    expect((await set([attribute('printer-info', text('By the window')), attribute('media-default', keyword('iso_a3_297x420mm'))], attribute('printer-message-from-operator', text('New toner tomorrow')))).code).toBe(StatusCode.SuccessfulOk)
    await using after = await restarted()
    for (const from of [world, after]) {
      const printer = await printerAt('office', from)
      expect([printer.string('printer-info'), printer.string('printer-message-from-operator'), printer.string('media-default')]).toEqual(['By the window', 'New toner tomorrow', 'iso_a3_297x420mm'])
      const medium = printer.value('media-col-default')
      expect(medium?.kind === 'collection' && medium.members.string('media-size-name')).toBe('iso_a3_297x420mm')
    }
  })

  it('can set each of them to the value it has', async () => {
    const printer = await printerAt('office')
    for (const one of printer.strings('printer-settable-attributes-supported')) {
      const now = printer.get(one)
      if (now !== undefined) expect([one, (await set([now])).code]).toEqual([one, StatusCode.SuccessfulOk])
    }
  })

  it('refuses what the printer has and nobody can set: client-error-attributes-not-settable, and changes nothing', async () => {
    const answer = await set([attribute('printer-info', text('x')), attribute('printer-name', name('x'))])
    expect(answer.code).toBe(StatusCode.ClientErrorAttributesNotSettable)
    expect(groupOf(answer, GroupTag.unsupported)?.value('printer-name')).toEqual({ kind: 'out-of-band', tag: OutOfBandTag.notSettable })
    expect((await printerAt('office')).string('printer-info')).toBe('Printer office')
  })

  it.each([
    ['a value that jobs may not have', attribute('sides-default', keyword('both'))],
    ['an attribute it does not have', attribute('staple-default', keyword('none'))],
    ['a text that is too long', attribute('printer-info', text('x'.repeat(128)))],
    ['a text that is a number', attribute<string>('printer-location', integer(1))],
  ])('refuses %s: client-error-attributes-or-values-not-supported', async (_, one) => {
    const answer = await set([attribute('printer-info', text('y')), one])
    expect([answer.code, unsupportedOf(answer)]).toEqual([StatusCode.ClientErrorAttributesOrValuesNotSupported, [one.name]])
    expect((await printerAt('office')).string('printer-info')).toBe('Printer office')
  })

  it('needs something to set, and an operator', async () => {
    expect((await world.send(Operation.SetPrinterAttributes, { operation: [office, operator] })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await world.send(Operation.SetPrinterAttributes, { operation: [office, asUser('alice')], printer: [attribute('printer-info', text('x'))] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
  })

  it('gives way to a configuration file that was changed since', async () => {
    await set([attribute('printer-info', text('By the window')), attribute('printer-location', text('Room 2'))])
    const { state } = world.kept
    if (state === undefined) throw new Error('nothing was kept')
    // As if the file had said another location when the change was made.
    const changes = JSON.parse(JSON.stringify(state.changes).replaceAll('Room 1', 'Cellar')) as typeof state.changes
    await using after = await openWorld({}, { kept: { state: { ...state, changes }, full: false } })
    const printer = await printerAt('office', after)
    expect([printer.string('printer-info'), printer.string('printer-location')]).toEqual(['By the window', 'Room 1'])
  })
})

describe('Get-Printer-Supported-Values (RFC 3380 section 4.3)', () => {
  it('answers the values that Set-Printer-Attributes takes', async () => {
    const values = printerOf(await world.send(Operation.GetPrinterSupportedValues))
    expect(values.strings('sides-supported')).toEqual(['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'])
    expect(values.value('printer-info')).toEqual({ kind: 'out-of-band', tag: OutOfBandTag.adminDefine })
    const some = printerOf(await world.send(Operation.GetPrinterSupportedValues, { operation: [office, attribute('requested-attributes', keyword('printer-info'))] }))
    expect([...some].map((one) => one.name)).toEqual(['printer-info'])
  })
})

describe('where queues are fixed', () => {
  it('nothing that changes them is offered', async () => {
    await using fixed = await openWorld({ system: undefined } as never)
    const printer = await printerAt('office', fixed)
    for (const code of [Operation.CUPSAddModifyPrinter, Operation.CUPSDeletePrinter, Operation.CUPSSetDefault, Operation.CUPSGetDevices, Operation.SetPrinterAttributes, Operation.GetPrinterSupportedValues]) {
      expect(printer.integers('operations-supported')).not.toContain(code)
      expect((await fixed.send(code, { operation: [office, operator], printer: [attribute('printer-info', text('x'))] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    }
    expect(printer.strings('printer-settable-attributes-supported')).toEqual(['none'])
    expect(printer.has('printer-id')).toBe(false)
    expect((await fixed.send(Operation.GetSystemAttributes, { operation: [attribute('system-uri', uri('ipp://localhost/ipp/system'))] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })
})
