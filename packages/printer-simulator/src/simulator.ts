/** The simulated printer: a TCP port for jobs, and AppSocket's UDP port for status if asked for. */
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { takeJob, type Answer } from './connection.js'
import { faultsOfJob, printerFault, type Fault } from './faults.js'
import { Gate } from './gate.js'
import { Port } from './listener.js'
import { JobRecord, type ReceivedJob } from './received-job.js'
import { openStatusPort } from './status-port.js'

/** How a simulated printer is. */
export interface SimulatorOptions {
  /** The address to listen on. Default `127.0.0.1`. */
  readonly host?: string
  /** The TCP port for jobs. Default 0: a free one. */
  readonly port?: number
  /** The UDP port for AppSocket status, 0 for a free one. Default: none. */
  readonly statusPort?: number
  /** `octets` keeps every job whole; `digest` keeps only size and SHA-256, for huge jobs. Default `octets`. */
  readonly keep?: 'octets' | 'digest'
  /** A folder that is there, to write each job to as `job-N.prn`. Default: none. */
  readonly output?: string
  /** What it says on the back channel. Default: nothing. */
  readonly answers?: readonly Answer[]
  /** Time from the end of a job's data to the printer's close, milliseconds. Default 0. */
  readonly printMilliseconds?: number
  /** What it does wrong. Default: nothing. */
  readonly faults?: readonly Fault[]
  /** Called when a job's data has ended. */
  readonly onJob?: (job: ReceivedJob) => void
}

/** A printer on loopback. */
export interface PrinterSimulator extends AsyncDisposable {
  readonly host: string
  /** The TCP port for jobs. It stays the same while connections are refused. */
  readonly port: number
  /** The UDP status port, if there is one. */
  readonly statusPort: number | undefined
  /** `socket://host:port`. */
  readonly uri: string
  /** Every job, the first one first, those under way included. */
  readonly jobs: readonly ReceivedJob[]
  /** A job, when its data has ended. @param number - 1 for the first */
  job(number: number): Promise<ReceivedJob>
  /** A job under way, as soon as that many octets of it are here, or it ended with fewer. With 0: as soon as it is connected. */
  reached(number: number, octets: number): Promise<ReceivedJob>
  /** Connections open now. */
  readonly connections: number
  /** The most connections that were ever open at once. */
  readonly mostConnections: number
  /** Status questions received. */
  readonly statusQuestions: number
  /** The text of status answers; `undefined` stays silent. Default `automatic`: says idle, busy or printing, as it is. */
  status: string | undefined
  /** Accepts connections (again). */
  listen(): Promise<void>
  /** Refuses connections from now on; those there are stay. */
  refuse(): Promise<void>
  /** Takes no data from now on, on any connection, until {@link PrinterSimulator.resume}; connections are still accepted. */
  stop(): void
  /** Takes data again: after {@link PrinterSimulator.stop}, and where a fault stopped reading. */
  resume(): void
}

/**
 * Starts a simulated printer. Dispose of it when done: `await using printer = await createPrinterSimulator()`.
 *
 * @throws Error with the system's code if a port cannot be had, `EADDRINUSE` say
 */
export async function createPrinterSimulator(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const { host = '127.0.0.1', keep = 'octets', answers = [], printMilliseconds = 0, faults = [], output, onJob } = options
  const jobs: JobRecord[] = []
  const printerGate = new Gate()
  const faultGates = new Set<Gate>()
  const resume = (): void => {
    for (const gate of [printerGate, ...faultGates]) gate.open()
  }
  const stopping = new AbortController()
  const open = new Map<Socket, Promise<void>>()
  let mostConnections = 0
  let status: string | undefined = 'automatic'
  let arrived = Promise.withResolvers<undefined>()

  const port = new Port(host, options.port ?? 0, (socket) => {
    const number = jobs.length + 1
    const job = new JobRecord(number, keep, output === undefined ? undefined : join(output, `job-${number}.prn`))
    jobs.push(job)
    const faultGate = new Gate()
    faultGates.add(faultGate)
    const done = takeJob(socket, job, { faults: faultsOfJob(faults, number), answers, printMilliseconds, printerGate, faultGate, stopped: stopping.signal }).finally(() => {
      open.delete(socket)
      faultGates.delete(faultGate)
    })
    open.set(socket, done)
    mostConnections = Math.max(mostConnections, open.size)
    if (onJob !== undefined) void job.ended.then(() => onJob(job))
    arrived.resolve(undefined)
    arrived = Promise.withResolvers<undefined>()
  })

  const fault = printerFault(faults)
  await port.open()
  let busy = false
  if (fault !== undefined) await port.refuse()
  if (fault?.type === 'busy') {
    busy = true
    const timer = setTimeout(() => {
      busy = false
      // The port was ours a moment ago; if another program took it, connections stay refused, as the fault says.
      void port.open().catch(() => undefined)
    }, fault.forMilliseconds)
    stopping.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }
  const statusText = (): string | undefined => (status === 'automatic' ? (busy ? 'status: busy' : open.size > 0 ? 'status: printing' : 'status: idle') : status)
  const udp = options.statusPort === undefined ? undefined : await openStatusPort(host, options.statusPort, statusText)

  const taken = async (number: number): Promise<JobRecord> => {
    if (!Number.isInteger(number) || number < 1) throw new RangeError(`there is no job ${number}; the first is 1`)
    for (;;) {
      const job = jobs[number - 1]
      if (job !== undefined) return job
      await arrived.promise
    }
  }

  return {
    host,
    get port() {
      return port.number
    },
    get statusPort() {
      return udp?.port
    },
    get uri() {
      return `socket://${host.includes(':') ? `[${host}]` : host}:${port.number}`
    },
    jobs,
    job: async (number) => {
      const job = await taken(number)
      await job.ended
      return job
    },
    reached: async (number, octets) => {
      const job = await taken(number)
      await job.reached(octets)
      return job
    },
    get connections() {
      return open.size
    },
    get mostConnections() {
      return mostConnections
    },
    get statusQuestions() {
      return udp?.asked ?? 0
    },
    get status() {
      return status
    },
    set status(text) {
      status = text
    },
    listen: () => port.open(),
    refuse: () => port.refuse(),
    stop: () => printerGate.shut(),
    resume,
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      resume()
      await port.refuse()
      for (const socket of open.keys()) socket.destroy()
      await Promise.all(open.values())
      await udp?.[Symbol.asyncDispose]()
    },
  }
}
