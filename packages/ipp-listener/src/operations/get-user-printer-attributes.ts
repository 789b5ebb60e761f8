/**
 * Get-User-Printer-Attributes (PWG 5100.11): what a printer can do for the user who asks. No user can do less or more
 * here than another with what the attributes tell, so the answer is that of Get-Printer-Attributes.
 */
import { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { answerPrinterAttributes } from './get-printer-attributes.js'

export const getUserPrinterAttributes: OperationHandler = { code: Operation.GetUserPrinterAttributes, target: 'printer', handle: answerPrinterAttributes }
