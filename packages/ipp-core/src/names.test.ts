/** Names of tags, operations, status codes and states, and the tables they come from. */
import { describe, expect, it } from 'vitest'
import { groupOf } from './message.js'
import { Attributes } from './attributes.js'
import { Operation, operationName } from './operations.js'
import { isTerminal, JobState, jobStateName, PrinterState, printerStateName } from './states.js'
import { StatusCode, statusCodeName } from './status-codes.js'
import { GroupTag, groupName, OutOfBandTag, syntaxName, ValueTag } from './tags.js'

describe('tags (RFC 8010 section 3.5, IANA registry)', () => {
  it('have names, or show as numbers', () => {
    expect([syntaxName(ValueTag.integer), syntaxName(ValueTag.memberAttrName), syntaxName(OutOfBandTag.noValue), syntaxName(0x3f)]).toEqual(['integer', 'memberAttrName', 'no-value', '0x3f'])
    expect([groupName(GroupTag.operation), groupName(GroupTag.system), groupName(0x0b)]).toEqual(['operation-attributes-tag', 'system-attributes-tag', '0x0b'])
  })

  it('every tag of the tables has a name', () => {
    for (const tag of [...Object.values(ValueTag), ...Object.values(OutOfBandTag)]) expect(syntaxName(tag)).not.toMatch(/^0x/)
    for (const tag of Object.values(GroupTag)) expect(groupName(tag)).toMatch(/-tag$/)
  })
})

describe('operations and status codes (IANA registry)', () => {
  it('have names, or show as numbers', () => {
    expect([operationName(Operation.PrintJob), operationName(0x0002), operationName(Operation.CUPSGetDefault), operationName(0x7ffe)]).toEqual(['Print-Job', 'Print-Job', 'CUPS-Get-Default', '0x7ffe'])
    expect([statusCodeName(StatusCode.ServerErrorBusy), statusCodeName(0), statusCodeName(0x0fff)]).toEqual(['server-error-busy', 'successful-ok', '0x0fff'])
  })

  it('are unique, and each has its own name', () => {
    for (const [table, nameOf] of [[Operation, operationName], [StatusCode, statusCodeName]] as const) {
      const codes = Object.values(table)
      expect(new Set(codes).size).toBe(codes.length)
      expect(new Set(codes.map(nameOf)).size).toBe(codes.length)
      for (const [identifier, code] of Object.entries(table)) expect(nameOf(code).replaceAll('-', '').toLowerCase()).toBe(identifier.toLowerCase())
    }
  })
})

describe('states (RFC 8011 sections 5.3.7 and 5.4.11)', () => {
  it('have keywords', () => {
    expect(Object.values(JobState).map(jobStateName)).toEqual(['pending', 'pending-held', 'processing', 'processing-stopped', 'canceled', 'aborted', 'completed'])
    expect(Object.values(PrinterState).map(printerStateName)).toEqual(['idle', 'processing', 'stopped'])
  })

  it('of a job are terminal from canceled on', () => {
    expect(Object.values(JobState).filter(isTerminal)).toEqual([JobState.canceled, JobState.aborted, JobState.completed])
  })
})

describe('groupOf', () => {
  it('is the first group of a tag', () => {
    const [one, two] = [new Attributes(), new Attributes()]
    const message = { version: { major: 1, minor: 1 }, code: 0, requestId: 1, groups: [{ tag: GroupTag.job, attributes: one }, { tag: GroupTag.job, attributes: two }] }
    expect(groupOf(message, GroupTag.job)).toBe(one)
    expect(groupOf(message, GroupTag.printer)).toBeUndefined()
  })
})
