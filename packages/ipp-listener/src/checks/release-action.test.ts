import { Attributes, attribute, integer, keyword, octetString, StatusCode } from '@platen/ipp-core'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusal.js'
import { checkRelease } from './release-action.js'

const actions = attribute('job-release-action-supported', keyword('none'), keyword('job-password'), keyword('owner-authorized'))
const passwords = [attribute('job-password-supported', integer(255)), attribute('job-password-encryption-supported', keyword('none'))]
const defaulting = (action: string) => Attributes.of(actions, ...passwords, attribute('job-release-action-default', keyword(action)))
const capable = defaulting('none')
const releasing = (action: string) => attribute('job-release-action', keyword(action))
const secret = attribute('job-password', octetString(Uint8Array.of(1, 2, 3, 4)))
const password = { encryption: 'none', octets: Uint8Array.of(1, 2, 3, 4) }

const refused = (operation: Attributes, capabilities: Attributes): { status: number; names: string[] } => {
  try {
    checkRelease(operation, capabilities)
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, names: [...(error.unsupported ?? [])].map((one) => one.name) }
    throw error
  }
  throw new Error('it was taken')
}

describe('job-release-action (PWG 5100.11)', () => {
  it('says what lets a job print', () => {
    expect(checkRelease(new Attributes(), capable)).toEqual({})
    expect(checkRelease(Attributes.of(releasing('none')), capable)).toEqual({})
    expect(checkRelease(Attributes.of(releasing('owner-authorized')), capable)).toEqual({ awaitsOwner: true })
    expect(checkRelease(Attributes.of(releasing('job-password'), secret), capable)).toEqual({ password })
  })

  it('need not be said: a password is waited for, and the printer has a default', () => {
    expect(checkRelease(Attributes.of(secret), capable)).toEqual({ password })
    expect(checkRelease(new Attributes(), defaulting('owner-authorized'))).toEqual({ awaitsOwner: true })
    expect(checkRelease(Attributes.of(secret), defaulting('owner-authorized'))).toEqual({ password })
    expect(refused(new Attributes(), defaulting('job-password')).status).toBe(StatusCode.ClientErrorBadRequest)
  })

  it('is refused if the printer cannot keep the job back, with or without fidelity', () => {
    expect(refused(Attributes.of(releasing('button-press')), capable)).toEqual({ status: StatusCode.ClientErrorAttributesOrValuesNotSupported, names: ['job-release-action'] })
    expect(refused(Attributes.of(releasing('owner-authorized')), new Attributes())).toEqual({ status: StatusCode.ClientErrorAttributesOrValuesNotSupported, names: ['job-release-action'] })
    expect(checkRelease(Attributes.of(releasing('none')), new Attributes())).toEqual({})
  })

  it('must go with the password: another action conflicts, and job-password needs one', () => {
    for (const action of ['none', 'owner-authorized']) {
      expect(refused(Attributes.of(releasing(action), secret), capable)).toEqual({ status: StatusCode.ClientErrorConflictingAttributes, names: ['job-release-action', 'job-password'] })
    }
    expect(refused(Attributes.of(releasing('job-password')), capable).status).toBe(StatusCode.ClientErrorBadRequest)
  })
})
