/** CUPS-Accept-Jobs: CUPS's name for Enable-Printer. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { enablePrinter } from './enable-printer.js'

export const cupsAcceptJobs: OperationHandler = { ...enablePrinter, code: Operation.CUPSAcceptJobs }
