/** One connection to the simulated printer: takes a job, with the faults scripted for it. */
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { actsAfter, type ConnectionFault } from './faults.js'
import type { Gate } from './gate.js'
import type { JobRecord } from './received-job.js'

/** What the printer says on the back channel: after that many octets of the job, or when all is in. */
export interface Answer {
  readonly after: number | 'end'
  readonly text: string | Uint8Array
}

/** What a connection needs to know of its printer. */
export interface ConnectionContext {
  readonly faults: readonly ConnectionFault[]
  readonly answers: readonly Answer[]
  /** From the half-close to the printer's close. */
  readonly printMilliseconds: number
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
  try {
    const ended = await readToEnd(socket, job, context)
    if (ended) {
      await job.finish('half-closed')
      await endConnection(socket, context)
    }
  } catch {
    // The sender reset the connection, the simulator stopped, or the job's file could not be written.
    socket.destroy()
  }
  await job.finish(job.error !== undefined ? 'unwritten' : context.stopped.aborted ? 'stopped' : 'lost')
  await closed
}

/** @returns whether the sender finished; else a fault has ended the connection */
async function readToEnd(socket: Socket, job: JobRecord, context: ConnectionContext): Promise<boolean> {
  const faults = [...context.faults].sort((a, b) => actsAfter(a) - actsAfter(b))
  const act = async (): Promise<boolean> => {
    for (let fault = faults[0]; fault !== undefined && actsAfter(fault) <= job.size; fault = faults[0]) {
      faults.shift()
      if (await meet(fault, socket, job, context)) return true
    }
    return false
  }
  const said = new Set<Answer>()
  const speak = (): void => {
    for (const answer of context.answers) {
      if (answer.after === 'end' || answer.after > job.size || said.has(answer)) continue
      said.add(answer)
      socket.write(answer.text)
    }
  }
  speak()
  if (await act()) return false
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    let rest = chunk
    while (rest.length > 0) {
      // A fault acts at its octet exactly, however the data was cut on its way.
      const until = Math.min(rest.length, ...faults.map((fault) => Math.max(actsAfter(fault) - job.size, 1)))
      await context.printerGate.passed()
      await job.take(rest.subarray(0, until))
      rest = rest.subarray(until)
      speak()
      if (await act()) return false
    }
  }
  return true
}

/** @returns whether the connection is over */
async function meet(fault: ConnectionFault, socket: Socket, job: JobRecord, context: ConnectionContext): Promise<boolean> {
  switch (fault.type) {
    case 'stop-reading':
      context.faultGate.shut()
      if (fault.forMilliseconds === undefined) await context.faultGate.passed()
      else await Promise.race([context.faultGate.passed(), delay(fault.forMilliseconds, undefined, { signal: context.stopped })])
      return false
    case 'reset':
      await job.finish('reset')
      socket.resetAndDestroy()
      return true
    case 'close':
      await job.finish('closed')
      // Ends both ways: data that comes later is answered with a reset by the system.
      socket.end(() => socket.destroy())
      return true
    case 'reset-at-end':
    case 'never-close':
      // These wait for the end: see endConnection.
      return false
  }
}

async function endConnection(socket: Socket, { faults, answers, printMilliseconds, stopped }: ConnectionContext): Promise<void> {
  if (printMilliseconds > 0) await delay(printMilliseconds, undefined, { signal: stopped })
  for (const answer of answers) if (answer.after === 'end') socket.write(answer.text)
  if (faults.some((fault) => fault.type === 'reset-at-end')) socket.resetAndDestroy()
  else if (!faults.some((fault) => fault.type === 'never-close')) socket.end()
}
