/** The dispatch table: operation code to handler, in the order that operations-supported lists them. */
import type { Operation } from '@platen/ipp-core'
import type { OperationHandler } from '../operation.js'
import { activatePrinter } from './activate-printer.js'
import { disableAllPrinters, enableAllPrinters, pauseAllPrinters, pauseAllPrintersAfterCurrentJob, resumeAllPrinters, shutdownAllPrinters, startupAllPrinters } from './all-printers.js'
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
import { createPrinter } from './create-printer.js'
import { createSystemSubscriptions } from './create-system-subscriptions.js'
import { cupsAcceptJobs } from './cups-accept-jobs.js'
import { cupsAddModifyPrinter } from './cups-add-modify-printer.js'
import { cupsAddModifyClass, cupsDeleteClass } from './cups-classes.js'
import { cupsCreateLocalPrinter } from './cups-create-local-printer.js'
import { cupsDeletePrinter } from './cups-delete-printer.js'
import { cupsGetClasses } from './cups-get-classes.js'
import { cupsGetDefault } from './cups-get-default.js'
import { cupsGetDevices } from './cups-get-devices.js'
import { cupsGetDocument } from './cups-get-document.js'
import { cupsGetPpds } from './cups-get-ppds.js'
import { cupsGetPrinters } from './cups-get-printers.js'
import { cupsMoveJob } from './cups-move-job.js'
import { cupsRejectJobs } from './cups-reject-jobs.js'
import { cupsSetDefault } from './cups-set-default.js'
import { deactivatePrinter } from './deactivate-printer.js'
import { deletePrinter } from './delete-printer.js'
import { disablePrinter } from './disable-printer.js'
import { enablePrinter } from './enable-printer.js'
import { getDocumentAttributes } from './get-document-attributes.js'
import { getDocuments } from './get-documents.js'
import { getJobAttributes } from './get-job-attributes.js'
import { getJobs } from './get-jobs.js'
import { getNotifications } from './get-notifications.js'
import { getPrinterAttributes } from './get-printer-attributes.js'
import { getUserPrinterAttributes } from './get-user-printer-attributes.js'
import { getPrinterSupportedValues } from './get-printer-supported-values.js'
import { getPrinters } from './get-printers.js'
import { getSystemAttributes } from './get-system-attributes.js'
import { getSystemSupportedValues } from './get-system-supported-values.js'
import { getSubscriptionAttributes } from './get-subscription-attributes.js'
import { getSubscriptions } from './get-subscriptions.js'
import { holdJob } from './hold-job.js'
import { holdNewJobs } from './hold-new-jobs.js'
import { identifyPrinter } from './identify-printer.js'
import { restartOnePrinter, shutdownOnePrinter, startupOnePrinter } from './one-printer.js'
import { pausePrinterAfterCurrentJob } from './pause-printer-after-current-job.js'
import { pausePrinter } from './pause-printer.js'
import { printJob } from './print-job.js'
import { printUri } from './print-uri.js'
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
import { sendUri } from './send-uri.js'
import { setDocumentAttributes } from './set-document-attributes.js'
import { setJobAttributes } from './set-job-attributes.js'
import { validateDocument } from './validate-document.js'
import { setPrinterAttributes } from './set-printer-attributes.js'
import { setSystemAttributes } from './set-system-attributes.js'
import { shutdownPrinter } from './shutdown-printer.js'
import { startupPrinter } from './startup-printer.js'
import { suspendCurrentJob } from './suspend-current-job.js'
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
  setPrinterAttributes,
  setJobAttributes,
  getPrinterSupportedValues,
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
  deactivatePrinter,
  activatePrinter,
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
  identifyPrinter,
  validateDocument,
  getUserPrinterAttributes,
  createPrinter,
  deletePrinter,
  getPrinters,
  shutdownOnePrinter,
  startupOnePrinter,
  createSystemSubscriptions,
  disableAllPrinters,
  enableAllPrinters,
  getSystemAttributes,
  getSystemSupportedValues,
  pauseAllPrinters,
  pauseAllPrintersAfterCurrentJob,
  resumeAllPrinters,
  setSystemAttributes,
  shutdownAllPrinters,
  startupAllPrinters,
  restartOnePrinter,
  cupsGetDefault,
  cupsGetPrinters,
  cupsAddModifyPrinter,
  cupsDeletePrinter,
  cupsGetClasses,
  cupsAddModifyClass,
  cupsDeleteClass,
  cupsAcceptJobs,
  cupsRejectJobs,
  cupsSetDefault,
  cupsGetDevices,
  cupsGetPpds,
  cupsMoveJob,
  cupsGetDocument,
  cupsCreateLocalPrinter,
]

/** Handlers by operation code. */
export const operations: ReadonlyMap<Operation, OperationHandler> = new Map(handlers.map((handler) => [handler.code, handler]))
