/** Reads the configuration file: YAML, checked, errors with line and column. */
import * as v from 'valibot'
import { isNode, LineCounter, parseDocument, type Document, type YAMLParseError } from 'yaml'
import type { Configuration } from './configuration.js'
import { crossCheck, type Fault } from './cross-check.js'
import { withValues, type ValueSource } from './elsewhere.js'
import { configurationSchema } from './schema.js'
import { valueSource } from './value-source.js'

/** A configuration that is not right: every fault with its place. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/**
 * Reads a configuration.
 *
 * @param yaml - the file's text
 * @param file - its name, for messages
 * @param source - where values are that the file only points to; default: files from the working directory, and the environment
 * @throws {@link ConfigurationError} that names line, column and key of every fault
 */
export function readConfiguration(yaml: string, file: string, source: ValueSource = valueSource(process.cwd(), process.env)): Configuration {
  const lines = new LineCounter()
  // Without the parser's own excerpts of the file: a line that is not YAML may have a password in it.
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) throw new ConfigurationError(document.errors.map((error) => syntaxError(file, lines, error)).join('\n'))
  const completed = withValues(plainOf(document, file) ?? {}, source)
  const result = v.safeParse(configurationSchema, completed.configuration)
  const faults = completed.faults.length > 0 ? completed.faults : result.success ? crossCheck(result.output) : result.issues.map(readIssue)
  if (faults.length > 0) throw new ConfigurationError(faults.map(({ path, message }) => `${file}:${place(document, lines, path)}: ${message}`).join('\n'))
  if (!result.success) throw new ConfigurationError(`${file}: the configuration is not right`)
  return result.output
}

/** A mistake of the YAML itself; what the parser quotes is left out. */
function syntaxError(file: string, lines: LineCounter, { pos: [at], message }: Pick<YAMLParseError, 'pos' | 'message'>): string {
  const { line, col } = lines.linePos(at)
  return `${file}:${line}:${col}: ${message.replace(/(?<=\S): [^]*$/, '')}`
}

/** The document as values. @throws ConfigurationError if an alias has no anchor: a value that begins with a star, say */
function plainOf(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch {
    // The parser's error has the name of the alias in it, which may be a password.
    throw new ConfigurationError(`${file}: a value begins with "*", which stands for an anchor elsewhere in the file, and there is none; if the star is part of the value, put the value into quotes`)
  }
}

function readIssue(issue: v.BaseIssue<unknown>): Fault {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)))
  const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').replace(/^\./, '')
  const known = issue.type === 'strict_object' && issue.expected === 'never'
  const missing = issue.expected !== null && issue.received === 'undefined'
  if (known) return { path, message: `"${where}" is not known here; look for a spelling mistake` }
  if (missing) return { path: path.slice(0, -1), message: `"${where}" is missing` }
  return { path, message: `"${where}": ${issue.message}` }
}

/** `line:column` of the nearest node on a path. */
function place(document: Document, lines: LineCounter, path: readonly (string | number)[]): string {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0])
      return `${line}:${col}`
    }
  }
  return '1:1'
}
