/** The simulated printer: its ports, put together. */
import type { Action } from './action.js'
import { openControl, type ControlPort } from './control/control-port.js'
import { faultsOfQuestion, printerFault, snmpFaults, type Fault } from './faults.js'
import { JobTaker } from './job-taker.js'
import { Port } from './listener.js'
import type { Condition, ConditionDetail } from './model/condition.js'
import type { ConditionName } from './model/condition-table.js'
import { PrinterModel } from './model/printer-model.js'
import { performOn } from './perform.js'
import type { ReceivedJob } from './received-job.js'
import type { SimulatorOptions } from './simulator-options.js'
import type { SnmpAgent } from './snmp/agent.js'
import { openStatusPort, type StatusPort } from './status-port.js'
import { statusText } from './status-text.js'

/** A printer on loopback. */
export interface PrinterSimulator extends AsyncDisposable {
  readonly host: string
  /** The TCP port for jobs. It stays the same while connections are refused. */
  readonly port: number
  /** The UDP status port, if there is one. */
  readonly statusPort: number | undefined
  /** The UDP port of SNMP, if there is one. */
  readonly snmpPort: number | undefined
  /** The TCP port of control over HTTP, if there is one. */
  readonly controlPort: number | undefined
  /** `socket://host:port`. */
  readonly uri: string
  /** The printer behind the ports: its trays, supplies, page counter, display. */
  readonly model: PrinterModel
  /** The conditions it is in, the gravest first. */
  readonly conditions: readonly Condition[]
  /** Every job, the first one first, those under way included. */
  readonly jobs: readonly ReceivedJob[]
  /** A job, when its data has ended. @param number - 1 for the first */
  job(number: number): Promise<ReceivedJob>
  /** A job under way, as soon as that many octets of it are here, or it ended with fewer. With 0: as soon as it is connected. */
  reached(number: number, octets: number): Promise<ReceivedJob>
  /** A job under way, as soon as the printer takes no more of it, or it ended. */
  blocked(number: number): Promise<ReceivedJob>
  /** A job, as soon as that many pages of it are printed. */
  printed(number: number, pages: number): Promise<ReceivedJob>
  /** A job, as soon as that has been said on its back channel. */
  said(number: number, text: string): Promise<ReceivedJob>
  /** Connections open now. */
  readonly connections: number
  /** The most connections that were ever open at once. */
  readonly mostConnections: number
  /** Status questions received. */
  readonly statusQuestions: number
  /** The text of status answers; `undefined` stays silent. Default `automatic`: says what the printer does and what is wrong with it. */
  status: string | undefined
  /** What it does wrong, from the next connection and question on. Faults of the printer as a whole act only at its start. */
  faults: readonly Fault[]
  /** Puts the printer into a condition. One that stops it keeps it from taking page data until it is cleared. */
  raise(condition: ConditionName, detail?: ConditionDetail): void
  /** Takes the printer out of a condition, or out of all. */
  clear(condition?: ConditionName, detail?: Pick<ConditionDetail, 'tray' | 'supply'>): void
  /** Does something to the printer, as a step of a script would. */
  perform(action: Action): void
  /** Accepts connections (again). */
  listen(): Promise<void>
  /** Refuses connections from now on; those there are stay. */
  refuse(): Promise<void>
  /** Takes no data from now on, on any connection, until {@link PrinterSimulator.resume}; connections are still accepted. */
  stop(): void
  /** Takes data again: after {@link PrinterSimulator.stop}, and where a fault stopped reading. Conditions stay. */
  resume(): void
}

/**
 * Starts a simulated printer. Dispose of it when done: `await using printer = await createPrinterSimulator()`.
 *
 * @throws Error with the system's code if a port cannot be had, `EADDRINUSE` say
 */
