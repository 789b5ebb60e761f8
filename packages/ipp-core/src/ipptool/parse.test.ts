/** ipptool's files: words, tests, predicates, and that what is written reads the same. */
import { describe, expect, it } from 'vitest'
import { IppError } from '../errors.js'
import type { FileItem, IpptoolTest } from './file.js'
import { parseIpptool } from './parse.js'
import { TokenReader, writeWord } from './tokens.js'
import { writeIpptool } from './write.js'

const words = (text: string): string[] => {
  const reader = new TokenReader(text)
  const list: string[] = []
  for (let token = reader.next(); token !== undefined; token = reader.next()) list.push(token.quoted ? `'${token.text}'` : token.text)
  return list
}

const test = (text: string): IpptoolTest => {
  const [item] = parseIpptool(text).items
  if (item?.directive !== 'test') throw new Error('no test')
  return item
}

describe('words', () => {
  it.each([
    ['a b\tc\nd', ['a', 'b', 'c', 'd']],
    ['a # rest, {of} "the line\nb', ['a', 'b']],
    ['a#b', ['a']],
    ['a,b{c}', ['a', ',', 'b', '{', 'c', '}']],
    ['"a b" \'c "d"\' ""', ["'a b'", "'c \"d\"'", "''"]],
    ['"a, {b} # c"', ["'a, {b} # c'"]],
    ['a"b c"d', ["'ab c'", 'd']],
    [String.raw`"a\"b\\c\nd" e\ f\,g`, ["'a\"b\\c\nd'", 'e f,g']],
    ['"a\nb"', ["'a\nb'"]],
    ['<a.test> $uri /x+y/', ['<a.test>', '$uri', '/x+y/']],
    ['', []],
  ])('%j', (text, list) => {
    expect(words(text)).toEqual(list)
  })

  it.each(['a', '', 'a b', 'a,b', '{', '}', ',', '#', '"', "'", '\\', 'a\nb', '$x', 'é', ' ', '<x>'])('%j is written as it is read', (text) => {
    expect(words(writeWord(text)).map((word) => word.replace(/^'([^]*)'$/, '$1'))).toEqual([text])
  })

  it('know their line', () => {
    const reader = new TokenReader('a\n# x\n"b\nc" d')
    expect([reader.next(), reader.next(), reader.next()].map((token) => token?.line)).toEqual([1, 3, 4])
  })
})

