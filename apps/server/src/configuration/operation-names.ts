/** Operations as the configuration names them. */
import { Operation, operationName } from '@platen/ipp-core'

const codes: ReadonlyMap<string, number> = new Map(Object.values(Operation).map((code) => [operationName(code), code]))

/** The code of an operation by its registered name; `undefined` if there is none of that name. */
export const operationCode = (name: string): number | undefined => codes.get(name)
