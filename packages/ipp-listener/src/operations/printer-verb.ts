/** Calls on printers that the system is asked for (PWG 5100.22): those of one printer, made by name. */
import { PapiError, type Call, type PrintService } from '@platen/papi'
import type { ListenerConfiguration } from '../configuration.js'

/** A call on a printer that takes at most a message. */
export type PrinterVerb = 'printerPause' | 'printerResume' | 'printerEnable' | 'printerDisable' | 'printerShutdown' | 'printerStartup' | 'printerRestart'

/** Whether there is a printer at all whose print service has a call: the system offers what it can then do. */
export const someCan =
  (verb: PrinterVerb) =>
  ({ services }: ListenerConfiguration): boolean =>
    services.printers.some((printer) => services.forPrinter(printer)[verb] !== undefined)

/** Makes the call. @returns whether the printer's service can do it; a printer that has just been removed needs it no more */
export async function onPrinter(service: PrintService, verb: PrinterVerb, call: Call, printer: string, message: string | undefined): Promise<boolean> {
  if (service[verb] === undefined) return false
  try {
    await service[verb](call, printer, message)
  } catch (error) {
    if (!(error instanceof PapiError && error.code === 'not-found')) throw error
  }
  return true
}
