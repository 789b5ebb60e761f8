/** Requests and answers in one expression. */
import { describe, expect, it } from 'vitest'
import { decode } from '../decode.js'
import { encode } from '../encode.js'
import { groupOf } from '../message.js'
import { Operation } from '../operations.js'
import { GroupTag } from '../tags.js'
import { keyword } from '../value.js'
import { attributesOf } from './attributes-of.js'
import { request, response } from './request.js'
import { toObject } from './to-object.js'

const names = (message: ReturnType<typeof request>, tag: number) => [...(groupOf(message, tag) ?? [])].map(({ name }) => name)

describe('request', () => {
  it('is a whole message: version, request-id, charset and language are filled in', () => {
    const message = request({ operation: 'Get-Printer-Attributes', attributes: { 'printer-uri': 'ipp://print.example/ipp', 'requested-attributes': ['all', 'media-col-database'] } })
    expect(message).toMatchObject({ version: { major: 2, minor: 0 }, code: Operation.GetPrinterAttributes, requestId: 1 })
    expect(decode(encode(message)).message).toEqual(message)
    expect(toObject(message.groups[0]?.attributes)).toEqual({
      'attributes-charset': 'utf-8',
      'attributes-natural-language': 'en',
      'printer-uri': 'ipp://print.example/ipp',
      'requested-attributes': ['all', 'media-col-database'],
    })
  })

  it('puts charset and language first, then the target (RFC 8011 sections 4.1.4 and 4.1.5)', () => {
    const message = request({
      operation: 'Cancel-Job',
      language: 'de',
      attributes: { 'requesting-user-name': 'anna', 'job-id': 7, message: 'why', 'printer-uri': 'ipp://print.example/ipp', 'attributes-charset': 'us-ascii' },
    })
    expect(names(message, GroupTag.operation)).toEqual(['attributes-charset', 'attributes-natural-language', 'printer-uri', 'job-id', 'requesting-user-name', 'message'])
    expect(groupOf(message, GroupTag.operation)?.string('attributes-charset')).toBe('us-ascii')
    expect(groupOf(message, GroupTag.operation)?.string('attributes-natural-language')).toBe('de')
  })

  it('has further groups, several of a kind as well, and codes that are not registered', () => {
    const message = request({
      operation: 0x4abc,
      version: '1.1',
      requestId: 42,
      job: { copies: 2, 'media-col': { 'media-type': 'stationery' } },
      subscription: [{ 'notify-events': ['job-completed'] }, { 'notify-pull-method': 'ippget' }],
    })
    expect(message).toMatchObject({ version: { major: 1, minor: 1 }, code: 0x4abc, requestId: 42 })
    expect(message.groups.map(({ tag }) => tag)).toEqual([GroupTag.operation, GroupTag.job, GroupTag.subscription, GroupTag.subscription])
  })

  it('takes what is not registered afterwards', () => {
    const attributes = attributesOf('job', { copies: 2 }).set('x-glitter', keyword('gold'))
    expect(attributes.string('x-glitter')).toBe('gold')
  })

  it('refuses an operation nobody knows', () => {
    expect(() => request({ operation: 'Make-Tea' as 'Print-Job' })).toThrow(new RangeError('"Make-Tea" is not registered; give its code'))
  })
})

describe('response', () => {
  it('answers a request in its version, id, charset and language', () => {
    const to = request({ operation: 'Get-Jobs', version: '1.1', requestId: 9, language: 'fr', attributes: { 'printer-uri': 'ipp://print.example/ipp' } })
    const answer = response({ status: 'successful-ok', to, job: [{ 'job-id': 1, 'job-state': 'completed' }, { 'job-id': 2 }] })
    expect(answer).toMatchObject({ version: { major: 1, minor: 1 }, code: 0, requestId: 9 })
    expect(toObject(groupOf(answer, GroupTag.operation))).toEqual({ 'attributes-charset': 'utf-8', 'attributes-natural-language': 'fr' })
    expect(answer.groups.slice(1).map(({ tag, attributes }) => [tag, attributes.integer('job-id')])).toEqual([
      [GroupTag.job, 1],
      [GroupTag.job, 2],
    ])
  })

  it('stands alone as well', () => {
    expect(response({ status: 0x0500, charset: 'utf-16', version: { major: 3, minor: 1 } })).toMatchObject({ code: 0x0500, requestId: 1, version: { major: 3, minor: 1 } })
    expect(() => response({ status: 'no-such' as 'successful-ok' })).toThrow('"no-such" is not registered')
  })
})
