/** The answers of PJL as octets on the wire: lines ended by CR LF, each answer by a form feed (PJL Technical Reference Manual, chapter 7). */
import type { PrinterModel, PrinterStatus } from '../model/printer-model.js'

/** What unsolicited status a connection asked for (USTATUS). */
export interface Ustatus {
  device: 'OFF' | 'ON' | 'VERBOSE'
  job: boolean
  page: boolean
  /** Seconds between reports; 0 is off. */
  timed: number
}

/** None asked for. */
export const noUstatus: Readonly<Ustatus> = { device: 'OFF', job: false, page: false, timed: 0 }

/** An answer: its first line, which repeats the question, and those that follow. */
export function answer(question: string, lines: readonly string[]): string {
  return [`@PJL ${question}`, ...lines, '\f'].join('\r\n')
}

/** The lines of a status, of INFO STATUS and USTATUS DEVICE and TIMED alike. */
export function statusLines({ code, display, online }: PrinterStatus): string[] {
  return [`CODE=${code}`, `DISPLAY="${display}"`, `ONLINE=${online ? 'TRUE' : 'FALSE'}`]
}

/** The start or end of a job, of USTATUS JOB. Names are told only of jobs that have one. */
export function jobLines(what: 'START' | 'END' | 'CANCELED', name: string | undefined, pages: number): string[] {
  return [what, ...(name === undefined ? [] : [`NAME="${name}"`]), ...(what === 'START' ? [] : [`PAGES=${pages}`])]
}

/** The lines of INFO CONFIG. */
export function configLines({ trays }: PrinterModel): string[] {
  return [`IN TRAYS [${trays.length} ENUMERATED]`, ...trays.map((_tray, index) => `\tINTRAY${index + 1}`), 'OUTPUT TRAYS [1 ENUMERATED]', '\tNORMAL', 'LANGUAGES [2 ENUMERATED]', '\tPCL', '\tPOSTSCRIPT', 'USTATUS [4 ENUMERATED]', '\tDEVICE', '\tJOB', '\tPAGE', '\tTIMED', 'DISPLAY LINES=2', 'DISPLAY CHARACTER SIZE=16']
}

/** The lines of INFO USTATUS. */
export function ustatusLines({ device, job, page, timed }: Ustatus): string[] {
  const flag = (on: boolean): string => (on ? 'ON' : 'OFF')
  return [`DEVICE=${device} [3 ENUMERATED]`, '\tOFF', '\tON', '\tVERBOSE', `JOB=${flag(job)} [2 ENUMERATED]`, '\tOFF', '\tON', `PAGE=${flag(page)} [2 ENUMERATED]`, '\tOFF', '\tON', `TIMED=${timed} [2 RANGE]`, '\t5', '\t300']
}