export async function createPrinterSimulator(options: SimulatorOptions = {}): Promise<PrinterSimulator> {
  const { host = '127.0.0.1', script = [] } = options
  const model = new PrinterModel(options.equipment)
  for (const condition of options.conditions ?? []) model.raise(condition)
  const stopping = new AbortController()
  /** What is open, the last one opened first. */
  const opened: AsyncDisposable[] = []
  const closeAll = async (): Promise<void> => {
    for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
  }
  let status: string | undefined = 'automatic'
  let busy = false

  const jobs: JobTaker = new JobTaker(model, options, (actions, job) => actions.forEach((action) => perform(action, job)), stopping.signal)
  const port = new Port(host, options.port ?? 0, (socket) => jobs.take(socket))
  const perform = performOn({ model, jobs, port, setStatus: (text) => (status = text) })
  const closeJobs = async (): Promise<void> => {
    stopping.abort()
    perform({ type: 'resume' })
    model.gate.open()
    await port.refuse()
    for (const socket of jobs.open.keys()) socket.destroy()
    await Promise.all(Array.from(jobs.open.values(), ({ done }) => done))
  }
  const later = (milliseconds: number, then: () => void): void => {
    const timer = setTimeout(then, milliseconds)
    stopping.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }

  const text = (): string | undefined => (status === 'automatic' ? statusText(model, busy ? 'busy' : jobs.open.size > 0 ? 'printing' : 'idle') : status)
  let udp: StatusPort | undefined
  let snmp: SnmpAgent | undefined
  let control: ControlPort | undefined
  const open = <T extends AsyncDisposable>(one: T): T => {
    opened.unshift(one)
    return one
  }
  const start = async (): Promise<void> => {
    for (const step of script) {
      if (!('afterMilliseconds' in step)) continue
      const happen = (): void => step.do.forEach((action) => perform(action))
      // What is so from the start is so before anyone can see the printer.
      if (step.afterMilliseconds === 0) happen()
      else later(step.afterMilliseconds, happen)
    }
    await port.open()
    open({ [Symbol.asyncDispose]: closeJobs })
    const fault = printerFault(jobs.faults)
    if (fault !== undefined) await port.refuse()
    if (fault?.type === 'busy') {
      busy = true
      later(fault.forMilliseconds, () => {
        busy = false
        // The port was ours a moment ago; if another program took it, connections stay refused, as the fault says.
        void port.open().catch(() => undefined)
      })
    }
    if (options.statusPort !== undefined) udp = open(await openStatusPort(host, options.statusPort, { text, faults: (question) => faultsOfQuestion(jobs.faults, question) }))
    if (options.snmpPort !== undefined) {
      // The library is big, and most printers of tests need none.
      const users = options.snmpUsers ?? []
      const { openSnmpAgent } = await import('./snmp/agent.js')
      snmp = open(await openSnmpAgent({ host, port: options.snmpPort, community: options.snmpCommunity ?? (users.length > 0 ? undefined : 'public'), users, printer: model, faults: () => snmpFaults(jobs.faults) }))
    }
    if (options.controlPort !== undefined) control = open(await openControl(printer, host, options.controlPort))
  }

  async function wait(number: number, holds: (job: ReceivedJob) => boolean, till: 'till-end' | 'even-after-end' = 'till-end'): Promise<ReceivedJob> {
    const job = await jobs.taken(number)
    await job.until(() => holds(job), till)
    return job
  }

  const printer: PrinterSimulator = {
    host,
    model,
    jobs: jobs.jobs,
    get port() {
      return port.number
    },
    get statusPort() {
      return udp?.port
    },
    get snmpPort() {
      return snmp?.port
    },
    get controlPort() {
      return control?.port
    },
    get uri() {
      return `socket://${host.includes(':') ? `[${host}]` : host}:${port.number}`
    },
    get conditions() {
      return model.conditions
    },
    job: async (number) => {
      const job = await jobs.taken(number)
      await job.ended
      return job
    },
    reached: (number, octets) => wait(number, (job) => job.size >= octets),
    blocked: (number) => wait(number, (job) => job.isBlocked),
    printed: (number, pages) => wait(number, (job) => job.pages >= pages, 'even-after-end'),
    said: (number, words) => wait(number, (job) => Buffer.from(job.said).includes(words), 'even-after-end'),
    get connections() {
      return jobs.open.size
    },
    get mostConnections() {
      return jobs.mostOpen
    },
    get statusQuestions() {
      return udp?.asked ?? 0
    },
    get status() {
      return status
    },
    set status(said) {
      status = said
    },
    get faults() {
      return jobs.faults
    },
    set faults(faults) {
      jobs.faults = faults
    },
    raise: (condition, detail) => model.raise(condition, detail),
    clear: (condition, detail) => void model.clear(condition, detail),
    perform: (action) => perform(action),
    listen: () => port.open(),
    refuse: () => port.refuse(),
    stop: () => perform({ type: 'stop' }),
    resume: () => perform({ type: 'resume' }),
    [Symbol.asyncDispose]: closeAll,
  }
  await start().catch(async (error: unknown) => {
    await closeAll()
    throw error
  })
  return printer
}
