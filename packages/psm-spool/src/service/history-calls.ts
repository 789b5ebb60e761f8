/** The calls about what has happened: the timelines of jobs and printers. */
import { PapiError, type JobHappening, type PrinterHappening, type PrintService } from '@platen/papi'
import { historyOf } from '../history.js'
import type { Spool } from '../spool.js'
import type { PrinterTimelineRow } from '../store/rows.js'
import { answer } from './answer.js'

type HistoryCalls = Required<Pick<PrintService, 'jobHistory' | 'printerHistory'>>

export function historyCalls({ reader, printers }: Spool): HistoryCalls {
  return {
    jobHistory: (_call, id): Promise<JobHappening[]> =>
      answer(() => {
        const job = reader.job(id)
        if (job === undefined) throw new PapiError('not-found', `there is no job ${id} here`)
        return historyOf(job, reader.timeline(id), reader.attempts(id))
      }),
    printerHistory: (_call, printer): Promise<PrinterHappening[]> =>
      answer(() => {
        printers.printer(printer)
        return reader.printerTimeline(printer).map(happening)
      }),
  }
}

const happening = ({ time, event, source, who, cause, state, reasons }: PrinterTimelineRow): PrinterHappening => ({
  time, event, source, ...(who === '' ? {} : { who }), cause, ...(state === null ? {} : { state }), stateReasons: reasons === '' ? [] : reasons.split(' '),
})
