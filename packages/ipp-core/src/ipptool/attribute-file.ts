/** Files of attributes: what `ipptool --ippserver` writes and `ippeveprinter -a` reads. */
import { Attributes, type Attribute } from '../attributes.js'
import { linesOf, type Lost } from './attribute-lines.js'
import type { FileItem } from './file.js'
import { parseIpptool } from './parse.js'
import { attributeOfLine, type ValueOptions } from './value-text.js'
import { expandLine, FileVariables, type Variables } from './variables.js'
import { writeIpptool } from './write.js'

/** How to read a file of attributes. */
export interface AttributeFileOptions extends ValueOptions {
  /** Values of variables, besides those that the file defines. What has none stays as written, as it does in ipptool. */
  readonly variables?: Variables
}

/**
 * The attributes of a file, in its order: what a real printer answered, as a fixture.
 *
 * @throws IppError `bad-text` with the line or the attribute
 */
export function readAttributeFile(text: string, options: AttributeFileOptions = {}): Attributes {
  const variables = new FileVariables(options.variables ?? {})
  const attributes: Attribute[] = []
  for (const item of parseIpptool(text).items) {
    if (item.directive === 'ATTR') attributes.push(attributeOfLine(expandLine(item, (word) => variables.expand(word)), options, item.name))
    else if (item.directive !== 'test') variables.define(item)
  }
  return new Attributes(attributes)
}

/** A file of attributes, and what of them it could not say. */
export interface WrittenAttributes {
  /** The file. */
  readonly text: string
  /** What is not in it, or not all of it; empty if nothing is lost. */
  readonly lost: readonly Lost[]
}

/**
 * A file of attributes. `readAttributeFile` gives back all but what `lost` names: ipptool's files know no language of a
 * text, no tags but its own, one syntax for all values of an attribute. `toJSON` loses nothing.
 */
export function writeAttributeFile(attributes: Attributes): WrittenAttributes {
  const { lines, lost } = linesOf(attributes, '')
  return { text: writeIpptool({ items: lines.map((line): FileItem => ({ directive: 'ATTR', ...line })) }), lost }
}
