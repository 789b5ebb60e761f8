/** CUPS-Add-Modify-Class and CUPS-Delete-Class: there are no classes here, and `lpadmin -c` is told what to do instead. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler } from '../operation.js'

const refused = (code: Operation, message: string): OperationHandler => ({ code, target: 'none', alwaysRefused: true, handle: () => Promise.reject(new PapiError('not-possible', message)) })

export const cupsAddModifyClass: OperationHandler = refused(Operation.CUPSAddModifyClass, 'this server has no classes of printers; give two queues the same device to share one')

export const cupsDeleteClass: OperationHandler = refused(Operation.CUPSDeleteClass, 'this server has no classes of printers')
