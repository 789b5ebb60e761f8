/** What a simulated printer does wrong, as data. A new fault is a new member here and its line in connection.ts. */

/** Which jobs a fault meets: their numbers, 1 the first. Every job if left out. */
interface PerJob {
  readonly jobs?: readonly number[]
}

/**
 * A fault of a connection.
 *
 * - `stop-reading`: takes no more data after that many octets, until {@link PrinterSimulator.resume} or `forMilliseconds`
 *   are over, as a printer out of paper does
 * - `reset`: breaks the connection (TCP RST) after that many octets
 * - `close`: closes it in good order after that many octets, whatever still comes; with 0, at once
 * - `reset-at-end`: takes all to the half-close, then resets instead of closing
 * - `never-close`: takes all to the half-close, then keeps the connection
 */
export type ConnectionFault =
  | (PerJob & { readonly type: 'stop-reading'; readonly afterOctets: number; readonly forMilliseconds?: number })
  | (PerJob & { readonly type: 'reset'; readonly afterOctets: number })
  | (PerJob & { readonly type: 'close'; readonly afterOctets: number })
  | (PerJob & { readonly type: 'reset-at-end' })
  | (PerJob & { readonly type: 'never-close' })

/**
 * A fault of the printer as a whole, from its start.
 *
 * - `refuse`: refuses connections until {@link PrinterSimulator.listen}
 * - `busy`: refuses connections for that time and says `busy` on the status port, as AppSocket printers do while another host prints
 */
export type PrinterFault = { readonly type: 'refuse' } | { readonly type: 'busy'; readonly forMilliseconds: number }

/** Any fault. */
export type Fault = ConnectionFault | PrinterFault

/** The faults that a job meets, in the order given. */
export function faultsOfJob(faults: readonly Fault[], job: number): ConnectionFault[] {
  return faults.filter((fault): fault is ConnectionFault => fault.type !== 'refuse' && fault.type !== 'busy').filter((fault) => fault.jobs?.includes(job) ?? true)
}

/** The fault of the printer as a whole; the first if there are several. */
export function printerFault(faults: readonly Fault[]): PrinterFault | undefined {
  return faults.find((fault): fault is PrinterFault => fault.type === 'refuse' || fault.type === 'busy')
}

/** The least number of octets at which a fault acts that waits for a number of them; `Infinity` if none does. */
export function actsAfter(fault: ConnectionFault): number {
  return 'afterOctets' in fault ? fault.afterOctets : Infinity
}
