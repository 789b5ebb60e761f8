/** What changes of a printer from moment to moment. Never kept: every answer has it fresh. */
import { Attributes, attribute, attributeOf, boolean, dateTime, enumeration, integer, keyword, text } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { alertAttributes } from './printer-alerts.js'
import { printerType } from './printer-type.js'

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/**
 * State, counts and times of a printer.
 *
 * @param now - milliseconds since 1970
 */
export function statusAttributes(printer: Printer, isDefault: boolean, now: number): Attributes {
  return Attributes.of(
    attribute('printer-state', enumeration(printer.state)),
    attributeOf('printer-state-reasons', (printer.stateReasons.length === 0 ? ['none'] : printer.stateReasons).map(keyword)),
    attribute('printer-state-message', text(printer.stateMessage)),
    attribute('printer-is-accepting-jobs', boolean(printer.isAcceptingJobs)),
    attribute('queued-job-count', integer(printer.queuedJobCount)),
    // Seconds since 1970, so that the time-at-... attributes of jobs mean the same after a restart.
    attribute('printer-up-time', integer(seconds(now))),
    attribute('printer-current-time', dateTime(now)),
    attribute('printer-state-change-time', integer(seconds(printer.stateChangedAt))),
    attribute('printer-state-change-date-time', dateTime(printer.stateChangedAt)),
    attribute('printer-config-change-time', integer(seconds(printer.configChangedAt))),
    attribute('printer-config-change-date-time', dateTime(printer.configChangedAt)),
    attribute('printer-type', enumeration(printerType(printer, isDefault))),
    ...alertAttributes(printer),
  )
}
