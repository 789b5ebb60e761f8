/** The whole server, spooled: each operation that a queue advertises is there. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attribute, Attributes, charset, decode, encode, GroupTag, groupOf, integer, keyword, name, naturalLanguage, Operation, operationName, StatusCode, uri, type Attribute, type Message } from '@platen/ipp-core'
import { expect, it } from 'vitest'
import { readConfiguration } from './configuration/read.js'
import { openLog } from './log.js'
import { startServer } from './server.js'

it('answers no advertised operation with operation-not-supported', async () => {
  const data = await mkdtemp(join(tmpdir(), 'platen-advertised-'))
  const server = await startServer(readConfiguration(`listen: { port: 0 }\nqueues: [{ name: folder, device: 'file://${data}/printed/' }]`, 'platen.yaml'), { data, base: data, log: openLog('error') })
  const ask = async (code: number, ...about: readonly Attribute[]): Promise<Message> => {
    const operation = Attributes.of(
      attribute('attributes-charset', charset('utf-8')), attribute('attributes-natural-language', naturalLanguage('en')),
      attribute('printer-uri', uri(`ipp://localhost:${server.port}/ipp/print/folder`)), attribute('requesting-user-name', name('alice')), ...about,
    )
    const held = Attributes.of(attribute('job-hold-until', keyword('indefinite')))
    const body = encode({ version: { major: 2, minor: 0 }, code, requestId: 1, groups: [{ tag: GroupTag.operation, attributes: operation }, { tag: GroupTag.job, attributes: held }] })
    const response = await fetch(`http://127.0.0.1:${server.port}/ipp/print`, { method: 'POST', headers: { 'Content-Type': 'application/ipp' }, body })
    return decode(new Uint8Array(await response.arrayBuffer())).message
  }
  try {
    const made = groupOf(await ask(Operation.CreateJob), GroupTag.job)?.integer('job-id') ?? 0
    const advertised = groupOf(await ask(Operation.GetPrinterAttributes), GroupTag.printer)?.integers('operations-supported') ?? []
    expect(advertised.length).toBeGreaterThan(40)
    const refused: string[] = []
    for (const code of advertised) {
      const { code: status } = await ask(code, attribute('job-id', integer(made)))
      if (status === StatusCode.ServerErrorOperationNotSupported) refused.push(operationName(code))
    }
    expect(refused).toEqual([])
  } finally {
    await server[Symbol.asyncDispose]()
    await rm(data, { recursive: true })
  }
})
