/** Which of a job's attributes its device carries out, and which the spooler does. Pure. */
import { Attributes, attribute, integer, saysNothing, type Device } from '@platen/papi'

/** The most copies that are delivered. */
export const mostCopies = 999

/** `multiple-document-handling` of copies that the printer makes, page by page (RFC 8011 section 5.2.4). */
export const uncollated = 'separate-documents-uncollated-copies'

/** How many copies the spooler delivers, one after another, and how many the device makes of each. */
export function copiesOf(ticket: Attributes, capabilities: Attributes, device: Device): { readonly delivered: number; readonly byDevice: number } {
  const copies = Math.min(Math.max(ticket.integer('copies') ?? capabilities.integer('copies-default') ?? 1, 1), mostCopies)
  const handling = ticket.string('multiple-document-handling') ?? capabilities.string('multiple-document-handling-default')
  const byDevice = handling === uncollated && device.carriesOut?.('copies', integer(copies)) === true
  return byDevice ? { delivered: 1, byDevice: copies } : { delivered: copies, byDevice: 1 }
}

/** What the device is to carry out of a job, for a document of a format. */
export function deviceTicket(ticket: Attributes, capabilities: Attributes, device: Device, format: string): Attributes {
  const own = ticket.filter((one) => one.name !== 'copies')
  const { byDevice } = copiesOf(ticket, capabilities, device)
  if (byDevice > 1) own.put(attribute('copies', integer(byDevice)))
  // A document that says nothing of it is printed as the printer's default says, not as the machine happens to be set up.
  const sides = capabilities.get('sides-default')
  if (saysNothing(format) && !own.has('sides') && sides !== undefined) own.put({ name: 'sides', values: sides.values })
  return own
}
