/**
 * A printer on loopback that takes jobs on a TCP port, tells its state as real ones do, and misbehaves when told to.
 *
 * @packageDocumentation
 */
export { createPrinterSimulator } from './simulator.js'
export type { PrinterSimulator } from './simulator.js'
export type { SimulatorOptions } from './simulator-options.js'
export type { Answer } from './connection.js'
export type { SpokenLanguage } from './job-session.js'
export type { Activity, PrinterModel, PrinterStatus } from './model/printer-model.js'
export { conditionNames } from './model/condition-table.js'
export type { ConditionName } from './model/condition-table.js'
export type { Condition, ConditionDetail } from './model/condition.js'
export type { Equipment, Supply, SupplyOptions, SupplyType, Tray, TrayOptions } from './model/equipment.js'
export type { ConnectionFault, Fault, PrinterFault, SnmpFault, StatusFault } from './faults.js'
export { faultForms, parseFault } from './fault-syntax.js'
export { actionForms, parseAction } from './action.js'
export type { Action } from './action.js'
export type { PostScriptError } from './postscript-session.js'
export { parseScript } from './script.js'
export type { Moment, Script, ScriptStep } from './script.js'
export type { JobEnd, ReceivedJob } from './received-job.js'
export type { Language } from './stream/language.js'
export { createSimulatedSink } from './contract-sink.js'
export type { SimulatedSink } from './contract-sink.js'
export { firstDifference } from './compare.js'
export type { Difference } from './compare.js'
