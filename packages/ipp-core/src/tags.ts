/** The tags of the wire format (RFC 8010 section 3.5). */

/** Delimiter tags that begin an attribute group (RFC 8010 section 3.5.1; IANA "IPP Attribute Tags"). */
export const GroupTag = {
  /** Attributes of the operation: the first group of every message (RFC 8011 section 4.1). */
  operation: 0x01,
  /** A job (RFC 8011 section 5.3). */
  job: 0x02,
  /** The end of the message: no group. */
  endOfAttributes: 0x03,
  /** A printer (RFC 8011 section 5.4). */
  printer: 0x04,
  /** Attributes that the printer does not support, in answers (RFC 8011 section 4.1.7). */
  unsupported: 0x05,
  /** A subscription (RFC 3995). */
  subscription: 0x06,
  /** An event that happened (RFC 3996). */
  eventNotification: 0x07,
  /** A resource of the system service (PWG 5100.22). */
  resource: 0x08,
  /** A document of a job (PWG 5100.5). */
  document: 0x09,
  /** The system service itself (PWG 5100.22). */
  system: 0x0a,
} as const

/** Out-of-band value tags: a value that is not there, and why (RFC 8010 section 3.5.2, RFC 3380 section 8). */
export const OutOfBandTag = {
  /** The printer does not support the attribute, or the value. */
  unsupported: 0x10,
  /** The printer chooses (RFC 8010 section 3.5.2, no longer used). */
  default: 0x11,
  /** There is a value, and the printer does not know it. */
  unknown: 0x12,
  /** There is none (`no-value`). */
  noValue: 0x13,
  /** It cannot be set (RFC 3380 section 8.1). */
  notSettable: 0x15,
  /** To take the attribute away (RFC 3380 section 8.2). */
  deleteAttribute: 0x16,
  /** An administrator is to say the value (RFC 3380 section 8.3). */
  adminDefine: 0x17,
} as const

/** Value tags: the syntax of a value (RFC 8010 section 3.5.2). */
export const ValueTag = {
  /** A signed number of 32 bits: four octets. */
  integer: 0x21,
  /** One octet, 0 or 1. */
  boolean: 0x22,
  /** A number that has a name: four octets. */
  enum: 0x23,
  /** Any octets, up to 1023 (RFC 8011 section 5.1.11). */
  octetString: 0x30,
  /** Eleven octets (RFC 2579 DateAndTime). */
  dateTime: 0x31,
  /** Nine octets: across, along, units. */
  resolution: 0x32,
  /** Eight octets: the least, the greatest. */
  rangeOfInteger: 0x33,
  /** Begins a collection (RFC 8010 section 3.1.6). */
  begCollection: 0x34,
  /** Language and words, each behind its length in two octets. */
  textWithLanguage: 0x35,
  /** Language and words, each behind its length in two octets. */
  nameWithLanguage: 0x36,
  /** Ends a collection. */
  endCollection: 0x37,
  /** Words for people, in the charset of the message. */
  textWithoutLanguage: 0x41,
  /** A name that people gave. */
  nameWithoutLanguage: 0x42,
  /** A word of the protocol, in US-ASCII. */
  keyword: 0x44,
  /** In US-ASCII (RFC 3986). */
  uri: 0x45,
  /** In US-ASCII, lower case. */
  uriScheme: 0x46,
  /** As IANA has it registered, lower case. */
  charset: 0x47,
  /** As RFC 5646 writes it, lower case. */
  naturalLanguage: 0x48,
  /** A media type (RFC 2046), perhaps with parameters. */
  mimeMediaType: 0x49,
  /** The name of the member that follows (RFC 8010 section 3.1.7). */
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
