/** Accepted means kept, also through a power cut: strace sees the server flush all it wrote before it answers. */
import { expect, it } from 'vitest'
import { CupsClient } from './harness/cups-client.js'
import { makeDocument, randomDocument } from './harness/documents.js'
import { missingTracing, readFlushTrace, straceUnder, type BeforeAnswer } from './harness/flush-trace.js'
import { ipptool } from './harness/ipptool.js'
import { createJob, ownSuite, print, sendDocument } from './harness/jobs.js'
import { PlatenServer } from './harness/platen-server.js'
import { describeWhere, missingTools } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

describeWhere([...missingTools('ipptool', 'gs', 'cancel'), ...(await missingTracing())], 'what the server writes', () => {
  it('is flushed before each answer that promises something', async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('durability'))
    const trace = work.file('trace')
    // The queue is stopped first, so that nothing is written but what the requests cause.
    const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'stopped', device: 'file:///dev/null' }] }, { under: straceUnder(trace) }))
    const uri = server.uri('stopped')
    const pdf = await makeDocument(work.path, 'document-a4.pdf')
    const long = randomDocument(work.path, 'long.bin', 1 << 20)

    const requests: { readonly name: string; readonly writes: RegExp }[] = []
    await ipptool(uri, 'get-printer-attributes.test')
    await ipptool(uri, ownSuite('pause-printer.test'))
    requests.push({ name: 'Pause-Printer', writes: /\.db/ })
    const { id } = await print(uri, long.path, long.format)
    requests.push({ name: 'Print-Job, 1 MiB', writes: /documents\// })
    await print(uri, pdf.path, pdf.format)
    requests.push({ name: `Print-Job, ${pdf.octets.length} octets`, writes: /\.db/ })
    const opened = await createJob(uri)
    requests.push({ name: 'Create-Job', writes: /\.db/ })
    await sendDocument(uri, opened, long.path, long.format)
    requests.push({ name: 'Send-Document, 1 MiB', writes: /documents\// })
    await server.kill()

    const [before, ...answers] = readFlushTrace(trace, work.file('data'))
    expect(before).toBeDefined()
    expect(answers).toHaveLength(requests.length)
    for (const [index, { name, writes }] of requests.entries()) {
      const { written, unflushed }: BeforeAnswer = answers[index] ?? { written: [], unflushed: [] }
      console.log(`${name}: ${written.length} files and folders changed before the answer, ${unflushed.length} of them not flushed`)
      expect(written.filter((path) => writes.test(path)), `${name} writes`).not.toEqual([])
      expect(written.filter((path) => path.includes('.db')), `${name} journals`).not.toEqual([])
      expect(unflushed, `${name} leaves unflushed`).toEqual([])
    }

    // And what was promised is there.
    await server.start()
    await new CupsClient(server.authority, work.folder('home')).run('cancel', String(id))
  })
})
