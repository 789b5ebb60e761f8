/** CUPS-Get-Classes: there are no classes here, and saying so keeps CUPS's tools content. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'

export const cupsGetClasses: OperationHandler = { code: Operation.CUPSGetClasses, target: 'none', handle: () => Promise.resolve({}) }
