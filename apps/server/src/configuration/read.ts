/** Reads the configuration file: YAML, checked, errors with line and column. */
import * as v from 'valibot'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import type { Configuration } from './configuration.js'
import { crossCheck, type Fault } from './cross-check.js'
import { configurationSchema } from './schema.js'

/** A configuration that is not right: every fault with its place. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/**
 * Reads a configuration.
 *
 * @param yaml - the file's text
 * @param file - its name, for messages
 * @throws {@link ConfigurationError} that names line, column and key of every fault
 */
export function readConfiguration(yaml: string, file: string): Configuration {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines })
  if (document.errors.length > 0) throw new ConfigurationError(document.errors.map((error) => `${file}:${error.message}`).join('\n'))
  const result = v.safeParse(configurationSchema, document.toJS() ?? {})
  const faults = result.success ? crossCheck(result.output) : result.issues.map(readIssue)
  if (faults.length > 0) throw new ConfigurationError(faults.map(({ path, message }) => `${file}:${place(document, lines, path)}: ${message}`).join('\n'))
  if (!result.success) throw new ConfigurationError(`${file}: the configuration is not right`)
  return result.output
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
