/** One document, straight from the client to the device, and what its failure means in PAPI. */
import { DeviceError, type Delivery, type Device, type DeviceErrorCode, type DeliveryResult } from './device.js'
import type { DeviceReport } from './device-report.js'
import type { DirectJob } from './direct-job.js'
import type { DocumentRequest } from './job.js'
import { PapiError, type PapiStatus } from './status.js'

/**
 * What a device's error is to the client.
 *
 * - `unreachable`: nothing was sent, and the same request may be tried again later (RFC 8011 section B.1.5.3)
 * - `lost`: part of the document may have been printed: to try again may print it twice (section B.1.5.5)
 * - `canceled`: by another connection, while this one sent its document (section B.1.5.9)
 * - `failed`: the device will not take it, now or later (section B.1.5.5)
 */
export const deviceErrorStatus: Readonly<Record<DeviceErrorCode, PapiStatus>> = {
  unreachable: 'service-unavailable',
  lost: 'device-error',
  canceled: 'job-canceled',
  failed: 'device-error',
}

/** How a document fared. */
export type DirectOutcome =
  | { readonly type: 'delivered'; readonly result: DeliveryResult }
  /** Reading the document failed: the client went away. */
  | { readonly type: 'source-failed'; readonly error: unknown }
  | { readonly type: 'device-failed'; readonly error: PapiError }

/** A delivery to make. */
export interface DirectDelivery {
  readonly device: Device
  readonly job: DirectJob
  readonly document: DocumentRequest
  readonly signal: AbortSignal
  readonly onReport: (report: DeviceReport) => void
  readonly onFirstOctet: () => void
  readonly onProgress: () => void
}

/** Streams a document through. Never rejects: every end is an outcome. */
export async function streamThrough({ device, job, document, signal, onReport, onFirstOctet, onProgress }: DirectDelivery): Promise<DirectOutcome> {
  /** What a device says of a delivery after its end is not heard. */
  let over = false
  let source: { readonly error: unknown } | undefined
  async function* data(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of document.data) {
        job.octets += chunk.length
        yield chunk
      }
    } catch (error) {
      source = { error }
      throw error
    }
  }
  const delivery: Delivery = {
    job: { id: job.id, name: job.name, user: job.user, documentName: document.name, format: document.format },
    ticket: job.ticket,
    data: data(),
    signal,
    // Nothing is remembered here, so nothing is to be journaled.
    beforeFirstOctet: () => {
      onFirstOctet()
      return Promise.resolve()
    },
    progress: (octets) => {
      job.octetsProcessed = octets
      onProgress()
    },
    report: (report) => {
      if (!over) onReport(report)
    },
  }
  try {
    const result = await device.deliver(delivery)
    job.octetsProcessed = result.octets
    return { type: 'delivered', result }
  } catch (error) {
    if (source !== undefined) return { type: 'source-failed', error: source.error }
    if (error instanceof DeviceError) return { type: 'device-failed', error: new PapiError(deviceErrorStatus[error.code], error.message, { cause: error }) }
    return { type: 'device-failed', error: new PapiError('internal-error', `device ${device.uri}: ${error instanceof Error ? error.message : String(error)}`, { cause: error }) }
  } finally {
    over = true
  }
}
