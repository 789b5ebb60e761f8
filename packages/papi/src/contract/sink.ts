/** Where a module's documents end up while the contract is run: a device the suite can look into and hold up. */
import type { DeviceDriver } from '../device.js'

/** A device as the contract needs it. The suite opens a new one for each test. */
export interface ContractSink extends AsyncDisposable {
  /** What the test's queues have for their device. */
  readonly deviceUri: string
  /** Drivers that must be in the device directory; none for a module that serves its own schemes. */
  readonly drivers: readonly DeviceDriver[]
  /** Octets of a document that it cannot swallow while it is stopped (buffers of the transport count). Default 1. */
  readonly octetsToBlock?: number
  /** What it took, an entry for each delivery that came to its end, oldest first. Resolves as soon as there are `count`. */
  delivered(count: number): Promise<readonly Uint8Array[]>
  /** From now on it takes a connection, but no octet, until {@link ContractSink.go}. */
  stop(): void
  /** Takes octets again. */
  go(): void
  /** From now on it refuses connections, until {@link ContractSink.accept}. Left out: tests of refusal are skipped. */
  refuse?(): void | Promise<void>
  /** Takes connections again. */
  accept?(): void | Promise<void>
  /** From now on it says it is out of paper whenever it is asked, with no job on it. Left out: it cannot be asked, or its tests are skipped. */
  outOfPaper?(): void
  /** It has paper again. */
  refilled?(): void
  /** From now on it cannot interpret what it is given, and says so. */
  refuseDocument?(): void
  /** From now on it says that on the back channel of every delivery. Left out: it has none. */
  says?(text: string): void
  /** From now on every job is canceled at the device, by a person, when all of it is there. */
  cancelAtDevice?(): void
}
