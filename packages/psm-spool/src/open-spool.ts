/** Starts the spooler: store, recovery, sweep, devices, scheduler; and stops it in the opposite order. */
import * as fs from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EventChannel, JobState, type Log, type ModuleContext, type PrintService } from '@platen/papi'
import { Alarms } from './alarms.js'
import { catchUp } from './catch-up.js'
import { systemClock, type Clock } from './clock.js'
import { Digests } from './digests/digests.js'
import { DocumentFiles, type DocumentFileSystem } from './document-files.js'
import { readHoldPeriods } from './hold-periods.js'
import { localCalendar, type Calendar } from './hold-until.js'
import { Fallbacks } from './fallback.js'
import { flush } from './flush.js'
import { JobView } from './job-view.js'
import { readModuleSettings } from './module-options.js'
import { PrinterBoard } from './printer-board.js'
import { keepNotes } from './printer-notes.js'
import { Retention } from './retention.js'
import { Scheduler } from './scheduler.js'
import { documentCalls } from './service/document-calls.js'
import { historyCalls } from './service/history-calls.js'
import { jobCalls } from './service/job-calls.js'
import { configurationOf, queueOpener } from './queue.js'
import { printerCalls } from './service/printer-calls.js'
import { queueCalls } from './service/queue-calls.js'
import { submissionCalls } from './service/submission-calls.js'
import type { Queue, Spool } from './spool.js'
import { lockFolder, openForReading } from './store/database.js'
import type { Effect } from './store/effects.js'
import { papiErrorOf } from './store/failure.js'
import { Reader } from './store/reader.js'
import { Store } from './store/store.js'
import { digestWorker, writerWorker } from './worker-location.js'

/** The world around the spooler: replaced in tests. */
export interface Surroundings {
  readonly clock: Clock
  readonly calendar: Calendar
  /** From 0 to 1: devices are not all asked at once. */
  readonly random: () => number
  readonly fileSystem: DocumentFileSystem
  /** The writer's program. */
  readonly worker: URL
  /** The program that digests large documents. */
  readonly digester: URL
}

/** The world as it is. */
export const realSurroundings: Surroundings = { clock: systemClock, calendar: localCalendar, random: Math.random, fileSystem: fs, worker: writerWorker, digester: digestWorker }

/**
 * Opens the spool in the context's data directory and starts to print.
 *
 * @throws PapiError if the folder is in use, was written by a newer version, or a queue's device is not right
 */
export async function openSpool(context: ModuleContext, surroundings: Surroundings = realSurroundings): Promise<PrintService> {
  const { clock, calendar, random } = surroundings
  const { log, dataDirectory } = context
  const settings = readModuleSettings(context.options)
  const openQueue = queueOpener(context.devices, settings)
  const queues = new Map(context.queues.map((definition) => [definition.name, openQueue(definition)]))
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    await makeFolder(dataDirectory)
    const lock = lockFolder(join(dataDirectory, 'spool.lock'), dataDirectory)
    closers.push(() => lock.close())
    const documents = new DocumentFiles(join(dataDirectory, 'documents'), surroundings.fileSystem)
    await documents.prepare()

    // Effects of commits before the scheduler is there are the spooler's own, and looked at when it starts.
    let told: (effects: readonly Effect[]) => void = () => undefined
    let lookAnew = (): void => undefined
    const path = join(dataDirectory, 'spool.db')
    const store = await Store.open({
      path,
      worker: surroundings.worker,
      onCommitted: (effects) => told(effects),
      onLost: (why) => {
        log.error("the spool's writer stopped; the next command starts another", { why })
        lookAnew()
      },
    })
    closers.push(() => store[Symbol.asyncDispose]())
    await flush(dataDirectory)
    const reader = new Reader(openForReading(path), () => store.changes)
    closers.push(() => reader[Symbol.dispose]())

    const rows = await recover(context, queues, store, documents, reader, clock)
    const events = new EventChannel()
    const printers = new PrinterBoard(queues.values(), rows, reader, events, clock, keepNotes(store))
    const fallbacks: Fallbacks = new Fallbacks(() => spool, () => scheduler)
    const jobs = new JobView(printers, (printer) => scheduler.deviceBusyWith(printer), (job) => fallbacks.outlook(job))
    const spool: Spool = { queues, store, reader, documents, printers, jobs, fallbacks, events, jobIds: context.jobIds, clock, calendar, periods: readHoldPeriods(settings['hold-periods']), random, log }
    const scheduler: Scheduler = new Scheduler(spool)
    const alarms = new Alarms(spool)
    const retention = new Retention(spool, settings)
    const digests = new Digests({ store, reader, documents, log, worker: surroundings.digester, clock, isPrinting: () => scheduler.running.length > 0 })
    told = (effects) => {
      for (const effect of effects) {
        try {
          tell(effect, spool, scheduler, alarms, retention)
        } catch (error) {
          // What was committed stands, and whoever asked for it is answered.
          log.error(`what follows from "${effect.type}" failed`, { error: error instanceof Error ? error.message : String(error) })
        }
      }
    }
    lookAnew = () => {
      try {
        catchUp(spool, scheduler, alarms)
      } catch (error) {
        log.error('the spool cannot be read', { error: error instanceof Error ? error.message : String(error) })
      }
    }
    closers.push(
      () => Promise.all([...queues.values()].map((queue) => queue.device[Symbol.asyncDispose]())),
      () => events.close(),
      () => scheduler.close(),
      () => retention.close(),
      () => alarms.close(),
      () => fallbacks.close(),
      () => digests[Symbol.asyncDispose](),
    )
    warnOfMissing(queues, log)
    printers.watch((printer) => {
      fallbacks.changed(printer)
      scheduler.changed()
    })
    scheduler.start()
    fallbacks.start()
    alarms.arm()
    retention.start()
    digests.look()
    return {
      ...printerCalls(spool, scheduler),
      ...queueCalls(spool, queues, { scheduler, alarms, openQueue }),
      ...submissionCalls(spool, alarms, () => digests.look()),
      ...jobCalls(spool),
      ...documentCalls(spool),
      ...historyCalls(spool),
      events: (signal) => events.read(signal),
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw papiErrorOf(error)
  }
}

