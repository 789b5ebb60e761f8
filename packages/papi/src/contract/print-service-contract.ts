/** The contract tests of print-service modules. */
import { describe } from 'vitest'
import { administering } from './suites/administering.js'
import { canceling } from './suites/canceling.js'
import { deviceStatus } from './suites/device-status.js'
import { disposing } from './suites/disposing.js'
import { enabling } from './suites/enabling.js'
import { events } from './suites/events.js'
import { finishedJobs } from './suites/finished-jobs.js'
import { history } from './suites/history.js'
import { holding } from './suites/holding.js'
import { holdingNewJobs } from './suites/holding-new-jobs.js'
import { jobDocuments } from './suites/job-documents.js'
import { listing } from './suites/listing.js'
import { modifying } from './suites/modifying.js'
import { openJobs } from './suites/open-jobs.js'
import { passwords } from './suites/passwords.js'
import { ownerReleases } from './suites/owner-releases.js'
import { pausing } from './suites/pausing.js'
import { printers } from './suites/printers.js'
import { purging } from './suites/purging.js'
import { resubmitting } from './suites/resubmitting.js'
import { scheduling } from './suites/scheduling.js'
import { secrets } from './suites/secrets.js'
import { shuttingDown } from './suites/shutting-down.js'
import { submitting } from './suites/submitting.js'
import { suspending } from './suites/suspending.js'
import type { ContractSubject } from './world.js'

export type { ContractSubject } from './world.js'

/**
 * Defines vitest tests that prove a module right against `PrintService`. Optional calls that the service does not have
 * are skipped, visibly.
 *
 * ```ts
 * definePrintServiceContract('spool', async () => ({ module: psm }))
 * definePrintServiceContract('socket', async () => ({ module: psm, sink: await listeningSink() }))
 * ```
 *
 * @param name - what to call the module in the report
 * @param setup - called for each test: a new sink each time
 */
export function definePrintServiceContract(name: string, setup: () => Promise<ContractSubject>): void {
  describe(`print service "${name}"`, () => {
    for (const suite of [
      printers, submitting, listing, canceling, openJobs, jobDocuments, holding, passwords, ownerReleases, pausing, enabling, holdingNewJobs, shuttingDown, suspending, scheduling, modifying, finishedJobs,
      resubmitting, history, purging, administering, deviceStatus, secrets, events, disposing,
    ]) suite(setup)
  })
}
