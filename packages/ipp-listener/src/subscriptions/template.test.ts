import { Attributes, attribute, charset, integer, keyword, naturalLanguage, octetString, StatusCode, uri, type Attribute, type Value } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.js'
import { mostSubscribedEvents } from './settings.js'
import { checkTemplate, type CheckedTemplate } from './template.js'

const pull = attribute('notify-pull-method', keyword('ippget'))
const check = (attributes: readonly Attribute[], ofJob = false): CheckedTemplate => checkTemplate(new Attributes(attributes), { charset: 'utf-8', ofJob })
const accepted = (...attributes: readonly Attribute[]) => {
  const checked = check([pull, ...attributes])
  if (!checked.accepted) throw new Error('not accepted')
  return checked
}
const status = ({ answer }: CheckedTemplate) => answer.integer('notify-status-code')
const some = (name: string, first: Value, ...more: readonly Value[]) => attribute(name, first, ...more)

describe('a subscription-attributes group', () => {
  it('has defaults for all but the way of delivery (RFC 3995 section 5.2 step 5)', () => {
    const { template, answer } = accepted()
    expect(template).toEqual({ events: ['job-completed'], attributes: [], userData: undefined, charset: 'utf-8', naturalLanguage: 'en', leaseDuration: undefined, timeInterval: 0 })
    expect(answer.size).toBe(0)
  })

  it('must say how to deliver (step 4)', () => {
    expect(() => check([some('notify-events', keyword('all'))])).toThrow(Refusal)
  })

  it('is taken as it is where all is supported (step 1)', () => {
    const { template, answer } = accepted(
      some('notify-events', keyword('job-created'), keyword('printer-added'), keyword('job-created')),
      some('notify-attributes', keyword('job-uri'), keyword('none')),
      some('notify-user-data', octetString(new Uint8Array([0, 255]))),
      some('notify-charset', charset('US-ASCII')),
      some('notify-natural-language', naturalLanguage('en-gb')),
      some('notify-lease-duration', integer(60)),
      some('notify-time-interval', integer(5)),
      some('requesting-user-name', keyword('alice')),
    )
    expect(template).toEqual({ events: ['job-created', 'printer-added'], attributes: ['job-uri'], userData: new Uint8Array([0, 255]), charset: 'us-ascii', naturalLanguage: 'en', leaseDuration: 60, timeInterval: 5 })
    expect(answer.size).toBe(0)
  })

  it('gets back the values that are not supported (step 2a)', () => {
    const checked = accepted(
      some('notify-events', keyword('job-created'), keyword('printer-exploded'), integer(3)),
      some('notify-attributes', keyword('job-id'), keyword('job-uri')),
      some('notify-user-data', octetString(new Uint8Array(64))),
      some('notify-charset', charset('iso-8859-1')),
      some('notify-natural-language', naturalLanguage('de')),
      some('notify-lease-duration', keyword('long')),
      some('notify-time-interval', integer(-1)),
    )
    expect(checked.template).toMatchObject({ events: ['job-created'], attributes: ['job-uri'], userData: undefined, charset: 'utf-8', naturalLanguage: 'en', leaseDuration: undefined, timeInterval: 0 })
    expect([...checked.answer].map((one) => one.name).sort()).toEqual(['notify-attributes', 'notify-charset', 'notify-events', 'notify-lease-duration', 'notify-natural-language', 'notify-status-code', 'notify-time-interval', 'notify-user-data'])
    expect(checked.answer.get('notify-events')?.values).toEqual([keyword('printer-exploded'), integer(3)])
    expect(checked.answer.strings('notify-attributes')).toEqual(['job-id'])
    expect(status(checked)).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
  })

  it('gets back what is no attribute of a subscription as unsupported (step 2b)', () => {
    const checked = accepted(some('notify-carrier-pigeon', keyword('yes')))
    expect(checked.answer.value('notify-carrier-pigeon')?.kind).toBe('out-of-band')
    expect(status(checked)).toBe(StatusCode.SuccessfulOkIgnoredOrSubstitutedAttributes)
  })

  it('gets back events beyond the most that are looked at: successful-ok-too-many-events (section 5.3.3)', () => {
    const many = Array.from({ length: mostSubscribedEvents }, () => keyword('job-created'))
    const checked = accepted(some('notify-events', keyword('job-completed'), ...many))
    expect(checked.template.events).toEqual(['job-completed', 'job-created'])
    expect(checked.answer.strings('notify-events')).toEqual(['job-created'])
    expect(status(checked)).toBe(StatusCode.SuccessfulOkTooManyEvents)
  })

  it('is not taken for another way of delivery (sections 5.3.1 and 5.3.2)', () => {
    const pushed = check([pull, some('notify-recipient-uri', uri('dbus://'))])
    expect([pushed.accepted, status(pushed), pushed.answer.string('notify-recipient-uri')]).toEqual([false, StatusCode.ClientErrorUriSchemeNotSupported, 'dbus://'])
    const other = check([some('notify-pull-method', keyword('pigeon'))])
    expect([other.accepted, status(other), other.answer.string('notify-pull-method')]).toEqual([false, StatusCode.ClientErrorAttributesOrValuesNotSupported, 'pigeon'])
  })

  it.each(['none', 'printer-exploded'])('is not taken for no event but %s (section 5.3.3.4.1)', (event) => {
    const checked = check([pull, some('notify-events', keyword(event))])
    expect([checked.accepted, status(checked), checked.answer.string('notify-events')]).toEqual([false, StatusCode.ClientErrorAttributesOrValuesNotSupported, event])
  })

  it("of a job has no lease: it is unsupported there (section 5.3.8)", () => {
    const checked = check([pull, some('notify-lease-duration', integer(60))], true)
    expect(checked.accepted && checked.template.leaseDuration).toBeUndefined()
    expect(checked.answer.value('notify-lease-duration')?.kind).toBe('out-of-band')
  })
})
