/** What a queue advertises, it does; what it cannot do, it says. */
import { attribute, boolean, groupOf, GroupTag, integer, keyword, mimeMediaType, Operation, operationName, StatusCode, type Attribute, type Message } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asUser, jobOf, office, openWorld, printerOf, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const document = new TextEncoder().encode('%PDF-1.7 all of it')
const pdf = attribute('document-format', mimeMediaType('application/pdf'))
const twoSided = [attribute('sides', keyword('two-sided-long-edge'))]
const fidelity = attribute('ipp-attribute-fidelity', boolean(true))
const unsupported = (answer: Message): string[] => [...(groupOf(answer, GroupTag.unsupported) ?? [])].map((one) => one.name)

describe('operations-supported', () => {
  it('lists nothing that is answered with operation-not-supported', async () => {
    const advertised = printerOf(await world.send(Operation.GetPrinterAttributes)).integers('operations-supported')
    expect(advertised.length).toBeGreaterThan(20)
    const made = await world.send(Operation.CreateJob)
    const about = [office, attribute('job-id', integer(jobOf(made).integer('job-id') ?? 0)), asUser('operator')]
    const refused: string[] = []
    for (const code of advertised) {
      const { code: status } = await world.send(code, { operation: about })
      if (status === StatusCode.ServerErrorOperationNotSupported) refused.push(operationName(code))
    }
    expect(refused).toEqual([])
  })
})

describe('attributes that neither a document nor its device can carry out', () => {
  const print = (...operation: readonly Attribute[]) => world.send(Operation.PrintJob, { operation: [office, pdf, ...operation], job: twoSided, document })

  it('are not advertised for its format (RFC 8011 section 4.2.5.1)', async () => {
    const ofPdf = printerOf(await world.send(Operation.GetPrinterAttributes, { operation: [office, pdf] }))
    expect(ofPdf.strings('sides-supported')).toEqual(['one-sided'])
    expect(ofPdf.strings('print-color-mode-supported')).toEqual(['auto'])
    const ofAny = printerOf(await world.send(Operation.GetPrinterAttributes))
    expect(ofAny.strings('sides-supported')).toContain('two-sided-long-edge')
    expect(ofAny.strings('document-format-varying-attributes')).toContain('sides-supported')
  })

  it('are ignored and told, or refused with fidelity', async () => {
    const ignored = await print()
    expect([ignored.code, unsupported(ignored)]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, ['sides']])
    const refused = await print(fidelity)
    expect([refused.code, unsupported(refused)]).toEqual([StatusCode.ClientErrorAttributesOrValuesNotSupported, ['sides']])
  })

  it('are told when the document comes, or the document is refused', async () => {
    const send = async (...operation: readonly Attribute[]): Promise<Message> => {
      const made = await world.send(Operation.CreateJob, { operation: [office, ...operation], job: twoSided })
      expect(made.code).toBe(StatusCode.SuccessfulOk)
      const id = attribute('job-id', integer(jobOf(made).integer('job-id') ?? 0))
      return world.send(Operation.SendDocument, { operation: [office, id, pdf, attribute('last-document', boolean(true))], document })
    }
    // With another status lp would say that it failed.
    const ignored = await send()
    expect([ignored.code, unsupported(ignored)]).toEqual([StatusCode.SuccessfulOk, ['sides']])
    const refused = await send(fidelity)
    expect([refused.code, unsupported(refused)]).toEqual([StatusCode.ClientErrorAttributesOrValuesNotSupported, ['sides']])
  })

  it('are taken where the document says them itself, or may', async () => {
    const { code } = await world.send(Operation.PrintJob, { operation: [office, attribute('document-format', mimeMediaType('application/octet-stream')), fidelity], job: twoSided, document: new Uint8Array([1, 2, 3, 4]) })
    expect(code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('a question that is repeated', () => {
  it('is checked each time: request-id 0 is refused, and what changed is seen', async () => {
    const first = printerOf(await world.send(Operation.GetPrinterAttributes, { requestId: 1 }))
    expect(first.boolean('printer-is-accepting-jobs')).toBe(true)
    expect((await world.send(Operation.GetPrinterAttributes, { requestId: 0 })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await world.send(Operation.GetPrinterAttributes, { requestId: -5 })).code).toBe(StatusCode.ClientErrorBadRequest)
    await world.service.printerDisable?.({ caller: { host: '127.0.0.1', isOperator: true } }, 'office')
    const again = await world.send(Operation.GetPrinterAttributes, { requestId: 9 })
    expect(again.requestId).toBe(9)
    expect(printerOf(again).boolean('printer-is-accepting-jobs')).toBe(false)
  })
})
