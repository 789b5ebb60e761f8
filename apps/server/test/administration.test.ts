/** Administration of printers and jobs (RFC 3998), through whole requests to a spooled queue. */
import { attribute, boolean, integer, JobState, keyword, Operation, PrinterState, StatusCode, text } from '@platen/ipp-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asking, jobUri, openSpooledWorld, printer, type SpooledWorld } from './spooled-world.js'

let world: SpooledWorld
beforeEach(async () => {
  world = await openSpooledWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const byOperator = { user: 'operator', operation: [printer] }
const state = async () => {
  const { printer: said } = await world.send(Operation.GetPrinterAttributes, { operation: [printer, asking('printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs')] })
  return [said.integer('printer-state'), said.strings('printer-state-reasons').join(), said.boolean('printer-is-accepting-jobs')]
}
const job = async (id: number) => (await world.send(Operation.GetJobAttributes, { operation: [jobUri(id)] })).job

/** A job that is on the device, which stands still. */
async function printing(): Promise<number> {
  world.device.stop()
  const id = await world.print({ document: new Uint8Array(200_000).fill(65), operation: [attribute('document-format', { kind: 'string', tag: 0x49, value: 'text/plain' })] })
  await world.device.started(world.device.begun.length + 1)
  await world.jobWhen(id, (one) => one.state === JobState.processing)
  return id
}

describe('operations-supported', () => {
  it('has all of IPP/2.2 that is about jobs, documents and administration (PWG 5100.12 section 6.4)', async () => {
    const { printer: said } = await world.send(Operation.GetPrinterAttributes, { operation: [printer, asking('operations-supported')] })
    const wanted = [0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x33, 0x34, 0x35, 0x37, 0x38, 0x39, 0x3a, 0x3b]
    expect(wanted.filter((code) => !said.integers('operations-supported').includes(code))).toEqual([])
  })

  it('is for operators where one user passes others or stops the printer: client-error-not-authorized', async () => {
    const id = await world.print()
    for (const code of [0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x30, 0x31]) {
      expect([code, (await world.send(code, { operation: [printer, attribute('job-id', integer(id))] })).code]).toEqual([code, StatusCode.ClientErrorNotAuthorized])
    }
  })
})

describe('Pause-Printer-After-Current-Job', () => {
  it('lets the current job end', async () => {
    const id = await printing()
    expect((await world.send(Operation.PausePrinterAfterCurrentJob, byOperator)).code).toBe(StatusCode.SuccessfulOk)
    expect(await state()).toEqual([PrinterState.processing, 'moving-to-paused', true])
    world.device.go()
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    expect(await state()).toEqual([PrinterState.stopped, 'paused', true])
  })
})

describe('Hold-New-Jobs and Release-Held-New-Jobs', () => {
  it('hold new jobs, with the operator’s words, and release them', async () => {
    await world.send(Operation.HoldNewJobs, { user: 'operator', operation: [printer, attribute('printer-message-from-operator', text('Letterhead is in the tray.'))] })
    expect(await state()).toEqual([PrinterState.idle, 'hold-new-jobs', true])
    const id = await world.print()
    expect([(await job(id)).integer('job-state'), (await job(id)).strings('job-state-reasons')]).toEqual([JobState.pendingHeld, ['job-held-for-review']])
    expect((await world.send(Operation.ReleaseJob, { operation: [jobUri(id)] })).code).toBe(StatusCode.ClientErrorNotPossible)
    await world.send(Operation.ReleaseHeldNewJobs, byOperator)
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    expect(await state()).toEqual([PrinterState.idle, 'none', true])
  })
})

describe('Shutdown-Printer, Startup-Printer, Restart-Printer', () => {
  it('refuse jobs while it is shut down: server-error-service-unavailable', async () => {
    await world.send(Operation.ShutdownPrinter, byOperator)
    expect(await state()).toEqual([PrinterState.stopped, 'shutdown', false])
    expect((await world.send(Operation.ValidateJob)).code).toBe(StatusCode.ServerErrorServiceUnavailable)
    expect((await world.send(Operation.CreateJob)).code).toBe(StatusCode.ServerErrorServiceUnavailable)
    await world.send(Operation.StartupPrinter, byOperator)
    expect(await state()).toEqual([PrinterState.idle, 'none', true])
    await world.send(Operation.ShutdownPrinter, byOperator)
    await world.send(Operation.RestartPrinter, byOperator)
    expect(await state()).toEqual([PrinterState.idle, 'none', true])
    expect((await world.send(Operation.ValidateJob)).code).toBe(StatusCode.SuccessfulOk)
  })
})

describe('Deactivate-Printer and Activate-Printer', () => {
  it('a deactivated printer answers questions, takes what was begun to its end, and does nothing else: server-error-printer-is-deactivated', async () => {
    const open = await world.send(Operation.CreateJob)
    const jobId = attribute('job-id', integer(open.job.integer('job-id') ?? 0))
    await world.send(Operation.DeactivatePrinter, byOperator)
    expect(await state()).toEqual([PrinterState.stopped, 'deactivated', false])
    for (const code of [Operation.PrintJob, Operation.ValidateJob, Operation.CreateJob, Operation.HoldJob, Operation.CancelJob, Operation.EnablePrinter, Operation.RestartPrinter]) {
      expect([code, (await world.send(code, { user: 'operator', operation: [printer, jobId] })).code]).toEqual([code, StatusCode.ServerErrorPrinterIsDeactivated])
    }
    for (const code of [Operation.GetJobs, Operation.GetJobAttributes, Operation.GetDocuments, Operation.GetPrinterAttributes]) {
      expect([code, (await world.send(code, { operation: [printer, jobId] })).code]).toEqual([code, StatusCode.SuccessfulOk])
    }
    const added = await world.send(Operation.SendDocument, { operation: [printer, jobId, attribute('last-document', boolean(true))], document: new TextEncoder().encode('%PDF-1.7 a document') })
    expect([added.code, added.job.integer('job-state')]).toEqual([StatusCode.SuccessfulOk, JobState.pending])
    await world.send(Operation.ActivatePrinter, byOperator)
    await world.jobWhen(open.job.integer('job-id') ?? 0, (one) => one.state === JobState.completed)
    expect(await state()).toEqual([PrinterState.idle, 'none', true])
  })
})

describe('Cancel-Current-Job', () => {
  it('cancels the job that is printing, for its owner', async () => {
    const id = await printing()
    expect((await world.send(Operation.CancelCurrentJob, { user: 'bob' })).code).toBe(StatusCode.ClientErrorNotAuthorized)
    expect((await world.send(Operation.CancelCurrentJob)).code).toBe(StatusCode.SuccessfulOk)
    await world.jobWhen(id, (one) => one.state === JobState.canceled)
  })

  it('refuses a job that is not the current one, or if there is none: client-error-not-possible', async () => {
    expect((await world.send(Operation.CancelCurrentJob)).code).toBe(StatusCode.ClientErrorNotPossible)
    const id = await printing()
    const answer = await world.send(Operation.CancelCurrentJob, { operation: [printer, attribute('job-id', integer(id + 1))] })
    expect([answer.code, answer.message]).toEqual([StatusCode.ClientErrorNotPossible, `job ${id + 1} is not the current job of printer "office": job ${id} is`])
    expect((await world.send(Operation.CancelCurrentJob, { operation: [jobUri(id)] })).code).toBe(StatusCode.ClientErrorBadRequest)
  })
})

describe('Suspend-Current-Job and Resume-Job', () => {
  it('stop and go on', async () => {
    const id = await printing()
    expect((await world.send(Operation.SuspendCurrentJob, byOperator)).code).toBe(StatusCode.SuccessfulOk)
    expect([(await job(id)).integer('job-state'), (await job(id)).strings('job-state-reasons')]).toEqual([JobState.processingStopped, ['job-suspended', 'job-suspended-by-operator']])
    world.device.go()
    expect((await world.send(Operation.ResumeJob, { operation: [jobUri(id)] })).code).toBe(StatusCode.SuccessfulOk)
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    expect((await world.send(Operation.ResumeJob, { operation: [jobUri(id)] })).code).toBe(StatusCode.ClientErrorNotPossible)
  })
})

describe('Schedule-Job-After', () => {
  it('needs predecessor-job-id, and puts the job behind it', async () => {
    await world.send(Operation.PausePrinter, byOperator)
    const [first, second, third] = [await world.print(), await world.print(), await world.print()]
    expect((await world.send(Operation.ScheduleJobAfter, { user: 'operator', operation: [jobUri(third)] })).code).toBe(StatusCode.ClientErrorBadRequest)
    expect((await world.send(Operation.ScheduleJobAfter, { user: 'operator', operation: [jobUri(third), attribute('predecessor-job-id', integer(first))] })).code).toBe(StatusCode.SuccessfulOk)
    expect((await world.send(Operation.GetJobs)).jobs.map((one) => one.integer('job-id'))).toEqual([first, third, second])
  })
})

describe('Reprocess-Job and Resubmit-Job', () => {
  it('answer with the new job', async () => {
    const id = await world.print()
    await world.jobWhen(id, (one) => one.state === JobState.completed)
    const reprocessed = await world.send(Operation.ReprocessJob, { operation: [jobUri(id)] })
    expect([reprocessed.code, reprocessed.job.integer('job-id')]).toEqual([StatusCode.SuccessfulOk, id + 1])
    const resubmitted = await world.send(Operation.ResubmitJob, { operation: [printer, attribute('job-id', integer(id))], job: [attribute('copies', integer(2)), attribute('media', keyword('iso_a0_841x1189mm'))] })
    expect([resubmitted.code, resubmitted.job.integer('job-id')]).toEqual([StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes, id + 2])
    expect(resubmitted.unsupported.string('media')).toBe('iso_a0_841x1189mm')
    await world.jobWhen(id + 2, (one) => one.state === JobState.completed)
    expect(world.device.begun).toHaveLength(4)
  })
})
