/**
 * Collections whose members the registry leaves out, with the attribute whose members they have by the document that
 * defines them. What it says of some by naming rule alone (`xxx-default`, `xxx-actual`, ...) follows in attributes.js.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const sameMembers = {
  // PWG 5100.7: the job's form of the document's attribute.
  'job-cover-back': 'cover-back',
  'job-cover-front': 'cover-front',
  'job-finishings-col': 'finishings-col',
  'job-accounting-sheets': 'job-sheets-col',
  // PWG 5100.22: the system's form of the printer's attribute.
  'system-contact-col': 'printer-contact-col',
  'system-service-contact-col': 'printer-service-contact-col',
  'system-xri-supported': 'printer-xri-supported',
  'printer-xri-requested': 'printer-xri-supported',
  'system-impressions-completed-col': 'impressions-col',
  'system-media-sheets-completed-col': 'media-sheets-col',
  'system-pages-completed-col': 'pages-col',
  // PWG 5100.7: counters.
  'printer-impressions-completed-col': 'impressions-col',
  'printer-media-sheets-completed-col': 'media-sheets-col',
  'printer-pages-completed-col': 'pages-col',
}
