/** Writes ipptool's files. */
import type { AttributeLine, BlockLine, ExpectLine, FileItem, IpptoolFile, MemberLine, PlainLine, Predicate, StatusLine, TestLine, ValueText } from './file.js'
import { writeWord } from './tokens.js'

/** A file as ipptool reads it: what {@link parseIpptool} gave is the same again, comments and spacing aside. */
export function writeIpptool({ items }: IpptoolFile): string {
  return items.map(itemText).join('')
}

function itemText(item: FileItem): string {
  return item.directive === 'test' ? `{\n${item.lines.map((line) => lineText(line, '  ')).join('')}}\n` : lineText(item, '')
}

function lineText(line: TestLine, indent: string): string {
  if ('syntax' in line) return attributeText(line, indent)
  if ('status' in line) return `${indent}STATUS ${writeWord(line.status)}${predicatesText(line)}\n`
  if ('presence' in line) return `${indent}${line.directive} ${writeWord(`${marks[line.presence]}${line.name}`)}${predicatesText(line)}\n`
  if ('lines' in line) return blockText(line, indent)
  return `${indent}${wordsText(line)}\n`
}

const marks: Readonly<Record<ExpectLine['presence'], string>> = { required: '', optional: '?', absent: '!' }

const wordsText = (line: PlainLine | BlockLine) => [line.directive, ...line.arguments.map(writeWord)].join(' ')

function blockText(line: BlockLine, indent: string): string {
  return `${indent}${wordsText(line)} {\n${line.lines.map((one) => lineText(one, `${indent}  `)).join('')}${indent}}\n`
}

function predicatesText({ predicates }: ExpectLine | StatusLine): string {
  return predicates.map(({ predicate, value }: Predicate) => (value === undefined ? ` ${predicate}` : ` ${predicate} ${writeWord(value)}`)).join('')
}

const attributeText = (line: AttributeLine, indent: string) => `${indent}ATTR ${namedText(line, indent)}\n`

function namedText({ syntax, name, values }: MemberLine, indent: string): string {
  return [syntax, writeWord(name), ...(values.length === 0 ? [] : [values.map((value) => valueText(value, indent)).join(',')])].join(' ')
}

function valueText(value: ValueText, indent: string): string {
  if (typeof value === 'string') return writeWord(value)
  return `{\n${value.map((member) => `${indent}  MEMBER ${namedText(member, `${indent}  `)}\n`).join('')}${indent}}`
}
