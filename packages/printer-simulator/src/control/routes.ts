/** What the control port answers. README.md has the table for users. */
import { readFile } from 'node:fs/promises'
import { readAction, readDetail } from '../action.js'
import { conditionNames, isConditionName } from '../model/condition-table.js'
import type { ReceivedJob } from '../received-job.js'
import { readFault } from '../script.js'
import type { PrinterSimulator } from '../simulator.js'
import { describeJob, describePrinter } from './describe.js'

/** A request, read. */
export interface ControlRequest {
  readonly method: string
  /** The parts of the path between its slashes. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** The JSON that it carries. */
  readonly body: unknown
}

/** An answer. */
export interface ControlResponse {
  readonly type: string
  readonly body: Uint8Array
}

/** A request that cannot be answered as it would like. */
export class ControlError extends Error {
  override readonly name = 'ControlError'

  /** @param status - of HTTP */
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Answers a request. @throws ControlError */
export async function respond({ method, path, query, body }: ControlRequest, printer: PrinterSimulator): Promise<ControlResponse> {
  const [what = '', number, part, ...more] = path
  const route = `${method} /${[what, ...(number === undefined ? [] : ['N']), ...(part === undefined ? [] : [part])].join('/')}`
  if (more.length > 0) throw new ControlError(404, `there is no ${path.join('/')}`)
  switch (route) {
    case 'GET /':
    case 'GET /state':
      return json(describePrinter(printer))
    case 'GET /jobs':
      return json(printer.jobs.map(describeJob))
    case 'GET /jobs/N':
      return json(describeJob(await findJob(printer, number, query)))
    case 'GET /jobs/N/octets':
      return { type: 'application/octet-stream', body: await octetsOf(await findJob(printer, number, query)) }
    case 'GET /jobs/N/said':
      return { type: 'application/octet-stream', body: (await findJob(printer, number, query)).said }
    case 'POST /raise': {
      const { condition, ...detail } = object(body)
      if (typeof condition !== 'string' || !isConditionName(condition)) throw new ControlError(400, `"condition" must be one of: ${conditionNames.join(', ')}`)
      const about = wellFormed(() => readDetail(detail))
      printer.raise(condition, about)
      return json(describePrinter(printer))
    }
    case 'POST /clear': {
      const { condition, ...detail } = body === undefined ? {} : object(body)
      if (condition !== undefined && (typeof condition !== 'string' || !isConditionName(condition))) throw new ControlError(400, `"condition" must be one of: ${conditionNames.join(', ')}; without it, all are cleared`)
      const about = wellFormed(() => readDetail(detail))
      printer.clear(condition, about)
      return json(describePrinter(printer))
    }
    case 'POST /actions': {
      const actions = wellFormed(() => (Array.isArray(body) ? body : [body]).map(readAction))
      for (const action of actions) wellFormed(() => printer.perform(action))
      return json(describePrinter(printer))
    }
    case 'POST /faults':
      if (!Array.isArray(body)) throw new ControlError(400, 'faults are a list of texts; an empty one ends them')
      printer.faults = wellFormed(() => body.map(readFault))
      return json(describePrinter(printer))
  }
  throw new ControlError(404, `there is no ${method} /${path.join('/')}; there are GET /state, /jobs, /jobs/N, /jobs/N/octets, /jobs/N/said and POST /raise, /clear, /actions, /faults`)
}

/** A job: at once, or with `?wait` when its data has ended. */
async function findJob(printer: PrinterSimulator, number: string | undefined, query: URLSearchParams): Promise<ReceivedJob> {
  if (!/^[1-9]\d{0,8}$/.test(number ?? '')) throw new ControlError(404, `jobs have numbers, 1 the first, not "${number ?? ''}"`)
  if (query.has('wait')) return printer.job(Number(number))
  const job = printer.jobs[Number(number) - 1]
  if (job === undefined) throw new ControlError(404, `there is no job ${number ?? ''} yet; with ?wait its end is waited for`)
  return job
}

async function octetsOf(job: ReceivedJob): Promise<Uint8Array> {
  const kept = job.octets
  if (kept.length === job.size) return kept
  if (job.file === undefined) throw new ControlError(404, `job ${job.number} was not kept: the simulator keeps digests only`)
  return readFile(job.file)
}

function json(value: unknown): ControlResponse {
  return { type: 'application/json', body: Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`) }
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ControlError(400, 'the body must be a JSON object')
  return value as Record<string, unknown>
}

function wellFormed<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new ControlError(400, error instanceof Error ? error.message : String(error))
  }
}
