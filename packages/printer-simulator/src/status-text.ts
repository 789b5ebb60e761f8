/** What an AppSocket printer's status port says. Its form is documented nowhere; this is that of PostScript printers. */
import { conditionRow } from './model/condition-table.js'
import { displayText } from './model/condition.js'
import type { PrinterModel } from './model/printer-model.js'

/** The status of a printer in words: `status: idle`, `PrinterError: out of paper`, `status: printing; toner low`. */
export function statusText(printer: PrinterModel, activity: 'idle' | 'busy' | 'printing'): string {
  const { conditions } = printer
  const errors = conditions.flatMap(({ name }) => conditionRow(name).printerError ?? [])
  if (printer.stopped && errors.length > 0) return `PrinterError: ${errors.join('; ')}`
  const waiting = conditions.find(({ name }) => conditionRow(name).stops)
  return [`status: ${waiting === undefined ? activity : displayText(waiting).toLowerCase()}`, ...errors].join('; ')
}
