/** Jobs as ipptool makes and sees them. */
import { fileURLToPath } from 'node:url'
import { ipptool, plainText, type IpptoolOptions, type Report } from './ipptool.js'

/** The path of one of our own requests for ipptool. */
export const ownSuite = (name: string): string => fileURLToPath(new URL(`../ipptool/${name}`, import.meta.url))

/** What ipptool shows of a job. */
export interface ShownJob {
  readonly id: number
  /** `completed`, as ipptool names the enum. */
  readonly state: string
  readonly reasons: readonly string[]
  readonly message: string
  /** Every attribute, as ipptool writes its value. */
  readonly attributes: ReadonlyMap<string, string>
}

/** Prints a document by Print-Job. @returns the job as it was accepted @throws Error if it was not */
export async function print(uri: string, file: string, format: string, options: Omit<IpptoolOptions, 'file'> = {}): Promise<ShownJob> {
  return shown(await ipptool(uri, 'print-job.test', { ...options, file, variables: { filetype: format }, args: ['-v', ...(options.args ?? [])] }))
}

/** A job as it is now. @param uri - its printer's */
export async function job(uri: string, id: number): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('job.test'), { variables: { id: String(id) }, args: ['-v'] }))
}

/** A job when it has finished. @throws Error if it does not, within 25 s */
export async function finished(uri: string, id: number): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('job-finished.test'), { variables: { id: String(id) }, args: ['-v'] }))
}

/** A job when its state is one of these (`5,6`: RFC 8011 section 5.3.7). @throws Error if that does not come, within 25 s */
export async function jobInState(uri: string, id: number, state: string): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('job-state.test'), { variables: { id: String(id), state }, args: ['-v'] }))
}

/** A job when its `job-state-message` matches. @throws Error if that does not come, within 25 s */
export async function jobWithMessage(uri: string, id: number, message: RegExp): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('job-message.test'), { variables: { id: String(id), message: `/${message.source}/` }, args: ['-v'] }))
}

/** A job when its printer has taken something of it. @throws Error if that does not come, within 25 s */
export async function jobOnItsWay(uri: string, id: number): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('job-progress.test'), { variables: { id: String(id) }, args: ['-v'] }))
}

/** Makes an open job. @returns its id */
export async function createJob(uri: string): Promise<number> {
  return shown(await ipptool(uri, ownSuite('create-job.test'), { args: ['-v'] })).id
}

/** Sends the last document of an open job. */
export async function sendDocument(uri: string, id: number, file: string, format: string): Promise<ShownJob> {
  return shown(await ipptool(uri, ownSuite('send-document.test'), { file, variables: { id: String(id), filetype: format }, args: ['-v'] }))
}

/** Cancels a job. @throws Error if that is refused */
export async function cancelJob(uri: string, id: number): Promise<void> {
  const { failed, text } = await ipptool(uri, ownSuite('cancel-job.test'), { variables: { id: String(id) }, args: ['-v'] })
  if (failed.length > 0) throw new Error(`job ${id} could not be canceled:\n${text}`)
}

/** The ids of all jobs of a printer, finished or not, in the order of the answer. */
export async function allJobs(uri: string): Promise<number[]> {
  const { failed, text } = await ipptool(uri, ownSuite('all-jobs.test'), { args: ['-v'] })
  if (failed.length > 0) throw new Error(`ipptool could not list the jobs:\n${text}`)
  return [...text.matchAll(/^ {8}job-id \(integer\) = (\d+)$/gm)].map(([, id]) => Number(id))
}

function shown({ attributes, failed, text }: Report): ShownJob {
  if (failed.length > 0) throw new Error(`ipptool did not get what it expected: ${failed.map(({ name, why }) => `${name}: ${why}`).join('; ')}`)
  const id = Number(attributes.get('job-id'))
  const state = attributes.get('job-state')
  if (!Number.isInteger(id) || state === undefined) throw new Error(`ipptool shows no job:\n${text}`)
  return { id, state, reasons: (attributes.get('job-state-reasons') ?? '').split(','), message: plainText(attributes.get('job-state-message') ?? ''), attributes }
}
