/** Digests of documents: all have one in the end, whatever their size and whoever shares them. */
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { Attributes } from '@platen/papi'
import { alice, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { systemClock } from '../clock.js'
import { DocumentFiles } from '../document-files.js'
import { openForReading } from '../store/database.js'
import { Reader } from '../store/reader.js'
import type { Store } from '../store/store.js'
import { openTestSpool, TestClock, type TestSpool } from '../test-spool.js'
import { builtDigester } from '../test-surroundings.js'
import { Digests } from './digests.js'

const sha256 = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex')

function digestsIn({ folder }: TestSpool): (string | null)[] {
  using reader = new Reader(openForReading(join(folder, 'spool.db')))
  return reader.jobs({ which: 'all' }).sort((a, b) => a.id - b.id).flatMap(({ id }) => reader.documents(id).map(({ digest }) => (digest === null ? null : Buffer.from(digest).toString('hex'))))
}

describe('the digest of a document', () => {
  it('is there with a small one; a large one gets it when it is in, also for those who share it', async () => {
    await using spool = await openTestSpool()
    const sizes = [0, 10, 65_536, 65_537, 3_000_000]
    for (const size of sizes) await spool.jobEnded((await spool.service.jobSubmit(alice, 'alpha', jobOf(`${size}`), documentOf(octets(size, size)))).id)
    await spool.service.printerPause(operator, 'alpha')
    await spool.service.jobResubmit(alice, 2, { ticket: new Attributes() })
    await spool.service.jobResubmit(alice, 5, { ticket: new Attributes() })
    await vi.waitFor(() => expect(digestsIn(spool)).toEqual([...sizes, 10, 3_000_000].map((size) => sha256(octets(size, size)))), { timeout: 4000 })
  })

  it('is found at the next start where the server stopped before, as for documents that an earlier version took', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerPause(operator, 'alpha')
    await spool.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(octets(100_000)))
    await vi.waitFor(() => expect(digestsIn(spool)).toEqual([sha256(octets(100_000))]), { timeout: 4000 })
    const folder = await spool.crashCopy()
    {
      using database = new DatabaseSync(join(folder, 'spool.db'))
      database.exec('UPDATE documents SET digest = NULL')
    }
    await using again = await openTestSpool({ folder })
    await vi.waitFor(() => expect(digestsIn(again)).toEqual([sha256(octets(100_000))]), { timeout: 4000 })
    expect(again.warnings).toEqual([])
  })

  it('waits while jobs print, for a minute', async () => {
    const clock = new TestClock()
    await using spool = await openTestSpool({ surroundings: { clock } })
    spool.device.stop()
    await spool.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(octets(100_000)))
    await spool.device.started(1)
    for (let seconds = 0; seconds < 59; seconds++) {
      clock.turn(1000)
      await spool.service.printerEnable(operator, 'alpha')
    }
    expect(digestsIn(spool)).toEqual([null])
    clock.turn(1000)
    await vi.waitFor(() => expect(digestsIn(spool)).toEqual([sha256(octets(100_000))]), { timeout: 4000 })
  })

  it('that cannot be found is told once, and does not keep the others from theirs', async () => {
    await using spool = await openTestSpool()
    await spool.service.printerPause(operator, 'alpha')
    for (const size of [70_000, 80_000]) await spool.service.jobSubmit(alice, 'alpha', jobOf('large'), documentOf(octets(size)))
    await vi.waitFor(() => expect(digestsIn(spool)).not.toContain(null), { timeout: 4000 })
    const folder = await spool.crashCopy()
    const path = join(folder, 'spool.db')
    using reader = new Reader(openForReading(path))
    const [gone] = reader.documents(1)
    await rm(join(folder, 'documents', gone?.file ?? ''))
    const warnings: string[] = []
    const undigested = ['nothing.document', gone?.file ?? '', ...reader.documents(2).map(({ file }) => file ?? '')]
    const told = { knowsFile: (file: string) => reader.knowsFile(file), undigestedFiles: () => undigested.filter((file) => !kept.includes(file)) }
    const kept: string[] = []
    const send = async (command: { readonly file: string }) => void kept.push(command.file)
    const digests = new Digests({ store: { send } as unknown as Store, reader: told as unknown as Reader, documents: new DocumentFiles(join(folder, 'documents')), log: { info: () => undefined, warn: (message) => void warnings.push(message), error: () => undefined }, worker: builtDigester, clock: systemClock, isPrinting: () => false })
    digests.look()
    await vi.waitFor(() => expect(kept).toEqual([undigested[2]]), { timeout: 4000 })
    digests.look()
    await digests[Symbol.asyncDispose]()
    expect(warnings).toEqual([expect.stringMatching(/^a document cannot be read to be digested: ENOENT/)])
  })
})
