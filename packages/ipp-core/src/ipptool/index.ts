/**
 * The files of ipptool: read, made into requests, written. And files of attributes, as `ipptool --ippserver` writes and
 * `ippeveprinter -a` reads them: a real printer's answer as a fixture.
 *
 * @packageDocumentation
 */
export * from './attribute-file.js'
export type { Lost } from './attribute-lines.js'
export type {
  AttributeLine,
  BlockDirective,
  BlockLine,
  ExpectLine,
  FileItem,
  IpptoolFile,
  IpptoolTest,
  MemberLine,
  PlainDirective,
  PlainLine,
  Predicate,
  StatusLine,
  TestLine,
  ValueText,
} from './file.js'
export * from './parse.js'
export * from './requests.js'
export type { ValueOptions } from './value-text.js'
export type { Variables } from './variables.js'
export * from './write.js'
