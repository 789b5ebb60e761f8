import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Delivery } from '@platen/papi'
import { octets, reusedPieces } from '@platen/papi/contract'
import { fileDriver } from './file.js'
import { fileName } from './file-name.js'

async function folderWorld() {
  const root = await mkdtemp(join(tmpdir(), 'platen-file-device-'))
  const folder = join(root, 'out', 'prints')
  const steps: string[] = []
  const abort = new AbortController()
  const delivery = (name: string, data: AsyncIterable<Uint8Array>): Delivery => ({
    job: { id: 12, name, user: 'alice', documentName: '', format: 'application/pdf' },
    data,
    signal: abort.signal,
    beforeFirstOctet: () => Promise.resolve(void steps.push('before first octet')),
    progress: (taken) => void steps.push(`progress ${taken}`),
    report: ({ reasons }) => void steps.push(`report ${reasons.join()}`),
  })
  const device = () => fileDriver.open(new URL(`${pathToFileURL(folder).href}/`), {})
  return { root, folder, steps, abort, delivery, device, names: () => readdir(folder), [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}

async function* chunks(...list: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* list
}

describe('the device file:', () => {
  it('makes its folder and writes each document as a file, whole, after the attempt was journaled', async () => {
    await using world = await folderWorld()
    const data = octets(1000)
    const result = await world.device().deliver(world.delivery('report', chunks(data.subarray(0, 400), data.subarray(400))))
    expect(result).toEqual({ octets: 1000, reasons: [], message: '' })
    expect(await world.names()).toEqual(['12-report.pdf'])
    expect(Buffer.compare(await readFile(join(world.folder, '12-report.pdf')), data)).toBe(0)
    expect(world.steps).toEqual(['before first octet', 'progress 400', 'progress 1000', 'report '])
  })

  it('is done with each piece when it asks for the next', async () => {
    await using world = await folderWorld()
    const data = octets(1_000_000)
    expect(world.device().releasesPieces).toBe(true)
    await world.device().deliver(world.delivery('report', reusedPieces(data)))
    expect(Buffer.compare(await readFile(join(world.folder, '12-report.pdf')), data)).toBe(0)
  })

  it('never overwrites', async () => {
    await using world = await folderWorld()
    for (const text of ['first', 'second', 'third']) await world.device().deliver(world.delivery('report', chunks(Buffer.from(text))))
    expect((await world.names()).sort()).toEqual(['12-report-2.pdf', '12-report-3.pdf', '12-report.pdf'])
    expect(await readFile(join(world.folder, '12-report.pdf'), 'utf8')).toBe('first')
    expect(await readFile(join(world.folder, '12-report-3.pdf'), 'utf8')).toBe('third')
  })

  it('writes over what a crash left of the same job', async () => {
    await using world = await folderWorld()
    const hangs = Promise.withResolvers<undefined>()
    async function* crashed() {
      yield octets(1000)
      await hangs.promise
    }
    const first = world.device().deliver(world.delivery('report', crashed()))
    await expect.poll(() => world.names().catch(() => [])).toEqual([expect.stringMatching(/^\.platen-12-[0-9a-f]+\.part$/)])
    await world.device().deliver(world.delivery('report', chunks(Buffer.from('whole'))))
    expect(await world.names()).toEqual(['12-report.pdf'])
    expect(await readFile(join(world.folder, '12-report.pdf'), 'utf8')).toBe('whole')
    world.abort.abort()
    hangs.resolve(undefined)
    await expect(first).rejects.toMatchObject({ code: 'canceled' })
  })

  it('leaves nothing of a delivery that is canceled or whose data fails', async () => {
    await using world = await folderWorld()
    async function* failing() {
      yield octets(10)
      throw new Error('unreadable')
    }
    await expect(world.device().deliver(world.delivery('report', failing()))).rejects.toThrow('unreadable')
    async function* canceling() {
      yield octets(10)
      world.abort.abort()
      yield octets(10)
    }
    await expect(world.device().deliver(world.delivery('report', canceling()))).rejects.toMatchObject({ name: 'DeviceError', code: 'canceled' })
    expect(await world.names()).toEqual([])
  })

  it('refuses a URI that names a file, and takes file:///dev/null as a place to throw away', async () => {
    await using world = await folderWorld()
    await mkdir(join(world.root, 'out'))
    await writeFile(join(world.root, 'out', 'prints'), 'a file')
    expect(() => world.device()).toThrow(/is there and is no folder/)
    expect(() => fileDriver.open(new URL('file://elsewhere/folder/'), {})).toThrow(/names a host/)
    expect(() => fileDriver.open(new URL('file:///dev/zero'), {})).toThrow(/is no folder/)
    expect(await fileDriver.open(new URL('file:///dev/null'), {}).deliver(world.delivery('report', chunks(octets(10))))).toMatchObject({ octets: 10 })
  })

  it('fails for good where its folder became a file', async () => {
    await using world = await folderWorld()
    const device = world.device()
    await mkdir(join(world.root, 'out'))
    await writeFile(join(world.root, 'out', 'prints'), 'a file')
    await expect(device.deliver(world.delivery('report', chunks(octets(10))))).rejects.toMatchObject({ code: 'failed' })
  })
})

describe('names of printed files', () => {
  const job = { id: 7, name: 'job', documentName: '', format: 'application/pdf' }
  it.each([
    ['report', 'application/pdf', 1, '7-report.pdf'],
    ['report.pdf', 'application/pdf', 2, '7-report-2.pdf'],
    ['../../etc/passwd', 'text/plain', 1, '7-passwd.txt'],
    ['..', 'text/plain', 1, '7-document.txt'],
    ['C:\\Users\\me\\letter.docx', 'text/plain; charset=utf-8', 1, '7-letter.docx.txt'],
    ['Größe 5 €/m²', 'image/urf', 1, '7-m².urf'],
    ['書類', 'image/pwg-raster', 1, '7-書類.pwg'],
    ['.hidden\u0000\n', 'x/y', 1, '7-hidden.bin'],
    ['a'.repeat(300), 'text/plain', 1, `7-${'a'.repeat(60)}.txt`],
  ])('%j as %s', (documentName, format, copy, expected) => {
    expect(fileName({ ...job, documentName, format }, copy)).toBe(expected)
  })

  it('falls back to the name of the job', () => {
    expect(fileName(job, 1)).toBe('7-job.pdf')
  })
})
