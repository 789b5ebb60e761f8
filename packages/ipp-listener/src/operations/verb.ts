/** Calls that not every print service has. */
import { PapiError, type PrintService } from '@platen/papi'

type OptionalVerb = { [K in keyof PrintService]-?: undefined extends PrintService[K] ? K : never }[keyof PrintService]

/**
 * A call of a print service, ready to be made.
 *
 * @throws PapiError operation-not-supported if the service does not have it
 */
export function verb<K extends OptionalVerb>(service: PrintService, name: K): NonNullable<PrintService[K]> {
  const call = service[name]
  if (call === undefined) throw new PapiError('operation-not-supported', `this queue's print service has no ${name}`)
  return call.bind(service) as NonNullable<PrintService[K]>
}
