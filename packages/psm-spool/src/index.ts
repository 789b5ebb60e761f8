/**
 * The durable spooler of Platen: a print-service module that remembers its jobs.
 *
 * @packageDocumentation
 */
export { fileDriver } from './devices/file.js'
export { moduleOptions, queueOptions } from './module-options.js'
export { psm, psm as default } from './psm.js'
export { backupSpool, type Backup, type BackupOptions } from './maintenance/backup.js'
export { verifySpool, type SpoolReport, type VerifyOptions } from './maintenance/verify.js'
