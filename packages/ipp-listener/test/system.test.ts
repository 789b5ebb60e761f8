/** The System object on /ipp/system (PWG 5100.22), through whole requests. */
import { attribute, GroupTag, groupOf, integer, keyword, mimeMediaType, name, Operation, OutOfBandTag, StatusCode, text, uri, type Attribute, type Attributes, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, messageOf, office, openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const system = attribute('system-uri', uri('ipp://localhost:8631/ipp/system'))
const operator = asUser('operator')
const send = (code: number, ...operation: readonly Attribute[]) => world.send(code, { operation: [system, operator, ...operation], path: '/ipp/system' })
const systemOf = (answer: Message): Attributes => {
  const attributes = groupOf(answer, GroupTag.system)
  if (attributes === undefined) throw new Error(`no system attributes: ${messageOf(answer)}`)
  return attributes
}
const printersOf = (answer: Message): Attributes[] => answer.groups.filter((group) => group.tag === GroupTag.printer).map((group) => group.attributes)
const namesOf = (answer: Message) => printersOf(answer).map((one) => one.string('printer-name'))
const asIs = async () => systemOf(await send(Operation.GetSystemAttributes))

describe('Get-System-Attributes', () => {
  it('has what PWG 5100.22 requires of a system without resources and subscriptions', async () => {
    const required = [
      'charset-configured', 'charset-supported', 'document-format-supported', 'generated-natural-language-supported', 'ipp-features-supported', 'ipp-versions-supported',
      'multiple-document-printers-supported', 'natural-language-configured', 'operations-supported', 'printer-creation-attributes-supported', 'printer-service-type-supported',
      'system-config-change-date-time', 'system-config-change-time', 'system-config-changes', 'system-configured-printers', 'system-configured-resources', 'system-contact-col', 'system-current-time',
      'system-default-printer-id', 'system-firmware-name', 'system-firmware-patches', 'system-firmware-string-version', 'system-firmware-version', 'system-geo-location', 'system-info', 'system-location',
      'system-make-and-model', 'system-mandatory-printer-attributes', 'system-name', 'system-serial-number', 'system-settable-attributes-supported', 'system-state', 'system-state-change-date-time',
      'system-state-change-time', 'system-state-message', 'system-state-reasons', 'system-time-source', 'system-up-time', 'system-uuid', 'system-xri-supported',
    ]
    const attributes = await asIs()
    expect(required.filter((one) => !attributes.has(one))).toEqual([])
    expect(attributes.integer('system-state')).toBe(3)
    const printers = attributes.get('system-configured-printers')?.values.map((value) => (value.kind === 'collection' ? [value.members.integer('printer-id'), value.members.string('printer-name')] : []))
    expect(printers).toEqual([[1, 'office'], [2, 'lab']])
    const where = attributes.value('system-xri-supported')
    expect(where?.kind === 'collection' && where.members.string('xri-uri')).toBe('ipp://localhost:8631/ipp/system')
  })

  it('answers what is asked for, to everyone', async () => {
    const some = systemOf(await world.send(Operation.GetSystemAttributes, { operation: [system, attribute('requested-attributes', keyword('system-name'))] }))
    expect([...some].map((one) => one.name)).toEqual(['system-name'])
  })

  it('advertises the operations that answer: each is dispatched, and those of printers are not among them', async () => {
    const advertised = (await asIs()).integers('operations-supported')
    expect(advertised).toContain(Operation.GetPrinterAttributes)
    expect(advertised).not.toContain(Operation.PrintJob)
    for (const code of Object.values(Operation)) {
      const isCups = code >= 0x4000
      if (isCups) continue // those go to printers or to nothing
      const { code: status } = await send(code, attribute('job-id', integer(1)))
      if (advertised.includes(code)) expect([code, status]).not.toEqual([code, StatusCode.ServerErrorOperationNotSupported])
    }
    expect((await send(Operation.PrintJob)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect((await send(Operation.ShutdownAllPrinters)).code).toBe(StatusCode.ServerErrorOperationNotSupported)
  })

  it('needs the system for its target: a printer does not do it', async () => {
    expect((await world.send(Operation.GetSystemAttributes, { operation: [office] })).code).toBe(StatusCode.ServerErrorOperationNotSupported)
    expect(messageOf(await world.send(Operation.GetSystemAttributes, { operation: [] }))).toContain('system-uri')
    expect((await world.send(Operation.GetSystemAttributes, { operation: [attribute('system-uri', uri('ipp://localhost/'))] })).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Get-Printer-Attributes on the system', () => {
  it('answers for the default printer, or the one of printer-id', async () => {
    expect(printerOf(await send(Operation.GetPrinterAttributes)).string('printer-name')).toBe('office')
    expect(printerOf(await send(Operation.GetPrinterAttributes, attribute('printer-id', integer(2)))).string('printer-name')).toBe('lab')
    expect((await send(Operation.GetPrinterAttributes, attribute('printer-id', integer(9)))).code).toBe(StatusCode.ClientErrorNotFound)
  })
})

describe('Set-System-Attributes', () => {
  const set = (attributes: readonly Attribute[], user = operator) => world.send(Operation.SetSystemAttributes, { operation: [system, user], system: attributes })

  it('sets what system-settable-attributes-supported lists, for good, and counts the change', async () => {
    const before = (await asIs()).integer('system-config-changes') ?? 0
    const wanted = [attribute('system-name', name('Cellar')), attribute('system-location', text('Room 0')), attribute('system-info', text('x')), attribute('system-geo-location', uri('geo:46.47,-80.99')), attribute('system-default-printer-id', integer(2))]
    expect((await set(wanted)).code).toBe(StatusCode.SuccessfulOk)
    expect(wanted.map((one) => one.name).sort()).toEqual((await asIs()).strings('system-settable-attributes-supported'))
    await using after = await openWorld({}, { kept: world.kept })
    for (const from of [world, after]) {
      const attributes = systemOf(await from.send(Operation.GetSystemAttributes, { operation: [system] }))
      for (const one of wanted) expect(attributes.get(one.name)?.values).toEqual(one.values)
      expect(attributes.integer('system-config-changes')).toBeGreaterThan(before)
    }
    expect(printerOf(await world.send(Operation.CUPSGetDefault, { operation: [] })).string('printer-name')).toBe('lab')
  })

  it('tells what cannot be set from what is not there, and changes nothing', async () => {
    const fixed = await set([attribute('system-name', name('x')), attribute('system-uuid', uri('urn:uuid:0'))])
    expect(fixed.code).toBe(StatusCode.ClientErrorAttributesNotSettable)
    expect(groupOf(fixed, GroupTag.unsupported)?.value('system-uuid')).toEqual({ kind: 'out-of-band', tag: OutOfBandTag.notSettable })
    expect((await set([attribute('system-colour', keyword('red'))])).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await set([attribute('system-default-printer-id', integer(99))])).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await set([attribute('system-geo-location', uri('http://x/'))])).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await set([])).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await set([attribute('system-name', name('x'))], asUser('alice'))).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await asIs()).string('system-name')).toBe('print-server')
  })

  it('takes the values that Get-System-Supported-Values answers', async () => {
    const values = systemOf(await send(Operation.GetSystemSupportedValues))
    expect(values.integers('system-default-printer-id')).toEqual([1, 2])
    expect([...values].map((one) => one.name).sort()).toEqual((await asIs()).strings('system-settable-attributes-supported'))
  })
})

describe('Get-Printers', () => {
  it('lists every printer, with printer-id', async () => {
    const printers = printersOf(await send(Operation.GetPrinters))
    expect(printers.map((one) => [one.integer('printer-id'), one.string('printer-name'), one.string('printer-service-type')])).toEqual([[1, 'office', 'print'], [2, 'lab', 'print']])
    const some = printersOf(await send(Operation.GetPrinters, attribute('requested-attributes', keyword('printer-name'))))
    expect(some.map((one) => one.size)).toEqual([1, 1])
  })

  it.each([
    ['printer-ids', attribute('printer-ids', integer(2)), ['lab']],
    ['first-index', attribute('first-index', integer(2)), ['lab']],
    ['limit', attribute('limit', integer(1)), ['office']],
    ['printer-location', attribute('printer-location', text('Room 1')), ['office', 'lab']],
    ['printer-location', attribute('printer-location', text('Room 2')), []],
    ['document-format', attribute('document-format', mimeMediaType('image/png')), []],
    ['printer-service-type', attribute('printer-service-type', keyword('scan')), []],
    ['which-printers', attribute('which-printers', keyword('idle')), ['office', 'lab']],
    ['which-printers', attribute('which-printers', keyword('stopped')), []],
  ])('minds %s', async (_, filter, expected) => {
    expect(namesOf(await send(Operation.GetPrinters, filter))).toEqual(expected)
  })

  it('refuses what it does not know', async () => {
    expect((await send(Operation.GetPrinters, attribute('which-printers', keyword('lost')))).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await send(Operation.GetPrinters, attribute('limit', integer(0)))).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('Create-Printer and Delete-Printer', () => {
  const print = attribute('printer-service-type', keyword('print'))
  const create = (printer: readonly Attribute[], operation: readonly Attribute[] = [system, operator, print]) => world.send(Operation.CreatePrinter, { operation, printer })

  it('make a printer that prints, and remove it by its printer-id', async () => {
    const made = await create([attribute('printer-name', name('q2')), attribute('device-uri', uri('contract://new/')), attribute('printer-info', text('The second')), attribute('sides-default', keyword('two-sided-long-edge'))])
    expect(made.code).toBe(StatusCode.SuccessfulOk)
    const [printer] = printersOf(made)
    expect([...(printer ?? [])].map((one) => one.name).sort()).toEqual(['printer-id', 'printer-is-accepting-jobs', 'printer-state', 'printer-state-reasons', 'printer-uri-supported', 'printer-uuid', 'printer-xri-supported'])
    expect([printer?.integer('printer-id'), printer?.integer('printer-state'), printer?.boolean('printer-is-accepting-jobs')]).toEqual([3, 3, true])
    const shown = printerOf(await send(Operation.GetPrinterAttributes, attribute('printer-id', integer(3))))
    expect([shown.string('printer-info'), shown.string('sides-default')]).toEqual(['The second', 'two-sided-long-edge'])
    expect((await send(Operation.DeletePrinter, attribute('printer-id', integer(3)))).code).toBe(StatusCode.SuccessfulOk)
    expect((await send(Operation.DeletePrinter, attribute('printer-id', integer(3)))).code).toBe(StatusCode.ClientErrorNotFound)
    // An id is not given again at once: clients may remember it.
    expect(printersOf(await create([attribute('printer-name', name('q2')), attribute('smi55357-device-uri', uri('contract://new/'))]))[0]?.integer('printer-id')).toBe(4)
  })

  it('tell what of the new printer was ignored', async () => {
    const made = await create([attribute('printer-name', name('q2')), attribute('smi2699-device-uri', uri('contract://new/')), attribute('printer-geo-location', uri('geo:1,2')), attribute('sides-default', keyword('both'))])
    expect(made.code).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
    expect([...(groupOf(made, GroupTag.unsupported) ?? [])].map((one) => one.name).sort()).toEqual(['printer-geo-location', 'sides-default'])
  })

  it.each([
    ['no printer-service-type', [attribute('printer-name', name('q2'))], [system, operator], StatusCode.ClientErrorBadRequest],
    ['a service that is not printing', [attribute('printer-name', name('q2'))], [system, operator, attribute('printer-service-type', keyword('scan'))], StatusCode.ClientErrorAttributesOrValuesNotSupported],
    ['no name', [attribute('device-uri', uri('contract://new/'))], [system, operator, print], StatusCode.ClientErrorBadRequest],
    ['no device', [attribute('printer-name', name('q2'))], [system, operator, print], StatusCode.ClientErrorBadRequest],
    ['a name that is taken', [attribute('printer-name', name('lab')), attribute('device-uri', uri('contract://new/'))], [system, operator, print], StatusCode.ClientErrorNotPossible],
    ['someone who is no operator', [attribute('printer-name', name('q2')), attribute('device-uri', uri('contract://new/'))], [system, print], StatusCode.ClientErrorNotAuthorized],
  ])('refuse %s', async (_, printer, operation, status) => {
    expect((await create(printer, operation)).code).toBe(status)
    expect(namesOf(await send(Operation.GetPrinters))).toEqual(['office', 'lab'])
  })

  it('refuse to delete what the configuration file declares, or nothing', async () => {
    expect((await send(Operation.DeletePrinter, attribute('printer-id', integer(1)))).code).toBe(StatusCode.ClientErrorNotPossible)
    expect((await send(Operation.DeletePrinter)).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('the operations on all printers', () => {
  const states = async () => printersOf(await send(Operation.GetPrinters)).map((one) => [one.integer('printer-state'), one.boolean('printer-is-accepting-jobs')])

  it.each([Operation.PauseAllPrinters, Operation.PauseAllPrintersAfterCurrentJob])('operation %i stops all, and Resume-All-Printers lets them print', async (pause) => {
    expect((await send(pause)).code).toBe(StatusCode.SuccessfulOk)
    expect(await states()).toEqual([[5, true], [5, true]])
    const stopped = await asIs()
    expect([stopped.integer('system-state'), stopped.strings('system-state-reasons')]).toEqual([5, ['paused']])
    expect((await send(Operation.ResumeAllPrinters)).code).toBe(StatusCode.SuccessfulOk)
    expect(await states()).toEqual([[3, true], [3, true]])
  })

  it('Disable-All-Printers refuses jobs, Enable-All-Printers takes them', async () => {
    expect((await send(Operation.DisableAllPrinters, attribute('printer-message-from-operator', text('moving')))).code).toBe(StatusCode.SuccessfulOk)
    expect(await states()).toEqual([[3, false], [3, false]])
    expect((await send(Operation.EnableAllPrinters)).code).toBe(StatusCode.SuccessfulOk)
    expect(await states()).toEqual([[3, true], [3, true]])
  })

  it('Shutdown- and Startup-All-Printers are offered where a print service can do them, and do it for each', async () => {
    const calls: string[] = []
    const note = (verb: string) => (_call: unknown, printer: string, message?: string) => Promise.resolve(void calls.push([verb, printer, message].filter((one) => one !== undefined).join(' ')))
    await using able = await openWorld({}, { change: (service) => Object.assign(service, { printerShutdown: note('shutdown'), printerStartup: note('startup') }) })
    const ask = (code: number, ...more: readonly Attribute[]) => able.send(code, { operation: [system, operator, ...more] })
    expect((await ask(Operation.ShutdownAllPrinters, attribute('printer-message-from-operator', text('moving')))).code).toBe(StatusCode.SuccessfulOk)
    expect((await ask(Operation.StartupAllPrinters)).code).toBe(StatusCode.SuccessfulOk)
    expect(calls).toEqual(['shutdown office moving', 'shutdown lab moving', 'startup office', 'startup lab'])
    const offered = systemOf(await ask(Operation.GetSystemAttributes)).integers('operations-supported')
    expect(offered).toEqual(expect.arrayContaining([Operation.ShutdownAllPrinters, Operation.StartupAllPrinters, Operation.ShutdownOnePrinter, Operation.StartupOnePrinter]))
    // No printer of this one can restart.
    expect(offered).not.toContain(Operation.RestartOnePrinter)
    expect(messageOf(await ask(Operation.RestartOnePrinter, attribute('printer-id', integer(1))))).toContain('not possible here')
  })

  it('are for operators', async () => {
    for (const code of [Operation.PauseAllPrinters, Operation.ResumeAllPrinters, Operation.EnableAllPrinters, Operation.DisableAllPrinters]) {
      expect((await world.send(code, { operation: [system, asUser('alice')] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    }
  })
})

describe('Shutdown-, Startup- and Restart-One-Printer', () => {
  it('do for the printer of printer-id what the printer itself would do', async () => {
    const calls: string[] = []
    const note = (verb: string) => (_call: unknown, printer: string) => Promise.resolve(void calls.push(`${verb} ${printer}`))
    await using able = await openWorld({}, { change: (service) => Object.assign(service, { printerShutdown: note('shutdown'), printerStartup: note('startup'), printerRestart: note('restart') }) })
    const ask = (code: number, id?: number) => able.send(code, { operation: [system, operator, ...(id === undefined ? [] : [attribute('printer-id', integer(id))])] })
    for (const code of [Operation.ShutdownOnePrinter, Operation.StartupOnePrinter, Operation.RestartOnePrinter]) {
      expect((await ask(code, 2)).code).toBe(StatusCode.SuccessfulOk)
      expect((await ask(code, 9)).code).toBe(StatusCode.ClientErrorNotFound)
      expect(messageOf(await ask(code))).toContain('needs printer-id')
      expect((await able.send(code, { operation: [system, asUser('alice'), attribute('printer-id', integer(2))] })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    }
    expect(calls).toEqual(['shutdown lab', 'startup lab', 'restart lab'])
  })
})
