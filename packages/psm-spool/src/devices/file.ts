/** The device `file:`: prints into a folder, each document a file. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { link, mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DeviceError, type Delivery, type DeliveryResult, type Device, type DeviceDriver } from '@platen/papi'
import { flush } from '../flush.js'
import { fileName } from './file-name.js'

/** The driver of `file:///folder/` and of `file:///dev/null`, which throws away what it is given. */
export const fileDriver: DeviceDriver = {
  schemes: ['file'],
  info: 'Folder of this machine',
  options: {},
  open: (uri) => {
    if (uri.host !== '' && uri.host !== 'localhost') throw new Error(`device "${uri.href}" names a host; write it file:///folder/`)
    // Without the slash at its end, with which a file that is no folder would look as if it were not there.
    const path = fileURLToPath(new URL(`file://${uri.pathname.replace(/(?<=[^/])\/+$/, '')}`))
    if (path === '/dev/null') return deviceOf(uri.href, discard)
    const found = statSync(path, { throwIfNoEntry: false })
    if (found !== undefined && !found.isDirectory()) throw new Error(`device "${uri.href}": ${path} is there and is no folder; name a folder, or file:///dev/null to throw documents away`)
    return deviceOf(uri.href, (delivery) => print(path, delivery))
  },
}

const deviceOf = (uri: string, deliver: (delivery: Delivery) => Promise<DeliveryResult>): Device => ({ uri, releasesPieces: true, deliver, [Symbol.asyncDispose]: () => Promise.resolve() })

const delivered = (octets: number): DeliveryResult => ({ octets, reasons: [], message: '' })
const canceled = (): DeviceError => new DeviceError('canceled', 'printing to a file was canceled', 0)

async function discard(delivery: Delivery): Promise<DeliveryResult> {
  return delivered(await transfer(delivery, () => Promise.resolve()))
}

/** Hands on the octets of a delivery, one chunk after another. */
async function transfer(delivery: Delivery, write: (chunk: Uint8Array) => Promise<void>): Promise<number> {
  let octets = 0
  await delivery.beforeFirstOctet()
  for await (const chunk of delivery.data) {
    if (delivery.signal.aborted) throw canceled()
    await write(chunk)
    octets += chunk.length
    delivery.progress(octets)
  }
  if (delivery.signal.aborted) throw canceled()
  return octets
}

/** Writes to a file that gets its name only when it is whole and flushed. */
async function print(folder: string, delivery: Delivery): Promise<DeliveryResult> {
  const unfinished = join(folder, unfinishedName(delivery))
  const disk = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw trouble(folder, error, delivery)
    }
  }
  await disk(mkdir(folder, { recursive: true }))
  const handle = await disk(open(unfinished, 'w', 0o666))
  try {
    let octets: number
    try {
      octets = await transfer(delivery, (chunk) => disk(writeAll(handle, chunk)))
      await disk(handle.sync())
    } finally {
      await handle.close()
    }
    await disk(giveName(folder, unfinished, delivery))
    await disk(flush(folder))
    delivery.report({ reasons: [], message: '' })
    return delivered(octets)
  } catch (error) {
    await unlink(unfinished).catch(() => undefined)
    throw error
  }
}

/**
 * The name of a file until it is whole: the same for the same job, so that what a crash left is written over when the job
 * prints again. Servers that share a folder have different jobs of an id.
 */
function unfinishedName({ job }: Delivery): string {
  const digest = createHash('sha256').update(JSON.stringify([job.id, job.name, job.user])).digest('hex')
  return `.platen-${job.id}-${digest.slice(0, 16)}.part`
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let at = 0
  while (at < chunk.length) at += (await handle.write(chunk, at, chunk.length - at)).bytesWritten
}

/** Names the file, never over another one: a link fails where a rename would replace. */
async function giveName(folder: string, unfinished: string, { job }: Delivery): Promise<void> {
  for (let copy = 1; ; copy++) {
    const path = join(folder, fileName(job, copy))
    try {
      await link(unfinished, path)
      await unlink(unfinished)
      return
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EEXIST') continue
      // File systems without links: an empty file of our own is made first, then replaced.
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
      try {
        await (await open(path, 'wx')).close()
      } catch (taken) {
        if (codeOf(taken) === 'EEXIST') continue
        throw taken
      }
      await rename(unfinished, path)
      return
    }
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** A disk's error as the device's: nothing of the document is left, so what an administrator can cure is tried again. */
function trouble(folder: string, error: unknown, delivery: Delivery): DeviceError {
  const why = error instanceof Error ? error.message : String(error)
  if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'EEXIST') return new DeviceError('failed', `${folder} is no folder: ${why}`, 0, { cause: error })
  const message = `The folder ${folder} cannot be written to: ${why}`
  delivery.report({ reasons: [codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? 'spool-area-full-error' : 'other-error'], message })
  return new DeviceError('unreachable', message, 0, { cause: error })
}
