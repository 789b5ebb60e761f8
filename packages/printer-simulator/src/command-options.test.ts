import { describe, expect, it } from 'vitest'
import { readCommand } from './command-options.js'

describe('the command line', () => {
  it('reads every option', () => {
    const args = ['--port', '0', '--host', '::1', '--status-port', '9101', '--output', 'out', '--answer', 'hi', '--print-time', '20']
    expect(readCommand(args)).toEqual({
      run: { keep: 'digest', port: 0, host: '::1', statusPort: 9101, output: 'out', answers: [{ after: 'end', text: 'hi\r\n' }], printMilliseconds: 20, faults: [] },
    })
  })

  it.each([
    ['refuse', { type: 'refuse' }],
    ['busy:300', { type: 'busy', forMilliseconds: 300 }],
    ['stop-reading:0', { type: 'stop-reading', afterOctets: 0 }],
    ['stop-reading:10:500@2', { type: 'stop-reading', afterOctets: 10, forMilliseconds: 500, jobs: [2] }],
    ['reset:1000@1,3', { type: 'reset', afterOctets: 1000, jobs: [1, 3] }],
    ['close:0', { type: 'close', afterOctets: 0 }],
    ['reset-at-end', { type: 'reset-at-end' }],
    ['never-close@4', { type: 'never-close', jobs: [4] }],
  ])('reads the fault %s', (text, fault) => {
    expect(readCommand(['--fault', text])).toMatchObject({ run: { faults: [fault] } })
  })

  it.each([
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000"'],
    [['--status-port', 'x'], '--status-port must be'],
    [['--print-time', '-1'], '--print-time'],
    [['--colour'], '--colour'],
    [['extra'], 'extra'],
    [['--fault', 'explode'], 'fault "explode" is not one of: refuse, busy:MILLISECONDS'],
    [['--fault', 'reset'], 'fault "reset"'],
    [['--fault', 'busy:1@2'], 'fault "busy:1@2"'],
    [['--fault', 'never-close:3'], 'fault "never-close:3"'],
  ])('refuses %j with a reason', (args, reason) => {
    expect(readCommand(args)).toEqual({ error: expect.stringContaining(reason) as string })
  })

  it('offers help', () => {
    expect(readCommand(['--help'])).toEqual({ help: true })
  })
})
