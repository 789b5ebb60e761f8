/** CUPS-Reject-Jobs: CUPS's name for Disable-Printer. */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { disablePrinter } from './disable-printer.js'

export const cupsRejectJobs: OperationHandler = { ...disablePrinter, code: Operation.CUPSRejectJobs }
