/** What can be wrong with the octets of a message. */
export type IppErrorCode =
  /** The octets end before the message does. */
  | 'truncated'
  /** A tag stands where the grammar of RFC 8010 section 3.1 does not allow it. */
  | 'unexpected-tag'
  /** A name or value has a length that its place or syntax does not allow. */
  | 'bad-length'
  /** The octets of an attribute name are no characters: not UTF-8, let alone the US-ASCII of RFC 8010 section 3.2. */
  | 'bad-name'
  | LimitCode
  /** A message to be encoded holds what the wire cannot carry. */
  | 'not-encodable'
  /** A plain value is not of the syntax that the registry gives to the attribute, or has no syntax to be of. */
  | 'bad-value'
  /** A text (JSON, an ipptool file, a hex dump) is not what it should be. The offset counts its characters. */
  | 'bad-text'

/** Which of the {@link Limits} is passed. */
export type LimitCode =
  /** `messageOctets`. */
  | 'message-too-long'
  /** `groups`. */
  | 'too-many-groups'
  /** `attributes`. */
  | 'too-many-attributes'
  /** `values`. */
  | 'too-many-values'
  /** `valuesEach`. */
  | 'too-many-values-of-attribute'
  /** `depth`. */
  | 'too-deep'
  /** `nameOctets`. */
  | 'name-too-long'
  /** `valueOctets`. */
  | 'value-too-long'

/** The one error of this package: what is wrong, at which octet, in which attribute. */
export class IppError extends Error {
  /** To tell it from other errors where `instanceof` cannot: across workers and frames. */
  override readonly name = 'IppError'

  /** Faults are thrown by this package; others make one to test how they take it. */
  constructor(
    /** What kind of fault it is. */
    readonly code: IppErrorCode,
    message: string,
    /** The octet of the message at which the fault was seen, counted from 0; -1 when encoding. */
    readonly offset: number = -1,
    /** The attribute it was seen in, with collection members: `media-col/media-size`. Empty outside attributes. */
    readonly attribute: string = '',
  ) {
    super(`${message}${attribute === '' ? '' : ` in attribute "${attribute}"`}${offset < 0 ? '' : ` at octet ${offset}`}`)
  }
}
