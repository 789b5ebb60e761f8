/** The dispatch table: operation code to handler, in the order that operations-supported lists them. */
import type { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { cancelCurrentJob } from './cancel-current-job.js'
import { cancelDocument } from './cancel-document.js'
import { cancelJob } from './cancel-job.js'
import { cancelJobs } from './cancel-jobs.js'
import { cancelMyJobs } from './cancel-my-jobs.js'
import { cancelSubscription } from './cancel-subscription.js'
import { closeJob } from './close-job.js'
import { createJobSubscriptions } from './create-job-subscriptions.js'
import { createJob } from './create-job.js'
import { createPrinterSubscriptions } from './create-printer-subscriptions.js'
import { cupsAcceptJobs } from './cups-accept-jobs.js'
import { cupsGetClasses } from './cups-get-classes.js'
import { cupsGetDefault } from './cups-get-default.js'
import { cupsGetPrinters } from './cups-get-printers.js'
import { cupsMoveJob } from './cups-move-job.js'
import { cupsRejectJobs } from './cups-reject-jobs.js'
import { disablePrinter } from './disable-printer.js'
import { enablePrinter } from './enable-printer.js'
import { getDocumentAttributes } from './get-document-attributes.js'
import { getDocuments } from './get-documents.js'
import { getJobAttributes } from './get-job-attributes.js'
import { getJobs } from './get-jobs.js'
import { getNotifications } from './get-notifications.js'
import { getPrinterAttributes } from './get-printer-attributes.js'
import { getSubscriptionAttributes } from './get-subscription-attributes.js'
import { getSubscriptions } from './get-subscriptions.js'
import { holdJob } from './hold-job.js'
import { holdNewJobs } from './hold-new-jobs.js'
import { pausePrinterAfterCurrentJob } from './pause-printer-after-current-job.js'
import { pausePrinter } from './pause-printer.js'
import { printJob } from './print-job.js'
import { promoteJob } from './promote-job.js'
import { purgeJobs } from './purge-jobs.js'
import { releaseHeldNewJobs } from './release-held-new-jobs.js'
import { releaseJob } from './release-job.js'
import { renewSubscription } from './renew-subscription.js'
import { reprocessJob } from './reprocess-job.js'
import { restartJob } from './restart-job.js'
import { restartPrinter } from './restart-printer.js'
import { resubmitJob } from './resubmit-job.js'
import { resumeJob } from './resume-job.js'
import { resumePrinter } from './resume-printer.js'
import { scheduleJobAfter } from './schedule-job-after.js'
import { sendDocument } from './send-document.js'
import { setDocumentAttributes } from './set-document-attributes.js'
import { setJobAttributes } from './set-job-attributes.js'
import { shutdownPrinter } from './shutdown-printer.js'
import { startupPrinter } from './startup-printer.js'
import { suspendCurrentJob } from './suspend-current-job.js'
import { validateJob } from './validate-job.js'

const handlers: readonly OperationHandler[] = [
  printJob,
  validateJob,
  createJob,
  sendDocument,
  cancelJob,
  getJobAttributes,
  getJobs,
  getPrinterAttributes,
  holdJob,
  releaseJob,
  restartJob,
  pausePrinter,
  resumePrinter,
  purgeJobs,
  setJobAttributes,
  createPrinterSubscriptions,
  createJobSubscriptions,
  getSubscriptionAttributes,
  getSubscriptions,
  renewSubscription,
  cancelSubscription,
  getNotifications,
  enablePrinter,
  disablePrinter,
  pausePrinterAfterCurrentJob,
  holdNewJobs,
  releaseHeldNewJobs,
  restartPrinter,
  shutdownPrinter,
  startupPrinter,
  reprocessJob,
  cancelCurrentJob,
  suspendCurrentJob,
  resumeJob,
  promoteJob,
  scheduleJobAfter,
  cancelDocument,
  getDocumentAttributes,
  getDocuments,
  setDocumentAttributes,
  cancelJobs,
  cancelMyJobs,
  resubmitJob,
  closeJob,
  cupsGetDefault,
  cupsGetPrinters,
  cupsGetClasses,
  cupsAcceptJobs,
  cupsRejectJobs,
  cupsMoveJob,
]

/** Handlers by operation code. */
export const operations: ReadonlyMap<Operation, OperationHandler> = new Map(handlers.map((handler) => [handler.code, handler]))
