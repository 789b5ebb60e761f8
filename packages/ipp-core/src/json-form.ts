/** The JSON form of messages: what `toJSON` gives and `fromJSON` takes, as types. */

/** A message as JSON. */
export interface MessageJSON {
  /** `2.0`. */
  readonly version: string
  /** The operation of a request, the status code of an answer. */
  readonly code: number
  /** As in the message. */
  readonly requestId: number
  /** In order. */
  readonly groups: readonly GroupJSON[]
}

/** A group as JSON. */
export interface GroupJSON {
  /** Its delimiter tag: 1 for operation attributes. */
  readonly tag: number
  /** In order; none in an empty group. */
  readonly attributes: readonly AttributeJSON[]
}

/** An attribute as JSON. An array, not an object of names: order and repeated names are kept. */
export interface AttributeJSON {
  /** Not empty. */
  readonly name: string
  /** One or more. */
  readonly values: readonly ValueJSON[]
}

/**
 * A value as JSON. `syntax` is the name of its tag, as RFC 8010 spells it, `collection` for a collection, `0x3f` for a tag
 * not known here. Which of the other fields there are tells the kind.
 */
export interface ValueJSON {
  /** The name of the tag. */
  readonly syntax: string
  /** A number, boolean or string; a dateTime as `2024-02-29T12:00:00.5+01:00`. */
  readonly value?: number | boolean | string
  /** Of a text or name with language. */
  readonly language?: string
  /** Of a rangeOfInteger. */
  readonly lower?: number
  /** Of a rangeOfInteger, included. */
  readonly upper?: number
  /** Of a resolution: dots per unit across the way the medium moves. */
  readonly crossFeed?: number
  /** Of a resolution: dots per unit along the way the medium moves. */
  readonly feed?: number
  /** Of a resolution: 3 = per inch, 4 = per centimetre. */
  readonly units?: number
  /** Of a collection. */
  readonly members?: readonly AttributeJSON[]
  /** In base64: what is no other kind, or the octets of a string that is not in UTF-8. A value that has none of these fields is out-of-band. */
  readonly octets?: string
}