describe('a test', () => {
  const whole = `# Prints
DEFINE copies 2
DEFINE-DEFAULT sides one-sided
INCLUDE-IF-NOT-DEFINED fast <slow.test>
VERSION 2.0
{
  name "Print \\"it\\""
  OPERATION Print-Job
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR uri printer-uri $uri
  ATTR keyword requested-attributes "all", media-col-database,x
  ATTR no-value job-name
  GROUP job-attributes-tag
  ATTR collection media-col {
    MEMBER collection media-size { MEMBER integer x-dimension 21000 MEMBER integer y-dimension 29700 }
    MEMBER keyword media-type stationery # plain
  }, { MEMBER unknown media-type }
  FILE $filename
  MONITOR-PRINTER-STATE $uri { EXPECT printer-state WITH-VALUE 4 }
  STATUS successful-ok IF-DEFINED a DEFINE-MATCH b
  STATUS 0x0507 REPEAT-MATCH
  EXPECT job-id OF-TYPE integer(1:MAX)|no-value IN-GROUP job-attributes-tag COUNT 1 WITH-VALUE >0
  EXPECT ?job-state-reasons WITH-ALL-VALUES "/^[a-z,]+$/" WITH-DISTINCT-VALUES
  EXPECT !job-k-octets
  EXPECT-ALL media-col/media-size WITH-VALUE 1,2, 3 REPEAT-NO-MATCH REPEAT-LIMIT 5
  DISPLAY job-id
}
`

  it('is read whole', () => {
    const { items } = parseIpptool(whole)
    expect(items.slice(0, -1)).toEqual<FileItem[]>([
      { directive: 'DEFINE', arguments: ['copies', '2'] },
      { directive: 'DEFINE-DEFAULT', arguments: ['sides', 'one-sided'] },
      { directive: 'INCLUDE-IF-NOT-DEFINED', arguments: ['fast', '<slow.test>'] },
      { directive: 'VERSION', arguments: ['2.0'] },
    ])
    expect(test(whole.slice(whole.indexOf('{'))).lines).toEqual([
      { directive: 'NAME', arguments: ['Print "it"'] },
      { directive: 'OPERATION', arguments: ['Print-Job'] },
      { directive: 'GROUP', arguments: ['operation-attributes-tag'] },
      { directive: 'ATTR', syntax: 'charset', name: 'attributes-charset', values: ['utf-8'] },
      { directive: 'ATTR', syntax: 'uri', name: 'printer-uri', values: ['$uri'] },
      { directive: 'ATTR', syntax: 'keyword', name: 'requested-attributes', values: ['all', 'media-col-database', 'x'] },
      { directive: 'ATTR', syntax: 'no-value', name: 'job-name', values: [] },
      { directive: 'GROUP', arguments: ['job-attributes-tag'] },
      {
        directive: 'ATTR',
        syntax: 'collection',
        name: 'media-col',
        values: [
          [
            { syntax: 'collection', name: 'media-size', values: [[{ syntax: 'integer', name: 'x-dimension', values: ['21000'] }, { syntax: 'integer', name: 'y-dimension', values: ['29700'] }]] },
            { syntax: 'keyword', name: 'media-type', values: ['stationery'] },
          ],
          [{ syntax: 'unknown', name: 'media-type', values: [] }],
        ],
      },
      { directive: 'FILE', arguments: ['$filename'] },
      { directive: 'MONITOR-PRINTER-STATE', arguments: ['$uri'], lines: [{ directive: 'EXPECT', name: 'printer-state', presence: 'required', predicates: [{ predicate: 'WITH-VALUE', value: '4' }] }] },
      { directive: 'STATUS', status: 'successful-ok', predicates: [{ predicate: 'IF-DEFINED', value: 'a' }, { predicate: 'DEFINE-MATCH', value: 'b' }] },
      { directive: 'STATUS', status: '0x0507', predicates: [{ predicate: 'REPEAT-MATCH' }] },
      {
        directive: 'EXPECT',
        name: 'job-id',
        presence: 'required',
        predicates: [
          { predicate: 'OF-TYPE', value: 'integer(1:MAX)|no-value' },
          { predicate: 'IN-GROUP', value: 'job-attributes-tag' },
          { predicate: 'COUNT', value: '1' },
          { predicate: 'WITH-VALUE', value: '>0' },
        ],
      },
      { directive: 'EXPECT', name: 'job-state-reasons', presence: 'optional', predicates: [{ predicate: 'WITH-ALL-VALUES', value: '/^[a-z,]+$/' }, { predicate: 'WITH-DISTINCT-VALUES' }] },
      { directive: 'EXPECT', name: 'job-k-octets', presence: 'absent', predicates: [] },
      {
        directive: 'EXPECT-ALL',
        name: 'media-col/media-size',
        presence: 'required',
        predicates: [{ predicate: 'WITH-VALUE', value: '1,2,3' }, { predicate: 'REPEAT-NO-MATCH' }, { predicate: 'REPEAT-LIMIT', value: '5' }],
      },
      { directive: 'DISPLAY', arguments: ['job-id'] },
    ])
  })

  it('is written as it reads', () => {
    const file = parseIpptool(whole)
    expect(parseIpptool(writeIpptool(file))).toEqual(file)
    expect(writeIpptool(file)).toContain('  ATTR keyword requested-attributes all,media-col-database,x\n')
    expect(writeIpptool(file)).toContain('    MEMBER collection media-size {\n      MEMBER integer x-dimension 21000\n')
    expect(writeIpptool(file)).toContain('  EXPECT ?job-state-reasons WITH-ALL-VALUES "/^[a-z,]+$/" WITH-DISTINCT-VALUES\n')
  })
})

describe('what ipptool would not read', () => {
  it.each([
    ['a directive nobody knows', 'HELLO', '"HELLO" on line 1, where there should be a directive or a test in braces'],
    ['a directive of tests outside of one', '\nEXPECT a', '"EXPECT" on line 2'],
    ['a directive nobody knows, in a test', '{\nNAME x\nHELLO }', '"HELLO" on line 3, where there should be a directive'],
    ['a test without an end', '{ NAME x', 'the file ends on line 1 where there should be the end of the test'],
    ['a directive without its words', 'DEFINE a', 'the file ends on line 1 where there should be a word behind DEFINE'],
    ['an attribute without a value', '{ ATTR keyword a', 'where there should be a value'],
    ['a collection without an end', 'ATTR collection a {\nMEMBER integer b 1', 'the file ends on line 2 where there should be the end of the collection'],
    ['what is no member', 'ATTR collection a { ATTR integer b 1 }', '"ATTR" on line 1, where there should be MEMBER'],
    ['a quote without an end', 'ATTR text a "b\nc', 'the quote that begins on line 1 does not end'],
    ['a predicate without what it is of', '{ WITH-VALUE 1 }', '"WITH-VALUE" on line 1'],
    ['a block without an end', '{ MONITOR-PRINTER-STATE x { EXPECT a', 'where there should be the end of the block'],
    ['collections without end', `ATTR collection a ${'{ MEMBER collection a '.repeat(200)}`, 'more than 100 collections within each other'],
  ])('is %s', (_, text, message) => {
    expect(() => parseIpptool(text)).toThrow(message)
    expect(() => parseIpptool(text)).toThrow(IppError)
  })
})
