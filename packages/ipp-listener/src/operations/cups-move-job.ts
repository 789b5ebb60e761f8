/** CUPS-Move-Job: moves a job, or all jobs of a printer, to another printer. */
import { Operation } from '@platen/ipp-core'
import { PapiError } from '@platen/papi'
import type { OperationHandler, OperationRequest } from '../operation.js'
import { badRequest } from '../refusal.js'
import { targetOfPath } from '../target.js'
import { verb } from './verb.js'

export const cupsMoveJob: OperationHandler = {
  code: Operation.CUPSMoveJob,
  target: 'server',
  access: 'operator',
  offeredBy: (service) => service.jobMove !== undefined,
  handle: async (request) => {
    const { call, services, target, jobId } = request
    const destination = destinationOf(request)
    if (jobId !== undefined) {
      const { service, job } = await services.forJob(call, jobId)
      sameService(request, job.printer, destination)
      await verb(service, 'jobMove')(call, job.id, destination)
      return {}
    }
    if (target.kind !== 'printer') throw badRequest('CUPS-Move-Job needs a job-uri or printer-uri')
    const printer = target.printer ?? services.defaultPrinter ?? ''
    const service = services.forPrinter(printer)
    sameService(request, printer, destination)
    for (const job of await service.printerListJobs(call, { printer })) await verb(service, 'jobMove')(call, job.id, destination)
    return {}
  },
}

function destinationOf({ job }: OperationRequest): string {
  const given = job.string('job-printer-uri')
  if (given === undefined || !URL.canParse(given)) throw badRequest('CUPS-Move-Job needs job-printer-uri, the printer to move to, among the job attributes')
  const destination = targetOfPath(new URL(given).pathname)
  if (destination.kind !== 'printer' || destination.printer === undefined) throw badRequest(`job-printer-uri "${given}" names no printer`)
  return destination.printer
}

function sameService({ services }: OperationRequest, from: string, to: string): void {
  if (services.forPrinter(from) !== services.forPrinter(to)) throw new PapiError('not-possible', `printers "${from}" and "${to}" are served by different print services; a job cannot move between them`)
}
