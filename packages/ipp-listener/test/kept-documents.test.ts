/** CUPS-Get-Document, through whole requests. */
import { attribute, decode, groupOf, GroupTag, integer, Operation, StatusCode } from '@platen/ipp-core'
import { DocumentState, PapiError, type Document, type PrintService } from '@platen/papi'
import { describe, expect, it } from 'vitest'
import { messageOf, office, openWorld, printerOf, requestOctets } from './world.js'

const text = new TextEncoder().encode('what was sent')
const kept: Document = { job: 1, number: 1, name: 'letter', format: 'text/plain', state: DocumentState.completed, stateReasons: [], createdAt: 0, octets: text.length, octetsProcessed: 0, isLast: true }

/** A service that keeps one document of its first job. */
function keeping(service: PrintService): void {
  service.documentOpen = (_call, job, number) => {
    if (number !== 1) return Promise.reject(new PapiError('not-found', `job ${job} has no document ${number}`))
    const data = async function* () {
      await Promise.resolve()
      yield text
    }
    return Promise.resolve({ document: kept, data: data() })
  }
}

describe('CUPS-Get-Document', () => {
  it('answers what the document is, with its octets behind the attributes', async () => {
    await using world = await openWorld({}, { change: keeping })
    await world.send(Operation.PrintJob, { document: text })
    const answer = await world.sendOctets(requestOctets(Operation.CUPSGetDocument, { operation: [office, attribute('job-id', integer(1)), attribute('document-number', integer(1))] }))
    const { message } = decode(answer.body)
    expect(message.code).toBe(StatusCode.SuccessfulOk)
    const operation = groupOf(message, GroupTag.operation)
    expect([operation?.string('document-format'), operation?.integer('document-number'), operation?.string('document-name')]).toEqual(['text/plain', 1, 'letter'])
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.document?.data ?? []) chunks.push(chunk)
    expect([answer.document?.octets, Buffer.concat(chunks)]).toEqual([text.length, Buffer.from(text)])
  })

  it('needs document-number, and a document of that number', async () => {
    await using world = await openWorld({}, { change: keeping })
    await world.send(Operation.PrintJob, { document: text })
    const ask = (...more: readonly number[]) => world.send(Operation.CUPSGetDocument, { operation: [office, attribute('job-id', integer(1)), ...more.map((one) => attribute('document-number', integer(one)))] })
    expect(messageOf(await ask())).toContain('document-number')
    expect((await ask()).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await ask(2)).code).toBe(StatusCode.ClientErrorNotFound)
  })

  it('is offered by a print service that keeps documents, and by no other', async () => {
    const offered = async (change?: (service: PrintService) => void) => {
      await using world = await openWorld({}, change === undefined ? {} : { change })
      return printerOf(await world.send(Operation.GetPrinterAttributes)).integers('operations-supported')
    }
    expect(await offered(keeping)).toContain(Operation.CUPSGetDocument)
    expect(await offered()).not.toContain(Operation.CUPSGetDocument)
  })
})
