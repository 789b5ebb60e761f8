/** Which IPP versions and features a queue has reached: by the operations it offers, so that neither is promised too early. */
import { Operation } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'
import { supportedVersions } from '../checks/version.js'
import type { Conformance } from '../locations.js'

/** What IPP/2.1 asks for beyond 2.0 (PWG 5100.12 section 6.3). */
const ipp21 = [
  Operation.CreateJob, Operation.SendDocument, Operation.HoldJob, Operation.ReleaseJob, Operation.RestartJob, Operation.PausePrinter, Operation.ResumePrinter, Operation.PurgeJobs,
  Operation.SetPrinterAttributes, Operation.SetJobAttributes, Operation.GetPrinterSupportedValues, Operation.CreatePrinterSubscriptions, Operation.GetSubscriptionAttributes,
  Operation.GetSubscriptions, Operation.RenewSubscription, Operation.CancelSubscription, Operation.GetNotifications, Operation.EnablePrinter, Operation.DisablePrinter,
]

/** What IPP/2.2 asks for beyond 2.1 (PWG 5100.12 section 6.4). */
const ipp22 = [
  Operation.PausePrinterAfterCurrentJob, Operation.HoldNewJobs, Operation.ReleaseHeldNewJobs, Operation.RestartPrinter, Operation.ShutdownPrinter, Operation.StartupPrinter, Operation.ReprocessJob,
  Operation.CancelCurrentJob, Operation.SuspendCurrentJob, Operation.ResumeJob, Operation.PromoteJob, Operation.ScheduleJobAfter, Operation.CancelDocument, Operation.GetDocumentAttributes,
  Operation.GetDocuments, Operation.SetDocumentAttributes, Operation.CancelJobs, Operation.CancelMyJobs, Operation.ResubmitJob, Operation.CloseJob,
]

const everywhere = [Operation.CreateJob, Operation.SendDocument, Operation.CancelMyJobs, Operation.CloseJob, Operation.IdentifyPrinter]

/** `ipp-versions-supported` of a queue that offers those operations and is served that strictly. */
export function versionsOf(operations: readonly Operation[], conformance: Conformance): readonly string[] {
  const versions = supportedVersions[conformance]
  const offers = offering(operations)
  if (conformance !== 'automatic' || !offers(ipp21)) return versions
  return offers(ipp22) ? [...versions, '2.1', '2.2'] : [...versions, '2.1']
}

/** `ipp-features-supported` (PWG 5100.13) of a queue that offers those operations and takes those formats. */
export function featuresOf(operations: readonly Operation[], { formats, capabilities }: Pick<Printer, 'formats' | 'capabilities'>): readonly string[] {
  const offers = offering(operations)
  const features = [
    ...(offers(everywhere) && ['image/pwg-raster', 'image/jpeg'].every((format) => formats.includes(format)) ? ['ipp-everywhere'] : []),
    ...(offers([Operation.CancelDocument, Operation.GetDocumentAttributes, Operation.GetDocuments, Operation.SetDocumentAttributes]) ? ['document-object'] : []),
    ...(offers([Operation.ReleaseJob]) && capabilities.strings('job-release-action-supported').length > 1 ? ['job-release'] : []),
    ...(offers([Operation.CreatePrinterSubscriptions, Operation.CreateJobSubscriptions, Operation.GetNotifications]) ? ['subscription-object'] : []),
  ]
  return features.length === 0 ? ['none'] : features
}

const offering = (operations: readonly Operation[]) => {
  const offered = new Set(operations)
  return (needed: readonly Operation[]): boolean => needed.every((one) => offered.has(one))
}
