/** The document of a delivery on its way to the printer: remembered by its beginning, wrapped as the queue says. */
import type { Delivery } from '@platen/papi'
import { pjlTicketOf } from './language/job-ticket.js'
import { pjlString, type PjlTicket } from './language/pjl-ticket.js'
import { resetOf } from './language/reset.js'
import { startOctets } from './language/sniff.js'
import { wrap } from './language/wrap.js'
import type { DeliverySettings } from './settings.js'

/** Characters of the name a job has in PJL: the printer's reports bring it back, and some cut it. */
const nameBound = 60

/** A document to send. */
export class OutgoingDocument {
  /** The name the job has in PJL; empty if it has none. */
  readonly jobName: string
  readonly #delivery: Delivery
  readonly #settings: DeliverySettings
  readonly #ticket: PjlTicket
  #start: Uint8Array = new Uint8Array()
  #octets = 0

  constructor(delivery: Delivery, settings: DeliverySettings) {
    const { id, name, user } = delivery.job
    this.#delivery = delivery
    this.#settings = settings
    // With its number in front: a document may bring a PJL job of the same name.
    this.jobName = settings.endOfJob === 'pjl' ? pjlString(`${id} ${name}`).slice(0, nameBound).trim() : ''
    this.#ticket = { ...pjlTicketOf(delivery.ticket), jobName: this.jobName, user, reports: settings.pjlReports }
  }

  /** Octets of the document itself that were read. */
  get octets(): number {
    return this.#octets
  }

  /** What is sent. May be read once. */
  get data(): AsyncIterable<Uint8Array> {
    const { endOfJob, startMark } = this.#settings
    if (endOfJob === 'none') return this.#remembered()
    return wrap(this.#remembered(), { endOfJob, startMark, format: this.#delivery.job.format, ticket: this.#ticket })
  }

  /** What resets the printer if the job is broken off now; nothing if nothing was sent, or there is no language to reset. */
  get reset(): Uint8Array {
    if (this.#octets === 0) return new Uint8Array()
    return resetOf({ endOfJob: this.#settings.endOfJob, format: this.#delivery.job.format, start: this.#start, ticket: this.#ticket })
  }

  async *#remembered(): AsyncGenerator<Uint8Array> {
    for await (const octets of this.#delivery.data) {
      if (this.#start.length < startOctets) this.#start = Buffer.concat([this.#start, octets.subarray(0, startOctets - this.#start.length)])
      this.#octets += octets.length
      yield octets
    }
  }
}
