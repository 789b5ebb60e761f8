/** Fallback: jobs whose device stays down go to the first queue of their list that is ready and can print them. */
import { PapiError, unsupportedOf } from '@platen/papi'
import { deviceKey } from './device-key.js'
import { overLimit } from './limits.js'
import type { FallbackPolicy } from './module-options.js'
import type { Down } from './printer-board.js'
import type { Scheduler } from './scheduler.js'
import type { Queue, Spool } from './spool.js'
import { queuesIn } from './store/commands/move-job.js'
import type { JobRow } from './store/rows.js'
import { ticketDefaults } from './ticket-fields.js'
import { ticketFromJson } from './ticket-json.js'

/** Jobs looked at in one go. */
const atOnce = 100

/** What is to come of a job whose device is down. */
export interface Outlook {
  /** Where it goes, and when: milliseconds since 1970. */
  readonly next: { readonly queue: string; readonly at: number } | undefined
  /** Why the queues of its list cannot take it now, each with its own. */
  readonly obstacles: readonly string[]
}

/** Watches queues whose devices are down. */
export class Fallbacks {
  readonly #spool: () => Spool
  readonly #scheduler: () => Scheduler
  readonly #timers = new Map<string, { readonly at: number; readonly callOff: () => void }>()
  /** Queues whose jobs are just being moved; `true` if they are to be looked at again. */
  readonly #moving = new Map<string, boolean>()
  #closed = false

  /** @param spool - and the scheduler: asked for when needed, for each of the three knows the others */
  constructor(spool: () => Spool, scheduler: () => Scheduler) {
    this.#spool = spool
    this.#scheduler = scheduler
  }

