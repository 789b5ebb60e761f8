/** A message in the form that was asked for. */
import { decode } from '../decode.js'
import { format, isRequest, type FormatOptions } from '../format.js'
import { writeAttributeFile } from '../ipptool/attribute-file.js'
import type { Lost } from '../ipptool/attribute-lines.js'
import { testOf } from '../ipptool/requests.js'
import { writeIpptool } from '../ipptool/write.js'
import type { Message } from '../message.js'
import { enumName } from '../registry/enums.js'
import { GroupTag, groupName } from '../tags.js'
import { toJSON } from '../to-json.js'
import type { Found } from './input.js'

/** How to print. */
export interface DumpOptions {
  readonly form: 'text' | 'json' | 'ipptool'
  /** Whether the code is an operation's or a status's. Default: what HTTP says, else what the message looks like. */
  readonly as?: 'request' | 'response' | undefined
}

/**
 * What `ipp-core dump` prints of a message.
 *
 * @throws {@link IppError} what {@link decode} throws
 */
export function dump(found: Found, { form, as = found.as }: DumpOptions): string {
  const { length } = found.octets
  // A file on one's own disk is no stranger: its size bounds it.
  const { message, octets } = decode(found.octets, { messageOctets: Number.MAX_SAFE_INTEGER, groups: length, attributes: length, values: length, valuesEach: length, nameOctets: length })
  const document = length - octets
  if (form === 'json') return `${JSON.stringify({ ...toJSON(message), ...(document > 0 ? { documentOctets: document } : {}) }, undefined, 2)}\n`
  if (form === 'ipptool') return ipptoolText(message, document, as)
  const head = found.startLine === undefined ? '' : `${found.startLine}\n`
  return `${head}${format(message, { enumName, ...(as === undefined ? {} : { as }) } satisfies FormatOptions)}${document > 0 ? `document data: ${document} octets${found.cut ? ', cut off' : ''}\n` : ''}`
}

/** A test of a request; of an answer its attributes, as `ipptool --ippserver` writes them. */
function ipptoolText(message: Message, document: number, as: 'request' | 'response' | undefined): string {
  if ((as ?? (isRequest(message) ? 'request' : 'response')) === 'request') {
    const { test, lost } = testOf(message)
    return `${comments(lost)}${document > 0 ? `# without its document data of ${document} octets\n` : ''}${writeIpptool({ items: [test] })}`
  }
  const described = message.groups.filter(({ tag }) => tag !== GroupTag.operation)
  return (described.length > 0 ? described : message.groups)
    .map(({ tag, attributes }) => {
      const { text, lost } = writeAttributeFile(attributes)
      return `# ${groupName(tag)}\n${comments(lost)}${text}`
    })
    .join('\n')
}

const comments = (lost: readonly Lost[]) => lost.map(({ attribute, what }) => `# not said: ${JSON.stringify(attribute)}: ${what}\n`).join('')
