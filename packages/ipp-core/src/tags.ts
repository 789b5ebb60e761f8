/** The tags of the wire format (RFC 8010 section 3.5). */

/** Delimiter tags that begin an attribute group (RFC 8010 section 3.5.1; IANA "IPP Attribute Tags"). */
export const GroupTag = {
  operation: 0x01,
  job: 0x02,
  endOfAttributes: 0x03,
  printer: 0x04,
  unsupported: 0x05,
  subscription: 0x06,
  eventNotification: 0x07,
  resource: 0x08,
  document: 0x09,
  system: 0x0a,
} as const

/** Out-of-band value tags: a value that is not there, and why (RFC 8010 section 3.5.2, RFC 3380 section 8). */
export const OutOfBandTag = {
  unsupported: 0x10,
  default: 0x11,
  unknown: 0x12,
  noValue: 0x13,
  notSettable: 0x15,
  deleteAttribute: 0x16,
  adminDefine: 0x17,
} as const

/** Value tags: the syntax of a value (RFC 8010 section 3.5.2). */
export const ValueTag = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  dateTime: 0x31,
  resolution: 0x32,
  rangeOfInteger: 0x33,
  begCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  textWithoutLanguage: 0x41,
  nameWithoutLanguage: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  naturalLanguage: 0x48,
  mimeMediaType: 0x49,
  memberAttrName: 0x4a,
  /** The real tag is in the value's first four octets. */
  extension: 0x7f,
} as const

/** A group tag that the registry knows. Messages may carry others, as plain numbers. */
export type GroupTag = (typeof GroupTag)[keyof typeof GroupTag]
/** A value tag that the registry knows. Messages may carry others, as plain numbers. */
export type ValueTag = (typeof ValueTag)[keyof typeof ValueTag]
/** An out-of-band tag that the registry knows. */
export type OutOfBandTag = (typeof OutOfBandTag)[keyof typeof OutOfBandTag]

const syntaxNames: ReadonlyMap<number, string> = new Map<number, string>([
  ...Object.entries(ValueTag).map(([name, tag]) => [tag, name] as const),
  [OutOfBandTag.unsupported, 'unsupported'],
  [OutOfBandTag.default, 'default'],
  [OutOfBandTag.unknown, 'unknown'],
  [OutOfBandTag.noValue, 'no-value'],
  [OutOfBandTag.notSettable, 'not-settable'],
  [OutOfBandTag.deleteAttribute, 'delete-attribute'],
  [OutOfBandTag.adminDefine, 'admin-define'],
])

/**
 * The name of a value tag as RFC 8010 spells it, `0x3f` for one it does not know.
 *
 * @param tag - a value or out-of-band tag, 0x10 to 0xff
 */
export function syntaxName(tag: number): string {
  return syntaxNames.get(tag) ?? `0x${tag.toString(16).padStart(2, '0')}`
}

const groupNames: ReadonlyMap<number, string> = new Map<number, string>([
  [GroupTag.operation, 'operation-attributes-tag'],
  [GroupTag.job, 'job-attributes-tag'],
  [GroupTag.endOfAttributes, 'end-of-attributes-tag'],
  [GroupTag.printer, 'printer-attributes-tag'],
  [GroupTag.unsupported, 'unsupported-attributes-tag'],
  [GroupTag.subscription, 'subscription-attributes-tag'],
  [GroupTag.eventNotification, 'event-notification-attributes-tag'],
  [GroupTag.resource, 'resource-attributes-tag'],
  [GroupTag.document, 'document-attributes-tag'],
  [GroupTag.system, 'system-attributes-tag'],
])

/**
 * The name of a delimiter tag as RFC 8010 spells it, `0x0b` for one it does not know.
 *
 * @param tag - a delimiter tag, 0x00 to 0x0f
 */
export function groupName(tag: number): string {
  return groupNames.get(tag) ?? `0x${tag.toString(16).padStart(2, '0')}`
}