  /** Looks after the jobs of all queues, as at a start. */
  start(): void {
    for (const name of this.#spool().queues.keys()) this.look(name)
  }

  /** Something has changed: a queue's device went down, or one that could take jobs over is ready. */
  changed(printer: string): void {
    this.look(printer)
    for (const name of this.#spool().queues.keys()) if (name !== printer) this.look(name)
  }

  /** Looks after the jobs of a queue, now or when its time has come. */
  look(name: string): void {
    const { printers, clock, queues } = this.#spool()
    const queue = queues.get(name)
    const down = queue === undefined ? undefined : printers.downForJobs(name)
    if (this.#closed || queue === undefined || down === undefined) {
      this.#lookAt(name, undefined)
      return
    }
    const due = dueAt(down, queue.settings.fallback)
    const isDue = due <= clock.now()
    // When a device that nobody tries counts as down no longer, its queue may take jobs of others.
    this.#lookAt(name, isDue ? down.remembered?.until : Math.min(due, down.remembered?.until ?? due))
    if (!isDue) return
    if (this.#moving.has(name)) this.#moving.set(name, true)
    else void this.#moveAll(queue)
  }

  #lookAt(name: string, at: number | undefined): void {
    const { clock } = this.#spool()
    const planned = this.#timers.get(name)
    if (planned?.at === at) return
    planned?.callOff()
    this.#timers.delete(name)
    if (at === undefined) return
    const callOff = clock.after(at - clock.now(), () => {
      this.#timers.delete(name)
      this.changed(name)
    })
    this.#timers.set(name, { at, callOff })
  }

  /** Whether a job may yet move before the error policy of its queue acts: it has where to go, and can go there now or its time is not over. */
  mayYetMove(job: JobRow): boolean {
    const { printers, clock, queues } = this.#spool()
    const queue = queues.get(job.printer)
    if (queue === undefined || this.#candidates(job, queue).length === 0 || !this.#mayLeave(job, queue.settings.fallback)) return false
    return clock.now() < printers.downSinceIfFound(job.printer) + queue.settings.fallback.after || this.#target(job, queue) !== undefined
  }

  /** What is to come of a job that waits for a device that is down; `undefined` if it stays where it is. */
  outlook(job: JobRow): Outlook | undefined {
    const { printers, queues } = this.#spool()
    const queue = queues.get(job.printer)
    const down = printers.downForJobs(job.printer)
    if (queue === undefined || down === undefined) return undefined
    const candidates = this.#candidates(job, queue)
    if (candidates.length === 0) return undefined
    if (!this.#mayLeave(job, queue.settings.fallback)) return { next: undefined, obstacles: ['part of it may have been printed here'] }
    const obstacles: string[] = []
    for (const name of candidates) {
      const obstacle = this.#obstacle(job, queue, name)
      if (obstacle === undefined) return { next: { queue: name, at: dueAt(down, queue.settings.fallback) }, obstacles }
      obstacles.push(`${name} ${obstacle}`)
    }
    return { next: undefined, obstacles }
  }

  close(): void {
    this.#closed = true
    for (const { callOff } of this.#timers.values()) callOff()
  }

  async #moveAll(queue: Queue): Promise<void> {
    const { log } = this.#spool()
    const { name } = queue.definition
    this.#moving.set(name, false)
    try {
      do {
        this.#moving.set(name, false)
        await this.#moveWaiting(queue)
        this.#takeBack(queue)
      } while (this.#moving.get(name) === true && !this.#closed)
    } catch (error) {
      if (!this.#closed) log.warn(`printer "${name}": its jobs could not be moved now`, { error: error instanceof Error ? error.message : String(error) })
    } finally {
      this.#moving.delete(name)
    }
  }

  async #moveWaiting(queue: Queue): Promise<void> {
    const { reader, printers } = this.#spool()
    const { name } = queue.definition
    const moved = queue.settings.fallback.queues.length === 0
    for (let offset = 0; ; ) {
      const rows = reader.waiting(name, atOnce, { offset, moved })
      let stayed = 0
      for (const row of rows) {
        const why = printers.downForJobs(name)
        if (why === undefined || this.#closed) return
        if (!(await this.#move(row, queue, why))) stayed++
      }
      offset += stayed
      if (rows.length < atOnce) return
    }
  }

  /** @returns whether it went */
  async #move(row: JobRow, queue: Queue, down: Down): Promise<boolean> {
    const { store, printers, clock, log } = this.#spool()
    const target = this.#target(row, queue)
    if (target === undefined) return false
    const { formats, capabilities } = printers.printer(target)
    const because = { from: row.printer, why: downSentence(down), limit: queue.settings.fallback.limit, afterSend: queue.settings.fallback.afterSend }
    try {
      await store.send({ type: 'move-job', job: row.id, printer: target, formats, defaults: ticketDefaults(capabilities), because, at: clock.now() })
      log.info(`job ${row.id} was moved from printer "${row.printer}" to "${target}"`, { job: row.id, why: because.why })
      return true
    } catch (error) {
      // Held, canceled, printed or moved by somebody a moment ago.
      if (error instanceof PapiError && error.code !== 'temporary-error' && error.code !== 'internal-error' && error.code !== 'service-unavailable') return false
      throw error
    }
  }

  /** A job that is on the device moves, too, if nothing of it was sent or its queue allows it: as soon as the device has let go. */
  #takeBack(queue: Queue): void {
    const { reader } = this.#spool()
    const scheduler = this.#scheduler()
    for (const { job, begun } of scheduler.onDevice(queue.definition.name)) {
      const row = reader.job(job)
      if (row === undefined || row.cancelBy !== null || row.suspendedBy !== null || (begun && !queue.settings.fallback.afterSend)) continue
      if (this.#target(row, queue) !== undefined) scheduler.takeBack(job, 'The printer was down, and the job is to go to another')
    }
  }

  #target(job: JobRow, queue: Queue): string | undefined {
    if (!this.#mayLeave(job, queue.settings.fallback)) return undefined
    return this.#candidates(job, queue).find((name) => this.#obstacle(job, queue, name) === undefined)
  }

  /** The queues of the lists of its queue, and of those that it left, which it has not been in. */
  #candidates(job: JobRow, { settings }: Queue): string[] {
    const { queues } = this.#spool()
    const left = queuesIn(job.leftQueues)
    if (left.length >= settings.fallback.limit) return []
    const lists = [settings.fallback.queues, ...left.map((name) => queues.get(name)?.settings.fallback.queues ?? [])]
    return [...new Set(lists.flat())].filter((name) => name !== job.printer && !left.includes(name))
  }

  #mayLeave(job: JobRow, { afterSend }: FallbackPolicy): boolean {
    return afterSend || !this.#spool().reader.wasSent(job)
  }

  /** Why a queue cannot take a job over now; `undefined` if it can. */
  #obstacle(job: JobRow, from: Queue, name: string): string | undefined {
    const { printers, queues, reader, clock } = this.#spool()
    const queue = queues.get(name)
    const unready = queue === undefined ? 'is not there' : printers.unready(name)
    if (queue === undefined || unready !== undefined) return unready
    if (queue.members === undefined && from.members === undefined && deviceKey(queue.definition.device) === deviceKey(from.definition.device)) return 'is on the same device'
    const { formats, capabilities } = printers.printer(name)
    const format = reader.documents(job.id).find((one) => !formats.includes(one.format))?.format
    if (format !== undefined) return `does not take ${format}`
    const [unsupported] = unsupportedOf(ticketFromJson(job.ticket), capabilities, clock.now())
    if (unsupported !== undefined) return `does not do ${unsupported.attribute.name}`
    const { limits } = queue.settings
    return limits === undefined || overLimit(name, limits, reader.load(name), { user: job.user, octets: job.octets, jobOctets: job.octets, isJob: true }) === undefined ? undefined : 'takes no more jobs now'
  }
}

/** When jobs leave a queue whose device is down. */
const dueAt = ({ since, leaveFrom }: Down, { after }: FallbackPolicy): number => Math.max(since + after, leaveFrom)

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('sv-SE', { timeStyle: 'short' })

/** What is wrong, without a full stop: it stands within a sentence. */
function downSentence({ since, why, remembered }: Down): string {
  const found = remembered === undefined ? '' : remembered.foundBy === undefined ? `it said so last at ${timeOf(remembered.foundAt)}` : `job ${remembered.foundBy} found it so at ${timeOf(remembered.foundAt)}`
  const said = [why.replace(/\.$/, ''), found].filter((one) => one !== '').join('; ')
  return `it was down since ${timeOf(since)}${said === '' ? '' : ` (${said})`}`
}
