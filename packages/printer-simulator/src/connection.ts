/** One connection to the simulated printer: takes a job, with the faults scripted for it. */
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { BackChannel } from './back-channel.js'
import { actsAfter, type ConnectionFault } from './faults.js'
import type { Gate } from './gate.js'
import type { JobSession } from './job-session.js'
import type { PrinterModel } from './model/printer-model.js'
import type { JobRecord } from './received-job.js'

/** What the printer says on the back channel: after that many octets of the job, or when all is in. */
export interface Answer {
  readonly after: number | 'end'
  readonly text: string | Uint8Array
}

/** What happens when that many octets of the job are in, or all of them. */
export interface Appointment {
  readonly after: number | 'end'
  readonly happen: () => void
}

/** What a connection needs to know of its printer. */
export interface ConnectionContext {
  readonly printer: PrinterModel
  readonly session: JobSession
  readonly channel: BackChannel
  readonly faults: readonly ConnectionFault[]
  readonly answers: readonly Answer[]
  readonly appointments: readonly Appointment[]
  /** From the half-close to the printer's close. */
  readonly printMilliseconds: number
  /** For each page. */
  readonly pageMilliseconds: number
  /** Shut while the whole printer takes no data. */
  readonly printerGate: Gate
  /** Shut by `stop-reading`. */
  readonly faultGate: Gate
  /** Aborted when the simulator is disposed of. */
  readonly stopped: AbortSignal
}

/** Takes a job from a connection. Resolves when the connection is closed. */
export async function takeJob(socket: Socket, job: JobRecord, context: ConnectionContext): Promise<void> {
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  // Errors are seen by the loop that reads; one that comes later (a reset while the printer prints) ends with `close`.
  socket.on('error', () => undefined)
  const forget = context.printer.onChange(() => context.session.tellState())
  try {
    if (await readToEnd(socket, job, context)) await finishJob(socket, job, context)
  } catch {
    // The sender reset the connection, the simulator stopped, or the job's file could not be written.
    socket.destroy()
  }
  await job.finish(job.error !== undefined ? 'unwritten' : context.stopped.aborted ? 'stopped' : 'lost')
  await closed
  forget()
  context.channel.stop()
}

/** @returns whether the sender finished; else a fault has ended the connection */
async function readToEnd(socket: Socket, job: JobRecord, context: ConnectionContext): Promise<boolean> {
  const { session } = context
  const faults = [...context.faults].sort((a, b) => actsAfter(a) - actsAfter(b))
  const due = appointmentsOf(context)
  const act = async (): Promise<boolean> => {
    for (let next = due[0]; next !== undefined && next.after <= job.size; next = due[0]) {
      due.shift()
      next.happen()
    }
    for (let fault = faults[0]; fault !== undefined && actsAfter(fault) <= job.size; fault = faults[0]) {
      faults.shift()
      if (await meet(fault, socket, job, context)) return true
    }
    return false
  }
  if (await act()) return false
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    let rest = chunk
    while (rest.length > 0) {
      // A fault acts at its octet exactly, however the data was cut on its way.
      const until = Math.min(rest.length, ...[...faults.map(actsAfter), ...due.map(({ after }) => after)].map((after) => Math.max(after - job.size, 1)))
      await pass([context.printerGate], job, context)
      const step = session.read(rest.subarray(0, until))
      if (step.isPageData) await pass([context.printerGate, context.printer.gate], job, context, () => session.tellState(step.events))
      session.took(step.length)
      await job.take(rest.subarray(0, step.length))
      rest = rest.subarray(step.length)
      await printPages(session.obey(step.events), context)
      context.channel.everySeconds(session.pjl.ustatus.timed, () => session.pjl.timed())
      if (await act()) return false
      if (session.hasEndedDocument && faults.some(({ type }) => type === 'close-at-end-of-job')) return close(socket, job)
    }
  }
  return true
}

