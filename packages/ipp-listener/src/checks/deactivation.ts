/** What a deactivated printer still does (RFC 3998 section 3.1). */
import { Operation, operationName } from '@platen/ipp-core'
import { PapiError, type Call, type PrintService } from '@platen/papi'

/** It can be activated, and jobs that were begun can be brought to their end. */
const served: ReadonlySet<number> = new Set<number>([Operation.ActivatePrinter, Operation.SendDocument, Operation.SendURI, Operation.CloseJob])

/** It answers questions. */
const isQuestion = (code: number): boolean => /^(?:CUPS-)?Get-/.test(operationName(code))

/** @throws PapiError `printer-is-deactivated` if the printer is, and does not do that operation then */
export async function checkActivated(code: number, service: PrintService, call: Call, printer: string): Promise<void> {
  if (service.printerDeactivate === undefined || served.has(code) || isQuestion(code)) return
  const { stateReasons, stateMessage } = await service.printerQuery(call, printer)
  if (stateReasons.includes('deactivated')) throw new PapiError('printer-is-deactivated', `printer "${printer}" answers questions only until it is activated: ${stateMessage}`)
}
