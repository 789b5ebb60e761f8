/**
 * The line before a printer: one job of this process at a time is on its way there, by whatever queue, print service or
 * protocol it comes. A spool and a direct service have lines of their own, and know nothing of each other's.
 */
import { DeviceError, DeviceLine } from '@platen/papi'

/** Where a printer takes jobs. Two protocols with one port are two ways of speaking to the same printer. */
export interface PrinterPort {
  readonly host: string
  readonly port: number
}

/** Those that somebody is in. */
const lines = new Map<string, { readonly line: DeviceLine; inIt: number }>()

/**
 * Does something when it is its turn at a printer.
 *
 * @param onWait - called if another is there
 * @throws DeviceError `canceled` if the signal is aborted before its turn; or what `act` throws
 */
export async function inTurn<T>({ host, port }: PrinterPort, signal: AbortSignal, onWait: () => void, act: () => Promise<T>): Promise<T> {
  const key = `${host.toLowerCase()} ${port}`
  const entry = lines.get(key) ?? { line: new DeviceLine(), inIt: 0 }
  lines.set(key, entry)
  if (entry.inIt++ > 0) onWait()
  try {
    const leave = await entry.line.enter(signal).catch((error: unknown) => {
      throw new DeviceError('canceled', `canceled while another job was on ${host}:${port}`, 0, { cause: error })
    })
    try {
      return await act()
    } finally {
      leave()
    }
  } finally {
    if (--entry.inIt === 0) lines.delete(key)
  }
}