/** All data is in. A printer that is stopped keeps the rest of its pages, and the connection, until it can go on. */
async function finishJob(socket: Socket, job: JobRecord, context: ConnectionContext): Promise<void> {
  const { session, printer, printerGate } = context
  const isHeld = job.languages.length > 0 && printer.gate.isShut
  const pages = isHeld ? 0 : session.end()
  await job.finish('half-closed')
  if (isHeld) await pass([printerGate, printer.gate], job, context)
  await printPages(isHeld ? session.end() : pages, context)
  session.finish()
  await endConnection(socket, context)
}

/** What is said and what happens at certain octets, the first first. */
function appointmentsOf({ answers, appointments, channel }: ConnectionContext): (Appointment & { readonly after: number })[] {
  const said = answers.map(({ after, text }) => ({ after, happen: () => channel.say(text) }))
  return [...said, ...appointments].filter((one): one is Appointment & { readonly after: number } => one.after !== 'end').sort((a, b) => a.after - b.after)
}

/** Waits until all gates are open at once. */
async function pass(gates: readonly Gate[], job: JobRecord, { stopped }: ConnectionContext, beforeWaiting?: () => void): Promise<void> {
  if (!gates.some(({ isShut }) => isShut)) return
  beforeWaiting?.()
  job.isBlocked = true
  job.changed()
  while (!stopped.aborted && gates.some(({ isShut }) => isShut)) for (const gate of gates) await gate.passed()
  job.isBlocked = false
}

async function printPages(pages: number, { pageMilliseconds, stopped }: ConnectionContext): Promise<void> {
  if (pages > 0 && pageMilliseconds > 0) await delay(pages * pageMilliseconds, undefined, { signal: stopped })
}

/** @returns whether the connection is over */
async function meet(fault: ConnectionFault, socket: Socket, job: JobRecord, context: ConnectionContext): Promise<boolean> {
  switch (fault.type) {
    case 'stop-reading':
      context.faultGate.shut()
      job.isBlocked = true
      job.changed()
      if (fault.forMilliseconds === undefined) await context.faultGate.passed()
      else await Promise.race([context.faultGate.passed(), delay(fault.forMilliseconds, undefined, { signal: context.stopped })])
      context.faultGate.open()
      job.isBlocked = false
      return false
    case 'reset':
      await job.finish('reset')
      socket.resetAndDestroy()
      return true
    case 'close':
      return !(await close(socket, job))
    case 'garbage':
      context.channel.garbage(fault.octets ?? 256)
      return false
    case 'flood':
      context.channel.flood(fault.octets ?? Infinity)
      return false
    case 'reset-at-end':
    case 'never-close':
    case 'close-late':
    case 'ignore-after-end-of-job':
    case 'close-at-end-of-job':
      // These wait for the end: see endConnection and readToEnd; the session ignores what follows.
      return false
  }
}

/** Closes at once. @returns false: the sender has not finished */
async function close(socket: Socket, job: JobRecord): Promise<false> {
  await job.finish('closed')
  // Ends both ways: data that comes later is answered with a reset by the system.
  socket.end(() => socket.destroy())
  return false
}

async function endConnection(socket: Socket, { faults, answers, appointments, channel, printMilliseconds, stopped }: ConnectionContext): Promise<void> {
  const late = faults.find((fault) => fault.type === 'close-late')?.forMilliseconds ?? 0
  if (printMilliseconds > 0) await delay(printMilliseconds, undefined, { signal: stopped })
  for (const answer of answers) if (answer.after === 'end') channel.say(answer.text)
  for (const { after, happen } of appointments) if (after === 'end') happen()
  if (late > 0) await delay(late, undefined, { signal: stopped })
  if (faults.some((fault) => fault.type === 'reset-at-end')) socket.resetAndDestroy()
  else if (!faults.some((fault) => fault.type === 'never-close')) {
    channel.stop()
    socket.end()
  }
}