/** Brings the store in line with the configuration and with what a crash left. @returns the printers' lasting states */
async function recover(context: ModuleContext, queues: ReadonlyMap<string, Queue>, store: Store, documents: DocumentFiles, reader: Reader, clock: Clock) {
  const { log } = context
  const at = clock.now()
  const { printers, highestJob, absent } = await store.send({
    type: 'set-up-printers',
    printers: context.queues.map((definition) => ({ name: definition.name, configuration: configurationOf(definition) })),
    at,
  })
  context.jobIds.seen(highestJob)
  for (const { printer, jobs } of absent) log.warn(`${jobs} jobs wait for queue "${printer}", which is not configured any more`)
  const policies = Object.fromEntries([...queues].map(([name, { settings }]) => [name, { whenBroken: settings.afterCrash, reprintLimit: settings.reprintLimit }]))
  const found = await store.send({ type: 'recover', policies, at })
  if (found.reprinted.length > 0) log.warn('jobs were being sent when the server stopped; they are printed again', { jobs: found.reprinted })
  if (found.held.length > 0) log.warn('jobs were being sent when the server stopped; they are held', { jobs: found.held })
  const orphans = await documents.sweep((file) => reader.knowsFile(file))
  if (orphans > 0) log.info(`${orphans} files of documents that were never accepted were removed`)
  return printers
}

/** Queues that others name and that are not there: they may come at run time, or be spelling mistakes. */
function warnOfMissing(queues: ReadonlyMap<string, Queue>, log: Log): void {
  for (const [name, { members = [], settings }] of queues) {
    for (const one of members) if (queues.get(one)?.members !== undefined || !queues.has(one)) log.warn(`class "${name}": there is no queue "${one}" with a device`)
    for (const one of settings.fallback.queues) if (!queues.has(one)) log.warn(`queue "${name}": its fallback "${one}" is not there`)
  }
}

/** What a committed change sets in motion. */
function tell(effect: Effect, spool: Spool, scheduler: Scheduler, alarms: Alarms, retention: Retention): void {
  const { events, jobs, printers, clock } = spool
  switch (effect.type) {
    case 'printer':
      printers.setRow(effect.printer)
      spool.fallbacks.changed(effect.printer.name)
      scheduler.wake(effect.printer.name)
      return
    case 'document-canceled':
      scheduler.skip(effect.job.id, effect.document)
      if (events.hasReaders) events.emit({ type: 'job-config-changed', time: clock.now(), job: jobs.job(effect.job) })
      return
    case 'job-moved': {
      const moved = { time: clock.now(), job: jobs.job(effect.job), movedFrom: effect.from }
      // Where it is, and with that what it waits for (RFC 3995 section 5.3.3.5): clients that listen for one of the two learn of it.
      for (const type of ['job-config-changed', 'job-state-changed'] as const) events.emit({ type, ...moved })
      alarms.changed(effect.job)
      if (effect.job.state === JobState.pending) spool.fallbacks.look(effect.job.printer)
      scheduler.wake(effect.job.printer)
      return
    }
    case 'jobs-purged':
      for (const job of effect.jobs) scheduler.abort(job)
      return
    default: {
      const { job, type } = effect
      if (events.hasReaders) events.emit({ type, time: clock.now(), job: jobs.job(job) })
      if (job.cancelBy !== null) scheduler.abort(job.id)
      scheduler.suspend(job.id, job.suspendedBy !== null)
      if (type === 'job-completed') retention.finished()
      alarms.changed(job)
      if (job.state === JobState.pending) spool.fallbacks.look(job.printer)
      scheduler.wake(job.printer)
    }
  }
}

/** Makes a folder so that it stays, with those above it that were not there: each one's name is in the next above. */
async function makeFolder(folder: string): Promise<void> {
  const first = await fs.mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let above = dirname(folder); above.length >= dirname(first).length; above = dirname(above)) {
    await flush(above)
    if (above === dirname(above)) return
  }
}
