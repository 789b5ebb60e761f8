/** What an operator says to the users of a printer. */
import type { Attributes } from '@platen/ipp-core'

/** `printer-message-from-operator` (RFC 3998 section 6), or as CUPS's tools write it, `printer-state-message`. */
export const operatorMessage = (operation: Attributes): string | undefined => operation.string('printer-message-from-operator') ?? operation.string('printer-state-message')
