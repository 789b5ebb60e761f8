/**
 * The contract of print-service modules as tests: `definePrintServiceContract` proves a module right against what
 * `PrintService` says. Needs vitest.
 *
 * @packageDocumentation
 */
export * from './documents.js'
export * from './print-service-contract.js'
export * from './recording-device.js'
export * from './sink.js'
