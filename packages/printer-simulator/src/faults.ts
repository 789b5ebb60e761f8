/** What a simulated printer does wrong, as data. A new fault is a new member here, its form in fault-syntax.ts, and its line where it acts. */

/** Which jobs a fault meets: their numbers, 1 the first. Every job if left out. */
interface PerJob {
  readonly jobs?: readonly number[]
}

/** Which status questions a fault meets: their numbers, 1 the first. Every question if left out. */
interface PerQuestion {
  readonly questions?: readonly number[]
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
 * - `close-late`: takes all to the half-close, then closes after that time
 * - `ignore-after-end-of-job`: takes what follows a Ctrl-D, but ignores it
 * - `close-at-end-of-job`: closes at a Ctrl-D, whatever still comes
 * - `garbage`: says that many octets (default 256) that mean nothing, control characters among them, after that many of the job
 * - `flood`: from there on says as much as the sender takes, that many octets (default: without end)
 */
export type ConnectionFault =
  | (PerJob & { readonly type: 'stop-reading'; readonly afterOctets: number; readonly forMilliseconds?: number })
  | (PerJob & { readonly type: 'reset' | 'close'; readonly afterOctets: number })
  | (PerJob & { readonly type: 'garbage' | 'flood'; readonly afterOctets: number; readonly octets?: number })
  | (PerJob & { readonly type: 'close-late'; readonly forMilliseconds: number })
  | (PerJob & { readonly type: 'reset-at-end' | 'never-close' | 'ignore-after-end-of-job' | 'close-at-end-of-job' })

/**
 * A fault of the AppSocket status port.
 *
 * - `status-late`: answers after that time
 * - `status-twice`: answers each question twice
 * - `status-other-port`: answers from another port
 * - `status-never`: does not answer
 * - `status-garbage`: answers with octets that mean nothing
 * - `status-truncated`: answers with the first octets of its text only
 */
export type StatusFault =
  | (PerQuestion & { readonly type: 'status-late'; readonly forMilliseconds: number })
  | (PerQuestion & { readonly type: 'status-truncated'; readonly octets: number })
  | (PerQuestion & { readonly type: 'status-twice' | 'status-other-port' | 'status-never' | 'status-garbage' })

/** A fault of the SNMP agent: answers after that time, or never. */
export type SnmpFault = { readonly type: 'snmp-late'; readonly forMilliseconds: number } | { readonly type: 'snmp-never' }

/**
 * A fault of the printer as a whole, from its start.
 *
 * - `refuse`: refuses connections until {@link PrinterSimulator.listen}
 * - `busy`: refuses connections for that time and says `busy` on the status port, as AppSocket printers do while another host prints
 */
export type PrinterFault = { readonly type: 'refuse' } | { readonly type: 'busy'; readonly forMilliseconds: number }

/** Any fault. */
export type Fault = ConnectionFault | StatusFault | SnmpFault | PrinterFault

const connectionFaults = new Set<string>(['stop-reading', 'reset', 'close', 'garbage', 'flood', 'close-late', 'reset-at-end', 'never-close', 'ignore-after-end-of-job', 'close-at-end-of-job'] satisfies ConnectionFault['type'][])
const isConnectionFault = (fault: Fault): fault is ConnectionFault => connectionFaults.has(fault.type)
const isStatusFault = (fault: Fault): fault is StatusFault => fault.type.startsWith('status-')

/** The faults that a job meets, in the order given. */
export function faultsOfJob(faults: readonly Fault[], job: number): ConnectionFault[] {
  return faults.filter(isConnectionFault).filter((fault) => fault.jobs?.includes(job) ?? true)
}

/** The faults that a status question meets, in the order given. */
export function faultsOfQuestion(faults: readonly Fault[], question: number): StatusFault[] {
  return faults.filter(isStatusFault).filter((fault) => fault.questions?.includes(question) ?? true)
}

/** The faults of SNMP. */
export function snmpFaults(faults: readonly Fault[]): SnmpFault[] {
  return faults.filter((fault): fault is SnmpFault => fault.type === 'snmp-late' || fault.type === 'snmp-never')
}

/** The fault of the printer as a whole; the first if there are several. */
export function printerFault(faults: readonly Fault[]): PrinterFault | undefined {
  return faults.find((fault): fault is PrinterFault => fault.type === 'refuse' || fault.type === 'busy')
}

/** The least number of octets at which a fault acts that waits for a number of them; `Infinity` if none does. */
export function actsAfter(fault: ConnectionFault): number {
  return 'afterOctets' in fault ? fault.afterOctets : Infinity
}
