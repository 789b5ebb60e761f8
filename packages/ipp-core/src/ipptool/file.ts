/** What ipptool's files hold, as data. `$name` in any word stands as written: variables are put in when a request is made. */

/** A file: tests, directives between them, and attributes by themselves, as ippserver's files have them. */
export interface IpptoolFile {
  /** In order. */
  readonly items: readonly FileItem[]
}

/** What stands at the top of a file. */
export type FileItem = IpptoolTest | AttributeLine | PlainLine

/** A test: `{ NAME ... OPERATION ... ATTR ... STATUS ... EXPECT ... }`. */
export interface IpptoolTest {
  readonly directive: 'test'
  /** In order. */
  readonly lines: readonly TestLine[]
}

/** What stands in a test. */
export type TestLine = AttributeLine | ExpectLine | StatusLine | BlockLine | PlainLine

/** `ATTR keyword requested-attributes all,media-col-database`. */
export interface AttributeLine {
  readonly directive: 'ATTR'
  /** A value tag as ipptool names it. */
  readonly syntax: string
  /** The attribute's. */
  readonly name: string
  /** None of an out-of-band tag. */
  readonly values: readonly ValueText[]
}

/** `MEMBER integer x-dimension 21000` in a collection. */
export interface MemberLine {
  /** A value tag as ipptool names it. */
  readonly syntax: string
  /** The member's. */
  readonly name: string
  /** None of an out-of-band tag. */
  readonly values: readonly ValueText[]
}

/** The text of a value, or the members of a collection. */
export type ValueText = string | readonly MemberLine[]

/** `EXPECT printer-state OF-TYPE enum WITH-VALUE 3,4`. */
export interface ExpectLine {
  readonly directive: 'EXPECT' | 'EXPECT-ALL'
  /** With members behind slashes: `media-col/media-size`. */
  readonly name: string
  /** `!name` must not be there, `?name` may be. */
  readonly presence: 'required' | 'optional' | 'absent'
  /** All must hold. */
  readonly predicates: readonly Predicate[]
}

/** `STATUS successful-ok IF-DEFINED fast`. */
export interface StatusLine {
  readonly directive: 'STATUS'
  /** A name, or a code in hex. */
  readonly status: string
  /** When it is expected, and what to do then. */
  readonly predicates: readonly Predicate[]
}

/** A condition behind EXPECT or STATUS: `OF-TYPE`, `WITH-VALUE`, `REPEAT-MATCH`, ... */
export interface Predicate {
  /** `OF-TYPE`. */
  readonly predicate: string
  /** Values with commas between them are one text, as ipptool takes them. None of those that have none. */
  readonly value?: string
}

/** A directive with lines of its own: MONITOR-PRINTER-STATE, GENERATE-FILE. */
export interface BlockLine {
  /** Which one. */
  readonly directive: BlockDirective
  /** Words before the brace. */
  readonly arguments: readonly string[]
  /** What stands in the braces. */
  readonly lines: readonly (ExpectLine | StatusLine | PlainLine)[]
}

/** Any other directive with its words: `NAME "Print a file"`. */
export interface PlainLine {
  /** Which one. */
  readonly directive: PlainDirective
  /** As many as it takes. */
  readonly arguments: readonly string[]
}

/** Directives with how many words follow them. */
export const plainDirectives = {
  COMPRESSION: 1,
  DEFINE: 2,
  'DEFINE-DEFAULT': 2,
  DELAY: 1,
  DISPLAY: 1,
  FILE: 1,
  'FILE-ID': 1,
  GROUP: 1,
  'IGNORE-ERRORS': 1,
  INCLUDE: 1,
  'INCLUDE-IF-DEFINED': 2,
  'INCLUDE-IF-NOT-DEFINED': 2,
  NAME: 1,
  OPERATION: 1,
  'PASS-IF-DEFINED': 1,
  'PASS-IF-NOT-DEFINED': 1,
  PAUSE: 1,
  'REQUEST-ID': 1,
  RESOURCE: 1,
  'SKIP-IF-DEFINED': 1,
  'SKIP-IF-MISSING': 1,
  'SKIP-IF-NOT-DEFINED': 1,
  'SKIP-PREVIOUS-ERROR': 1,
  'STOP-AFTER-INCLUDE-ERROR': 1,
  'TEST-ID': 1,
  TRANSFER: 1,
  VERSION: 1,
} as const

/** A directive of {@link PlainLine}. */
export type PlainDirective = keyof typeof plainDirectives

/** Directives that have lines of their own in braces. */
export const blockDirectives = ['MONITOR-PRINTER-STATE', 'GENERATE-FILE'] as const
/** A directive of {@link BlockLine}. */
export type BlockDirective = (typeof blockDirectives)[number]

/** Predicates with whether a value follows them. */
export const predicates: Readonly<Record<string, boolean>> = {
  COUNT: true,
  'DEFINE-MATCH': true,
  'DEFINE-NO-MATCH': true,
  'DEFINE-VALUE': true,
  'DISPLAY-MATCH': true,
  'IF-DEFINED': true,
  'IF-NOT-DEFINED': true,
  'IN-GROUP': true,
  'OF-TYPE': true,
  'REPEAT-LIMIT': true,
  'REPEAT-MATCH': false,
  'REPEAT-NO-MATCH': false,
  'SAME-COUNT-AS': true,
  'SAVE-CONTENT': true,
  'WITH-ALL-CONTENT': true,
  'WITH-ALL-HOSTNAMES': true,
  'WITH-ALL-MIME-TYPES': true,
  'WITH-ALL-RESOURCES': true,
  'WITH-ALL-SCHEMES': true,
  'WITH-ALL-VALUES': true,
  'WITH-CONTENT': true,
  'WITH-DISTINCT-VALUES': false,
  'WITH-HOSTNAME': true,
  'WITH-MIME-TYPES': true,
  'WITH-RESOURCE': true,
  'WITH-SCHEME': true,
  'WITH-VALUE': true,
  'WITH-VALUE-FROM': true,
}
