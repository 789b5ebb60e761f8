import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenDocument, documentOf, octets } from '@platen/papi/contract'
import { DocumentFiles, largestInRow, type DocumentFileSystem } from './document-files.js'
import { batchSize } from './document-writer.js'

async function open(fileSystem: Partial<DocumentFileSystem> = {}) {
  const folder = await fs.mkdtemp(join(tmpdir(), 'platen-documents-'))
  const files = new DocumentFiles(folder, { ...fs, ...fileSystem })
  await files.prepare()
  return { folder, files, names: () => fs.readdir(folder), [Symbol.asyncDispose]: () => fs.rm(folder, { recursive: true }) }
}

const failing = (code: string) => Object.assign(new Error(`${code}: the disk says no`), { code })

describe('documents', () => {
  it('of up to 64 KiB stay in memory, for the row; larger ones are whole in a file', async () => {
    await using world = await open()
    const small = octets(largestInRow)
    const inRow = await world.files.receive(documentOf(small))
    expect(inRow).toMatchObject({ octets: largestInRow, file: null })
    expect(Buffer.compare(inRow.content ?? new Uint8Array(), small)).toBe(0)
    expect(await world.names()).toEqual([])

    const large = octets(largestInRow + 1)
    const inFile = await world.files.receive(documentOf(large))
    expect(inFile).toMatchObject({ octets: largestInRow + 1, content: null, file: expect.any(String) as unknown })
    expect(await world.names()).toEqual([inFile.file])
    expect(Buffer.compare(Buffer.concat(await Array.fromAsync(world.files.read(inFile.file ?? ''))), large)).toBe(0)
  })

  it('whose sender goes away leave nothing', async () => {
    await using world = await open()
    const gone = new Error('gone')
    await expect(world.files.receive(brokenDocument(octets(1_000_000), gone))).rejects.toBe(gone)
    expect(await world.names()).toEqual([])
  })

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EIO', 'the disk reports an input/output error'],
  ])('are refused as temporary-error on %s, leave nothing, and are taken again afterwards', async (code, words) => {
    let broken = true
    const open_ = (async (...parameters: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...parameters)
      if (broken && parameters[1] === 'wx') handle.writev = () => Promise.reject(failing(code))
      return handle
    }) as typeof fs.open
    await using world = await open({ open: open_ })
    await expect(world.files.receive(documentOf(octets(100_000)))).rejects.toMatchObject({ name: 'PapiError', code: 'temporary-error', message: expect.stringContaining(words) as unknown })
    expect(await world.names()).toEqual([])
    broken = false
    expect((await world.files.receive(documentOf(octets(100_000)))).octets).toBe(100_000)
  })

  it('are not accepted before file and folder are flushed', async () => {
    const steps: string[] = []
    const open_ = (async (...parameters: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...parameters)
      const flushFile = handle.datasync.bind(handle)
      const flushFolder = handle.sync.bind(handle)
      handle.datasync = () => (steps.push('flush file'), flushFile())
      handle.sync = () => (steps.push('flush folder'), flushFolder())
      return handle
    }) as typeof fs.open
    const rename = ((...parameters: Parameters<typeof fs.rename>) => (steps.push('rename'), fs.rename(...parameters))) as typeof fs.rename
    await using world = await open({ open: open_, rename })
    await world.files.receive(documentOf(octets(100_000)))
    expect(steps).toEqual(['flush file', 'rename', 'flush folder'])
  })

  it('are refused where a flush in the background fails, for a flush that failed may not be told again', async () => {
    let flushes = 0
    const open_ = (async (...parameters: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...parameters)
      const datasync = handle.datasync.bind(handle)
      handle.datasync = () => (++flushes === 1 ? Promise.reject(failing('EIO')) : datasync())
      return handle
    }) as typeof fs.open
    await using world = await open({ open: open_ })
    const data = (async function* () {
      for (let sent = 0; sent < 40; sent++) yield octets(1_048_576)
    })()
    await expect(world.files.receive({ name: '', format: '', data })).rejects.toMatchObject({ code: 'temporary-error', message: expect.stringContaining('input/output error') as unknown })
    expect(flushes).toBeGreaterThan(0)
    expect(await world.names()).toEqual([])
  })

  it('whose disk takes less than it is given at once are whole all the same', async () => {
    const open_ = (async (...parameters: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...parameters)
      const write = handle.write.bind(handle) as (chunk: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>
      if (parameters[1] === 'wx') handle.writev = async ([first]) => (await write(first as Uint8Array, 0, Math.min(70_001, first?.byteLength ?? 0))) as never
      return handle
    }) as typeof fs.open
    await using world = await open({ open: open_ })
    const large = octets(3_000_000)
    const { file } = await world.files.receive(documentOf(large))
    expect(Buffer.compare(Buffer.concat(await Array.fromAsync(world.files.read(file ?? ''))), large)).toBe(0)
  })

  it('are read into the same memory for those who let go of each piece', async () => {
    await using world = await open()
    const large = octets(2_000_001)
    const { file } = await world.files.receive(documentOf(large))
    const copies: Uint8Array[] = []
    const memories = new Set<ArrayBufferLike>()
    for await (const piece of world.files.read(file ?? '', true)) {
      copies.push(piece.slice())
      memories.add(piece.buffer)
    }
    expect(Buffer.compare(Buffer.concat(copies), large)).toBe(0)
    expect(memories.size).toBe(2)
    expect(copies.length).toBeGreaterThan(2)
  })

  it('that no job names are swept', async () => {
    await using world = await open()
    const { file } = await world.files.receive(documentOf(octets(100_000)))
    await fs.writeFile(join(world.folder, 'half.document.part'), 'half')
    await fs.writeFile(join(world.folder, 'orphan.document'), 'orphan')
    expect(await world.files.sweep((one) => one === file)).toBe(2)
    expect(await world.names()).toEqual([file])
  })

  it('are read no faster than they are written: memory does not grow with the document', async () => {
    await using world = await open()
    const chunk = octets(65_536)
    const chunks = 512
    let asked = 0
    let written = 0
    let ahead = 0
    const open_ = (async (...parameters: Parameters<typeof fs.open>) => {
      const handle = await fs.open(...parameters)
      const writev = handle.writev.bind(handle)
      handle.writev = async (buffers) => {
        const result = await writev(buffers)
        written += result.bytesWritten
        return result
      }
      return handle
    }) as typeof fs.open
    async function* large() {
      while (asked < chunks) {
        asked++
        ahead = Math.max(ahead, asked * chunk.length - written)
        yield chunk
      }
    }
    const files = new DocumentFiles(world.folder, { ...fs, open: open_ })
    const received = await files.receive({ name: '', format: '', data: large() })
    expect(received.octets).toBe(32 * 1024 * 1024)
    expect(ahead).toBeLessThanOrEqual(2 * batchSize + 2 * chunk.length)
  })
})
