/** Presets and constraints (PWG 5100.13), through whole requests. */
import { attribute, Attributes, boolean, collection, GroupTag, groupOf, keyword, mimeMediaType, Operation, StatusCode, type Attribute, type Message } from '@platen/ipp-core'
import { describeCapabilities, describePresets } from '@platen/papi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formats, jobOf, office, openWorld, printerOf, type World } from './world.js'

const film = describeCapabilities({ mediaTypes: ['stationery', 'transparency'], duplex: true }, formats)
const twoSided = attribute('sides', keyword('two-sided-long-edge'))
const transparency = attribute('media-col', collection(Attributes.of(attribute('media-type', keyword('transparency')))))
const draft = describePresets([
  { name: 'draft', attributes: Attributes.of(twoSided) },
  { name: 'film', attributes: Attributes.of(transparency) },
  { name: 'both', attributes: Attributes.of(transparency, twoSided) },
])

let world: World
beforeEach(async () => {
  world = await openWorld({}, { capabilities: new Attributes([...film, ...draft]) })
})
afterEach(() => world[Symbol.asyncDispose]())

const fidelity = attribute('ipp-attribute-fidelity', boolean(true))
/** A format that is not looked into: its documents may say how they are printed. */
const any = attribute('document-format', mimeMediaType('application/octet-stream'))
const job = [transparency, twoSided]
const ask = (code: number, operation: readonly Attribute[] = [], attributes: readonly Attribute[] = job): Promise<Message> =>
  world.send(code, { operation: [office, ...(code === Operation.CreateJob ? [] : [any]), ...operation], job: attributes, ...(code === Operation.PrintJob ? { document: new Uint8Array([1, 2, 3, 4]) } : {}) })
const unsupported = (answer: Message): Attributes => groupOf(answer, GroupTag.unsupported) ?? new Attributes()
const names = (attributes: Attributes): string[] => [...attributes].map((one) => one.name)

describe('attributes that do not go together', () => {
  it('are advertised, with what is done instead', async () => {
    const printer = printerOf(await world.send(Operation.GetPrinterAttributes))
    const of = (name: string) => printer.get(name)?.values.map((value) => (value.kind === 'collection' ? names(value.members) : []))
    expect(of('job-constraints-supported')).toEqual([['resolver-name', 'media-col', 'sides']])
    expect(of('job-resolvers-supported')).toEqual([['resolver-name', 'sides']])
  })

  it.each([Operation.PrintJob, Operation.CreateJob])('are resolved and told: successful-ok-conflicting-attributes (operation %i)', async (code) => {
    const answer = await ask(code)
    expect([answer.code, names(unsupported(answer))]).toEqual([StatusCode.SuccessfulOkConflictingAttributes, ['media-col', 'sides']])
    expect(unsupported(answer).string('sides')).toBe('two-sided-long-edge')
    const id = jobOf(answer).get('job-id')
    const made = jobOf(await world.send(Operation.GetJobAttributes, { operation: [office, ...(id === undefined ? [] : [id])] }))
    expect([made.string('sides'), made.get('media-col')?.values]).toEqual(['one-sided', transparency.values])
  })

  it.each([Operation.PrintJob, Operation.CreateJob, Operation.ValidateJob])('are refused with fidelity: client-error-conflicting-attributes (operation %i)', async (code) => {
    const answer = await ask(code, [fidelity])
    expect([answer.code, names(unsupported(answer))]).toEqual([StatusCode.ClientErrorConflictingAttributes, ['media-col', 'sides']])
    expect(world.device.begun).toHaveLength(0)
  })

  it('are told beside what is not supported at all', async () => {
    const answer = await ask(Operation.PrintJob, [], [...job, attribute('media', keyword('iso_a0_841x1189mm'))])
    expect([answer.code, names(unsupported(answer))]).toEqual([StatusCode.SuccessfulOkConflictingAttributes, ['media', 'media-col', 'sides']])
  })

  it('one at a time are no conflict', async () => {
    for (const one of job) expect((await ask(Operation.PrintJob, [fidelity], [one])).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('preferred-attributes of Validate-Job', () => {
  it('say what would be taken, whether the job would be or not', async () => {
    expect(printerOf(await world.send(Operation.GetPrinterAttributes)).boolean('preferred-attributes-supported')).toBe(true)
    for (const operation of [[], [fidelity]]) {
      const preferred = groupOf(await ask(Operation.ValidateJob, operation), GroupTag.operation)?.value('preferred-attributes')
      expect(preferred?.kind === 'collection' && [preferred.members.string('sides'), names(preferred.members)]).toEqual(['one-sided', ['media-col', 'sides']])
    }
  })

  it('are not said where the job is printed as it is', async () => {
    const answer = await ask(Operation.ValidateJob, [], [twoSided])
    expect([answer.code, groupOf(answer, GroupTag.operation)?.has('preferred-attributes')]).toEqual([StatusCode.SuccessfulOk, false])
  })
})

describe('job-presets-supported', () => {
  const presets = (answer: Message) => printerOf(answer).get('job-presets-supported')?.values.map((value) => (value.kind === 'collection' ? value.members.string('preset-name') : ''))

  it('lists those that the printer carries out whole', async () => {
    expect(presets(await world.send(Operation.GetPrinterAttributes))).toEqual(['draft', 'film'])
  })

  it('leaves out what nobody carries out for documents of a format', async () => {
    expect(presets(await world.send(Operation.GetPrinterAttributes, { operation: [office, attribute('document-format', mimeMediaType('application/pdf'))] }))).toBeUndefined()
  })
})
