/** The dispatch table: operation code to handler, in the order that operations-supported lists them. */
import type { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
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
import { getJobAttributes } from './get-job-attributes.js'
import { getJobs } from './get-jobs.js'
import { getNotifications } from './get-notifications.js'
import { getPrinterAttributes } from './get-printer-attributes.js'
import { getUserPrinterAttributes } from './get-user-printer-attributes.js'
import { getSubscriptionAttributes } from './get-subscription-attributes.js'
import { getSubscriptions } from './get-subscriptions.js'
import { holdJob } from './hold-job.js'
import { identifyPrinter } from './identify-printer.js'
import { pausePrinter } from './pause-printer.js'
import { printJob } from './print-job.js'
import { printUri } from './print-uri.js'
import { promoteJob } from './promote-job.js'
import { purgeJobs } from './purge-jobs.js'
import { releaseJob } from './release-job.js'
import { renewSubscription } from './renew-subscription.js'
import { restartJob } from './restart-job.js'
import { resumePrinter } from './resume-printer.js'
import { sendDocument } from './send-document.js'
import { sendUri } from './send-uri.js'
import { setJobAttributes } from './set-job-attributes.js'
import { validateDocument } from './validate-document.js'
import { validateJob } from './validate-job.js'

const handlers: readonly OperationHandler[] = [
  printJob,
  printUri,
  validateJob,
  createJob,
  sendDocument,
  sendUri,
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
  promoteJob,
  cancelJobs,
  cancelMyJobs,
  closeJob,
  identifyPrinter,
  validateDocument,
  getUserPrinterAttributes,
  cupsGetDefault,
  cupsGetPrinters,
  cupsGetClasses,
  cupsAcceptJobs,
  cupsRejectJobs,
  cupsMoveJob,
]

/** Handlers by operation code. */
export const operations: ReadonlyMap<Operation, OperationHandler> = new Map(handlers.map((handler) => [handler.code, handler]))
