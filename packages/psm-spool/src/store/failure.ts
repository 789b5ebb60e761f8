/** What went wrong in the store or the file system, as a PAPI status and a sentence. */
import { PapiError, type PapiStatus } from '@platen/papi'

/** A failure as it crosses from the worker to the main thread. */
export interface Failure {
  readonly code: PapiStatus
  readonly message: string
}

const storageErrors: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EIO: 'the disk reports an input/output error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
}

/** SQLite's primary result codes that time or an administrator can cure. */
const storageResults: Readonly<Record<number, string>> = {
  5: 'the spool is busy',
  6: 'the spool is busy',
  7: 'memory is used up',
  8: 'the disk is read-only',
  10: 'the disk reports an input/output error',
  13: 'the disk is full',
  14: 'the spool cannot be opened',
}

const member = (error: unknown, name: string): unknown => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined)

/** What the disk said, if it is the disk's fault. */
export function storageTrouble(error: unknown): string | undefined {
  const result = member(error, 'errcode')
  if (typeof result === 'number') return storageResults[result & 0xff]
  const code = member(error, 'code')
  return typeof code === 'string' ? storageErrors[code] : undefined
}

/** An error as a failure to be told. */
export function failureOf(error: unknown): Failure {
  if (error instanceof PapiError) return { code: error.code, message: error.message }
  const trouble = storageTrouble(error)
  if (trouble !== undefined) return { code: 'temporary-error', message: `the print server cannot store this now: ${trouble}; try again later` }
  return { code: 'internal-error', message: `the spool failed: ${error instanceof Error ? error.message : String(error)}` }
}

/** An error as a PapiError, with the disk's troubles as `temporary-error`. */
export function papiErrorOf(error: unknown): PapiError {
  if (error instanceof PapiError) return error
  const { code, message } = failureOf(error)
  return new PapiError(code, message, { cause: error })
}
