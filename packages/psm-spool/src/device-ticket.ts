/** Which of a job's attributes its device carries out. Pure. */
import { saysNothing, type Attributes } from '@platen/papi'

/**
 * What the spooler carries out itself, before the device: copies by delivering the documents again, which is right with every
 * printer, and collated; pages by delivering a document that has them as they are asked for.
 */
const ownNames: ReadonlySet<string> = new Set(['copies', 'job-sheets', 'number-up', 'page-ranges', 'presentation-direction-number-up'])

/** What the device is to carry out of a job, for a document of a format. */
export function deviceTicket(ticket: Attributes, capabilities: Attributes, format: string): Attributes {
  const own = ticket.filter((one) => !ownNames.has(one.name))
  // A document that says nothing of it is printed as the printer's default says, not as the machine happens to be set up.
  const sides = capabilities.get('sides-default')
  if (saysNothing(format) && !own.has('sides') && sides !== undefined) own.put({ name: 'sides', values: sides.values })
  return own
}
