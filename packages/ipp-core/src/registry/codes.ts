/** Operations and status codes by name. */
import { Operation } from '../operations.js'
import { StatusCode } from '../status-codes.js'
import type { OperationName, StatusCodeName } from './registered.js'

const byName = (codes: Readonly<Record<string, number>>, name: string): number | undefined => {
  // The tables name their codes so.
  const identifier = name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return Object.hasOwn(codes, identifier) ? codes[identifier] : undefined
}

/** The code of an operation: 0x000b of `Get-Printer-Attributes`. Of a name that is not registered: undefined. */
export function operationCode(name: OperationName): Operation
export function operationCode(name: string): number | undefined
export function operationCode(name: string): number | undefined {
  return byName(Operation, name)
}

/** The code of a status: 0x0406 of `client-error-not-found`. Of a name that is not registered: undefined. */
export function statusCode(name: StatusCodeName): StatusCode
export function statusCode(name: string): number | undefined
export function statusCode(name: string): number | undefined {
  return byName(StatusCode, name)
}
