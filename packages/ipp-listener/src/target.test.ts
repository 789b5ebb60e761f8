import { Attributes, attribute, GroupTag, integer, uri, type Attribute, type Message } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { targetOf, targetOfPath } from './target.js'

const message = (...operation: readonly Attribute[]): Message => ({ version: { major: 2, minor: 0 }, code: 0x000b, requestId: 1, groups: [{ tag: GroupTag.operation, attributes: new Attributes(operation) }] })

describe('what a path names', () => {
  it.each([
    ['/', { kind: 'server' }],
    ['', { kind: 'server' }],
    ['/printers/', { kind: 'server' }], // `cancel -a`
    ['/jobs/', { kind: 'server' }],
    ['/ipp/print', { kind: 'printer', printer: undefined }],
    ['/ipp/print/', { kind: 'printer', printer: undefined }],
    ['/ipp/printer', { kind: 'printer', printer: undefined }],
    ['/ipp', { kind: 'printer', printer: undefined }],
    ['/ipp/print/office', { kind: 'printer', printer: 'office' }],
    ['/printers/office', { kind: 'printer', printer: 'office' }],
    ['/printers/B%C3%BCro', { kind: 'printer', printer: 'Büro' }],
    ['/printers/100%', { kind: 'printer', printer: '100%' }],
    ['/jobs/7', { kind: 'job', job: 7 }],
    ['/ipp/print/office/7', { kind: 'job', job: 7 }],
    ['/jobs/x', { kind: 'nothing', path: '/jobs/x' }],
    ['/elsewhere', { kind: 'nothing', path: '/elsewhere' }],
  ])('%s', (path, target) => {
    expect(targetOfPath(path)).toEqual(target)
  })
})

describe('the target of a request', () => {
  it('is what printer-uri names, whatever host, port and scheme it carries', () => {
    for (const given of ['ipp://localhost/printers/office', 'ipps://[::1]:8631/printers/office', 'http://printhost:631/printers/office', 'ipp://user@h:1/printers/office', '/printers/office']) {
      expect(targetOf(message(attribute('printer-uri', uri(given)))).target).toEqual({ kind: 'printer', printer: 'office' })
    }
  })

  it('keeps the authority the client used, without user', () => {
    expect(targetOf(message(attribute('printer-uri', uri('ipp://ada@printhost:8631/')))).authority).toBe('printhost:8631')
    expect(targetOf(message(attribute('printer-uri', uri('/')))).authority).toBe('')
  })

  it('is the job of printer-uri with job-id (RFC 8011 section 4.3), and of job-uri', () => {
    expect(targetOf(message(attribute('printer-uri', uri('ipp://h/printers/office')), attribute('job-id', integer(7)))).jobId).toBe(7)
    expect(targetOf(message(attribute('job-uri', uri('ipp://h/jobs/8')))).jobId).toBe(8)
  })

  it('takes job-id 0 for none, as `cancel -a` sends it', () => {
    expect(targetOf(message(attribute('printer-uri', uri('ipp://h/printers/office')), attribute('job-id', integer(0)))).jobId).toBeUndefined()
  })

  it('is the server where nothing is named', () => {
    expect(targetOf(message())).toMatchObject({ target: { kind: 'server' }, by: 'none' })
  })

  it('refuses what is not a URI of ours, quoting it', () => {
    expect(() => targetOf(message(attribute('printer-uri', uri('office'))))).toThrow('printer-uri "office" is not a URI of this server')
  })
})
