/** IPP requests of many clients at once, quicker than a program for each. */
import { Agent, request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { attribute, Attributes, charset, decode, encode, GroupTag, integer, mimeMediaType, name, naturalLanguage, uri, type Attribute, type Message } from '@platen/ipp-core'

/** What a request is about. */
export interface Ask {
  readonly operation: number
  readonly printer: string
  /** The job; none if left out. */
  readonly job?: number
  /** More operation attributes. */
  readonly operationAttributes?: readonly Attribute[]
  readonly jobAttributes?: readonly Attribute[]
  readonly printerAttributes?: readonly Attribute[]
  readonly subscriptionAttributes?: Attributes
  /** `requesting-user-name`. Default `storm`. */
  readonly user?: string
  readonly document?: Uint8Array
  /** Tells the answer's request from others. Default 1. */
  readonly requestId?: number
}

/** A list of ten thousand jobs is longer than is taken from strangers. */
const long = { messageOctets: 64 << 20, groups: 100_000, attributes: 1_000_000, values: 1_000_000 }

/** One client: its connections stay open as long as the server lives. */
export class IppClient implements Disposable {
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true })

  constructor(port: number) {
    this.#port = port
  }

  /** Asks. @throws Error if there is no answer, which may mean that the server has been killed */
  async ask({ operation, printer, job, operationAttributes = [], jobAttributes = [], printerAttributes = [], subscriptionAttributes, user = 'storm', document = new Uint8Array(), requestId = 1 }: Ask): Promise<Message> {
    const own = [
      attribute('attributes-charset', charset('utf-8')),
      attribute('attributes-natural-language', naturalLanguage('en')),
      attribute('printer-uri', uri(`ipp://127.0.0.1:${this.#port}/ipp/print/${printer}`)),
      ...(job === undefined ? [] : [attribute('job-id', integer(job))]),
      attribute('requesting-user-name', name(user)),
      ...(document.length === 0 ? [] : [attribute('document-format', mimeMediaType('application/octet-stream'))]),
    ]
    const groups = [
      { tag: GroupTag.operation, attributes: Attributes.of(...own, ...operationAttributes) },
      ...(jobAttributes.length === 0 ? [] : [{ tag: GroupTag.job, attributes: Attributes.of(...jobAttributes) }]),
      ...(printerAttributes.length === 0 ? [] : [{ tag: GroupTag.printer, attributes: Attributes.of(...printerAttributes) }]),
      ...(subscriptionAttributes === undefined ? [] : [{ tag: GroupTag.subscription, attributes: subscriptionAttributes }]),
    ]
    const octets = Buffer.concat([encode({ version: { major: 2, minor: 0 }, code: operation, requestId, groups }), document])
    const answered = Promise.withResolvers<Buffer>()
    const sending = httpRequest({ host: '127.0.0.1', port: this.#port, method: 'POST', path: '/ipp/print', agent: this.#agent, headers: { 'Content-Type': 'application/ipp', 'Content-Length': octets.length } })
    sending.once('error', answered.reject).once('response', (response) => {
      buffer(response).then(answered.resolve, answered.reject)
    })
    sending.end(octets)
    return decode(await answered.promise, long).message
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }
}

/** The `job-id` of an answer. @throws Error if it has none */
export function jobIdOf({ code, groups }: Message): number {
  const id = groups.find(({ tag }) => tag === GroupTag.job)?.attributes.integer('job-id')
  if (id === undefined) throw new Error(`an answer 0x${code.toString(16)} has no job-id`)
  return id
}
