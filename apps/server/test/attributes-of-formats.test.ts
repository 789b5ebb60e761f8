/** What a job asks for that cannot be done with its document: ignored and told, or refused with fidelity (RFC 8011 sections 4.2.1.1 and 4.1.7). */
import { attribute, boolean, integer, JobState, keyword, mimeMediaType, Operation, range, StatusCode, type Attribute } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jobUri, openSpooledWorld, printer, type Answered, type SpooledWorld } from './spooled-world.js'

let world: SpooledWorld
beforeEach(async () => {
  world = await openSpooledWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const words = new TextEncoder().encode('words on a page')
const fidelity = attribute('ipp-attribute-fidelity', boolean(true))
const ofFormat = (format: string): Attribute => attribute('document-format', mimeMediaType(format))
const last = attribute('last-document', boolean(true))
const { SuccessfulOk, SuccessfulOkIgnoredOrSubstitutedAttributes, ClientErrorAttributesOrValuesNotSupported } = StatusCode

const asked: readonly (readonly [string, Attribute])[] = [
  ['number-up', attribute('number-up', integer(4))],
  ['page-ranges', attribute('page-ranges', range(2, 3))],
]
const told = ({ code, unsupported }: Answered) => [code, [...unsupported].map((one) => one.name)]
const printed = async (id: number | undefined) => {
  const { state } = await world.jobWhen(id ?? 0, (one) => one.state >= JobState.canceled)
  return [state, (await world.device.delivered(1)).map(String)]
}
const whole = [JobState.completed, ['words on a page']]

describe.each(asked)('%s with a document it cannot be done with', (named, wish) => {
  // Text that says what it is, and octets that show nothing.
  it.each(['text/plain', 'application/octet-stream'])('is ignored and told by Print-Job (%s)', async (format) => {
    const answer = await world.send(Operation.PrintJob, { operation: [printer, ofFormat(format)], job: [wish], document: words })
    expect(told(answer)).toEqual([SuccessfulOkIgnoredOrSubstitutedAttributes, [named]])
    expect(await printed(answer.job.integer('job-id'))).toEqual(whole)
  })

  it.each(['text/plain', 'application/octet-stream'])('is told by Send-Document as lp sends it: successful-ok, for lp takes another status for a failure (%s)', async (format) => {
    const made = await world.send(Operation.CreateJob, { job: [wish, attribute('job-sheets', keyword('none'), keyword('none')), attribute('multiple-document-handling', keyword('separate-documents-collated-copies'))] })
    expect(told(made)).toEqual([SuccessfulOk, []])
    const id = made.job.integer('job-id') ?? 0
    expect(told(await world.send(Operation.SendDocument, { operation: [jobUri(id), ofFormat(format), last], document: words }))).toEqual([SuccessfulOk, [named]])
    expect(await printed(id)).toEqual(whole)
  })

  it.each(['text/plain', 'application/octet-stream'])('is refused with fidelity, and the sentence says of which format (%s)', async (format) => {
    const refusal = { code: ClientErrorAttributesOrValuesNotSupported, message: `this printer does not do with ${format}: ${named}` }
    expect(await world.send(Operation.PrintJob, { operation: [printer, ofFormat(format), fidelity], job: [wish], document: words })).toMatchObject(refusal)
    const made = await world.send(Operation.CreateJob, { operation: [printer, fidelity], job: [wish] })
    const id = made.job.integer('job-id') ?? 0
    const refused = await world.send(Operation.SendDocument, { operation: [jobUri(id), ofFormat(format), last], document: words })
    expect([refused.message, told(refused)]).toEqual([refusal.message, [refusal.code, [named]]])
    // No second try makes it better: the job does not wait for one.
    const ended = await world.jobWhen(id, (one) => one.state >= JobState.canceled)
    expect([ended.state, ended.stateReasons, ended.stateMessage]).toEqual([JobState.aborted, expect.arrayContaining(['unsupported-attributes-or-values']), expect.stringContaining(refusal.message)])
  })

  it('is answered by Validate-Job of a format that is named; octets of which nothing is known may be anything', async () => {
    const validate = async (format: string) => told(await world.send(Operation.ValidateJob, { operation: [printer, ofFormat(format)], job: [wish] }))
    expect(await validate('text/plain; charset=utf-8')).toEqual([SuccessfulOkIgnoredOrSubstitutedAttributes, [named]])
    expect(await validate('application/octet-stream')).toEqual([SuccessfulOk, []])
    expect(await validate('application/pdf')).toEqual([SuccessfulOk, []])
  })

  it('is ignored and told by Resubmit-Job', async () => {
    const first = await world.print({ operation: [ofFormat('text/plain')], document: words })
    await world.jobWhen(first, (one) => one.state === JobState.completed)
    const again = await world.send(Operation.ResubmitJob, { operation: [jobUri(first)], job: [wish] })
    expect(told(again)).toEqual([SuccessfulOkIgnoredOrSubstitutedAttributes, [named]])
    const faithful = await world.send(Operation.ResubmitJob, { operation: [jobUri(first), fidelity], job: [wish] })
    expect(faithful).toMatchObject({ code: ClientErrorAttributesOrValuesNotSupported, message: `this printer does not do with text/plain: ${named}` })
  })
})

it('application/octet-stream is any format to Get-Printer-Attributes', async () => {
  const { printer: said } = await world.send(Operation.GetPrinterAttributes, { operation: [printer, ofFormat('application/octet-stream')] })
  expect([said.integers('number-up-supported'), said.boolean('page-ranges-supported')]).toEqual([[1, 2, 4, 6, 9, 16], true])
})
