/** A stream that may not grow or wait for ever. */
import { PapiError } from '@platen/papi'

/**
 * Passes octets on, up to a bound.
 *
 * @throws PapiError `document-access-error` beyond the bound or when the source breaks off
 */
export async function* bounded(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let octets = 0
  try {
    for await (const chunk of source) {
      octets += chunk.length
      if (octets > most) throw new PapiError('document-access-error', `the document has more than ${most} octets, the most that is fetched here`)
      yield chunk
    }
  } catch (error) {
    if (error instanceof PapiError) throw error
    throw new PapiError('document-access-error', `the document broke off after ${octets} octets: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
