/** Requests from tests, tests from requests. */
import { describe, expect, it } from 'vitest'
import { encode } from '../encode.js'
import { request } from '../registry/request.js'
import { parseIpptool } from './parse.js'
import { requestsOf, testOf } from './requests.js'
import { writeIpptool } from './write.js'

const uri = 'ipp://print.example/ipp/print'
const one = (lines: string, options = {}) => requestsOf(parseIpptool(`{ ${lines} }`), { variables: { uri }, ...options })[0]

describe('requestsOf', () => {
  it('makes the request of a test', () => {
    const file = parseIpptool(`
      DEFINE sides two-sided-long-edge
      {
        NAME "Print $file"
        OPERATION Print-Job
        GROUP operation-attributes-tag
        ATTR charset attributes-charset utf-8
        ATTR language attributes-natural-language en
        ATTR uri printer-uri $uri
        ATTR mimeMediaType document-format application/pdf
        GROUP job-attributes-tag
        ATTR keyword sides $sides
        ATTR collection media-col { MEMBER collection media-size { MEMBER integer x-dimension $x } }
        FILE $file
        STATUS successful-ok
      }
      { OPERATION 0x4002 REQUEST-ID 99 VERSION 1.1 }
      { OPERATION Get-Jobs REQUEST-ID random }`)
    const [print, ours, jobs] = requestsOf(file, { variables: { uri, file: 'a.pdf', x: '21000' } })
    expect(print).toMatchObject({ name: 'Print a.pdf', file: 'a.pdf' })
    expect(encode(print?.message ?? request({ operation: 0 }))).toEqual(
      encode(
        request({
          operation: 'Print-Job',
          attributes: { 'printer-uri': uri, 'document-format': 'application/pdf' },
          job: { sides: 'two-sided-long-edge', 'media-col': { 'media-size': { 'x-dimension': 21_000 } } },
        }),
      ),
    )
    expect(ours).toMatchObject({ name: '', message: { code: 0x4002, requestId: 99, version: { major: 1, minor: 1 }, groups: [] } })
    expect(ours).not.toHaveProperty('file')
    expect(jobs).toMatchObject({ message: { requestId: 3, version: { major: 2, minor: 0 } } })
  })

  it('begins a group again where GROUP names the same', () => {
    const groups = one('OPERATION Create-Printer-Subscriptions GROUP subscription ATTR keyword a b GROUP subscription ATTR keyword a c GROUP job')?.message.groups
    expect(groups?.map(({ tag, attributes }) => [tag, attributes.string('a')])).toEqual([
      [6, 'b'],
      [6, 'c'],
      [2, undefined],
    ])
  })

  it('takes versions of the file and of the caller', () => {
    expect(requestsOf(parseIpptool('VERSION 1.0 { OPERATION Get-Jobs }'))[0]?.message.version).toEqual({ major: 1, minor: 0 })
    expect(one('OPERATION Get-Jobs', { version: { major: 2, minor: 2 }, requestId: 7 })?.message).toMatchObject({ version: { major: 2, minor: 2 }, requestId: 7 })
  })

  it.each([
    ['NAME x', 'the test "x" has no OPERATION'],
    ['OPERATION Make-Tea', 'there is no operation "Make-Tea"'],
    ['OPERATION Get-Jobs GROUP tea', 'there is no group "tea"'],
    ['OPERATION Get-Jobs GROUP end-of-attributes-tag', 'there is no group "end-of-attributes-tag"'],
    ['OPERATION Get-Jobs ATTR integer a 1', 'it stands before the first GROUP in attribute "a"'],
    ['OPERATION Get-Jobs GROUP job ATTR uri a $nothing', 'the variable $nothing has no value'],
    ['OPERATION Get-Jobs VERSION two', '"two" is no version'],
  ])('refuses %s', (lines, message) => {
    expect(() => one(lines)).toThrow(message)
  })
})

describe('testOf', () => {
  const message = request({
    operation: 'Create-Job',
    version: '1.1',
    requestId: 42,
    attributes: { 'printer-uri': uri, 'requesting-user-name': '$anna' },
    job: { 'media-col': { 'media-size': { 'x-dimension': 1 } }, media: 'My, paper' },
    subscription: [{ 'notify-events': ['job-completed'] }, { 'notify-events': ['none'] }],
  })

  it('sends the same request', () => {
    const { test, lost } = testOf(message, {
      name: 'Cost: $5',
      file: 'a b.pdf',
      status: [{ status: 'successful-ok', predicates: [] }],
      expect: [{ directive: 'EXPECT', name: 'job-id', presence: 'required', predicates: [{ predicate: 'OF-TYPE', value: 'integer' }] }],
    })
    const text = writeIpptool({ items: [test] })
    expect(lost).toEqual([])
    expect(text).toContain('  STATUS successful-ok\n  EXPECT job-id OF-TYPE integer\n}\n')
    const [read] = requestsOf(parseIpptool(text))
    expect(read).toMatchObject({ name: 'Cost: $5', file: 'a b.pdf' })
    expect(encode(read?.message ?? message)).toEqual(encode(message))
    expect(read?.message).toEqual(message)
  })

  it('tells what it cannot say', () => {
    const odd = { ...message, groups: message.groups.map(({ attributes }, index) => ({ tag: index === 1 ? 0x0f : 1, attributes })) }
    expect(testOf(odd).lost).toEqual([{ attribute: '', what: 'the group 0x0f' }])
  })
})
