/** Delivers documents into folders: each job is a folder of its document and what is known of the job. */
import { constants } from 'node:fs'
import { access, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DeviceError, type Delivery, type DeliveryResult, type Device, type DeviceReport } from '@platen/papi'
import { fileNameFor, segment } from './file-names.js'

/** An archive in a folder, which must be there. */
export class ArchiveDevice implements Device {
  readonly uri: string
  readonly #root: string
  readonly #folderPerUser: boolean
  readonly #now: () => number

  constructor(root: string, folderPerUser: boolean, now: () => number) {
    this.uri = `archive://${root}`
    this.#root = root
    this.#folderPerUser = folderPerUser
    this.#now = now
  }

  async deliver(delivery: Delivery): Promise<DeliveryResult> {
    const { job, signal } = delivery
    // A fault is a state: people see it on the printer, not only on the job that met it.
    const fault = await this.status()
    delivery.report(fault)
    if (fault.reasons.length > 0) throw new DeviceError('failed', fault.message, 0)

    const folder = this.#folderPerUser ? join(this.#root, segment(job.user)) : this.#root
    await mkdir(folder, { recursive: true })
    // Written aside and renamed when whole: who looks into the archive never sees half a job.
    const partial = await mkdtemp(join(this.#root, '.partial-'))
    let octets = 0
    try {
      const document = fileNameFor(job.documentName || job.name, job.format)
      await write(join(partial, document), async function* () {
        for await (const chunk of untilAborted(delivery.data, signal)) {
          if (octets === 0) await delivery.beforeFirstOctet()
          yield chunk
          octets += chunk.length
          delivery.progress(octets)
        }
      })
      const archivedAt = new Date(this.#now()).toISOString()
      await write(join(partial, 'job.json'), () => [`${JSON.stringify({ ...job, document, octets, archivedAt }, undefined, 2)}\n`])
      if (signal.aborted) throw canceled()
      await rename(partial, join(folder, `${archivedAt.replaceAll(':', '-')}-${job.id}`))
      return { octets, reasons: [], message: `archived in ${folder}` }
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      // Nothing of it is left, so nothing of it "was printed".
      if (signal.aborted) throw new DeviceError('canceled', 'the job was canceled', 0, { cause: error })
      if (isSystemError(error)) throw new DeviceError('failed', `the job cannot be archived: ${error.message}`, 0, { cause: error })
      // What reading the data threw is told as it is: it is the client's fault, not this device's.
      throw error
    }
  }

  async status(): Promise<DeviceReport> {
    try {
      await access(this.#root, constants.W_OK)
      return { reasons: [], message: '' }
    } catch (error) {
      return { reasons: ['other-error'], message: `The folder ${this.#root} cannot be written: ${error instanceof Error ? error.message : String(error)}.` }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing is held open between deliveries.
  }
}

/** Writes a new file, flushed to the disk: accepted means kept. */
async function write(path: string, chunks: () => AsyncIterable<Uint8Array> | Iterable<string>): Promise<void> {
  await using file = await open(path, 'wx')
  // On an open file, writeFile goes on where the last one ended, and writes all of the chunk.
  for await (const chunk of chunks()) await file.writeFile(chunk)
  await file.sync()
}

/** The chunks until the signal is aborted, even while the client sends none. */
async function* untilAborted(data: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = data[Symbol.asyncIterator]()
  for (;;) {
    const step = await new Promise<IteratorResult<Uint8Array, unknown>>((resolve, reject) => {
      const abort = () => reject(canceled())
      if (signal.aborted) throw canceled()
      signal.addEventListener('abort', abort, { once: true })
      void chunks.next().then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
    })
    if (step.done === true) return
    yield step.value
  }
}

const canceled = () => new DeviceError('canceled', 'the job was canceled', 0)

/** An error of the file system: no space, no permission, ... */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error
