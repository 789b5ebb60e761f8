/** Requests from ipptool's tests, and tests of requests. */
import { Attributes } from '../attributes.js'
import { IppError } from '../errors.js'
import type { Message, Version } from '../message.js'
import { operationName } from '../operations.js'
import { operationCode } from '../registry/codes.js'
import { groupName } from '../tags.js'
import { linesOf, type Lost } from './attribute-lines.js'
import type { ExpectLine, IpptoolFile, IpptoolTest, StatusLine, TestLine } from './file.js'
import { groupTagOf } from './tag-names.js'
import { attributeOfLine, type ValueOptions } from './value-text.js'
import { escapeVariables, expandLine, FileVariables, type Variables } from './variables.js'

/** What requests need that files leave to ipptool's command line. */
export interface RequestsOptions extends ValueOptions {
  /** Values of variables: `uri`, `user`, `filename`, `job-id`, and those of the file's own that it does not define. */
  readonly variables?: Variables
  /** The version of tests that say none. Default 2.0. */
  readonly version?: Version
  /** The request-id of tests that say none, or `random`. Default 1 of the first test, one more of each. */
  readonly requestId?: number
}

/** A test and the request it makes. */
export interface TestRequest {
  /** As it stands in the file. */
  readonly test: IpptoolTest
  /** Its NAME, or empty. */
  readonly name: string
  /** Ready to encode. */
  readonly message: Message
  /** Its FILE, the document to send behind the message. */
  readonly file?: string
}

/**
 * The requests of a file's tests, in order. Conditions (SKIP-IF-DEFINED, ...) are left to the caller, who finds them in the
 * test; files that this one includes are too.
 *
 * @throws IppError `bad-text` for a variable without a value, an unknown operation, group or syntax, a bad value
 */
export function requestsOf(file: IpptoolFile, options: RequestsOptions = {}): TestRequest[] {
  const variables = new FileVariables(options.variables ?? {})
  let version = options.version ?? { major: 2, minor: 0 }
  const requests: TestRequest[] = []
  for (const item of file.items) {
    if (item.directive === 'VERSION') version = versionOf(item.arguments[0])
    else if (item.directive === 'test') requests.push(requestOf(item, variables, { ...options, version, requestId: (options.requestId ?? 1) + requests.length }))
    else if (item.directive !== 'ATTR') variables.define(item)
  }
  return requests
}

function requestOf(test: IpptoolTest, variables: FileVariables, options: RequestsOptions & { readonly version: Version; readonly requestId: number }): TestRequest {
  let { version, requestId } = options
  let code: number | undefined
  let name = ''
  let file: string | undefined
  const groups: { tag: number; attributes: Attributes }[] = []
  const expand = (word: string) => variables.expandAll(word)
  for (const line of test.lines) {
    const [word = ''] = 'arguments' in line ? line.arguments : []
    switch (line.directive) {
      case 'NAME':
        name = expand(word)
        break
      case 'VERSION':
        version = versionOf(word)
        break
      case 'REQUEST-ID':
        if (/^\d+$/.test(word)) requestId = Number(word)
        break
      case 'OPERATION':
        code = operationOf(expand(word))
        break
      case 'FILE':
        file = expand(word)
        break
      case 'GROUP':
        addGroup(groups, word)
        break
      case 'ATTR':
        groupFor(groups, line.name).append(attributeOfLine(expandLine(line, expand), options, line.name))
        break
      default:
        if ('arguments' in line && !('lines' in line)) variables.define(line)
    }
  }
  if (code === undefined) throw new IppError('bad-text', `the test "${name}" has no OPERATION`)
  return { test, name, message: { version, code, requestId, groups }, ...(file === undefined ? {} : { file }) }
}

function addGroup(groups: { tag: number; attributes: Attributes }[], name: string): void {
  const tag = groupTagOf(name)
  if (tag === undefined) throw new IppError('bad-text', `there is no group "${name}"`)
  groups.push({ tag, attributes: new Attributes() })
}

function groupFor(groups: readonly { readonly attributes: Attributes }[], attribute: string): Attributes {
  const group = groups.at(-1)
  if (group === undefined) throw new IppError('bad-text', 'it stands before the first GROUP', -1, attribute)
  return group.attributes
}

function operationOf(text: string): number {
  const code = operationCode(text) ?? (/^(?:0x[0-9a-f]{1,4}|\d{1,5})$/i.test(text) ? Number(text) : undefined)
  if (code === undefined) throw new IppError('bad-text', `there is no operation "${text}"`)
  return code
}

function versionOf(text: string | undefined): Version {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(text ?? '') ?? []
  if (major === undefined) throw new IppError('bad-text', `"${text ?? ''}" is no version`)
  return { major: Number(major), minor: Number(minor) }
}

/** What a test says besides its request. */
export interface TestOptions {
  /** What ipptool prints of it. Default: none. */
  readonly name?: string
  /** The document to send behind the message. */
  readonly file?: string
  /** Default: any. */
  readonly status?: readonly Omit<StatusLine, 'directive'>[]
  /** What the answer must have. Default: nothing. */
  readonly expect?: readonly ExpectLine[]
}

/** A test, and what of its request it could not say. */
export interface WrittenTest {
  /** To be written with `writeIpptool`. */
  readonly test: IpptoolTest
  /** What of the request it does not say; empty if nothing is lost. */
  readonly lost: readonly Lost[]
}

/** A test of a request: ipptool sends the request, version and request-id included. */
export function testOf(message: Message, options: TestOptions = {}): WrittenTest {
  const lost: Lost[] = []
  const groups = message.groups.flatMap(({ tag, attributes }): TestLine[] => {
    const name = groupName(tag)
    if (groupTagOf(name) === undefined) {
      lost.push({ attribute: '', what: `the group ${name}` })
      return []
    }
    const made = linesOf(attributes, '')
    lost.push(...made.lost)
    return [{ directive: 'GROUP', arguments: [name] }, ...made.lines.map((line): TestLine => ({ directive: 'ATTR', ...line }))]
  })
  const lines: TestLine[] = [
    ...(options.name === undefined ? [] : [{ directive: 'NAME' as const, arguments: [escapeVariables(options.name)] }]),
    { directive: 'VERSION', arguments: [`${message.version.major}.${message.version.minor}`] },
    { directive: 'REQUEST-ID', arguments: [`${message.requestId}`] },
    { directive: 'OPERATION', arguments: [operationName(message.code)] },
    ...groups,
    ...(options.file === undefined ? [] : [{ directive: 'FILE' as const, arguments: [escapeVariables(options.file)] }]),
    ...(options.status ?? []).map((one) => ({ directive: 'STATUS' as const, ...one })),
    ...(options.expect ?? []),
  ]
  return { test: { directive: 'test', lines }, lost }
}

