/**
 * A printer on loopback that takes jobs on a TCP port, and misbehaves when told to.
 *
 * @packageDocumentation
 */
export { createPrinterSimulator } from './simulator.js'
export type { PrinterSimulator, SimulatorOptions } from './simulator.js'
export type { Answer } from './connection.js'
export type { ConnectionFault, Fault, PrinterFault } from './faults.js'
export { faultForms, parseFault } from './fault-syntax.js'
export type { JobEnd, ReceivedJob } from './received-job.js'
