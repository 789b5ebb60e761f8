import { describe, expect, it } from 'vitest'
import { readCommand } from './command-options.js'

describe('the command line', () => {
  it('reads every option', () => {
    const args = '--port 0 --host ::1 --status-port 9101 --snmp-port 1161 --community private --snmp-user monitor,sha256:authentic,aes:private-key --control-port 8100 --speaks pjl --speaks postscript --model Laser --name one --consume-paper'
      .concat(' --output out --keep --verbose --answer hi --print-time 20 --page-time 5 --pages-per-job 3 --raise media-empty:tray=2 --script file.json')
      .split(' ')
    expect(readCommand(args)).toEqual({
      run: {
        isVerbose: true,
        script: 'file.json',
        simulator: {
          keep: 'octets',
          port: 0,
          host: '::1',
          statusPort: 9101,
          snmpPort: 1161,
          snmpCommunity: 'private',
          snmpUsers: [{ name: 'monitor', auth: { protocol: 'sha256', password: 'authentic' }, privacy: { protocol: 'aes', password: 'private-key' } }],
          controlPort: 8100,
          speaks: ['pjl', 'postscript'],
          equipment: { model: 'Laser', name: 'one', consumesPaper: true },
          output: 'out',
          answers: [{ after: 'end', text: 'hi\r\n' }],
          printMilliseconds: 20,
          pageMilliseconds: 5,
          pagesPerJob: 3,
          faults: [],
          script: [{ afterMilliseconds: 0, do: [{ type: 'raise', condition: 'media-empty', tray: 2 }] }],
        },
      },
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
    ['close-late:20', { type: 'close-late', forMilliseconds: 20 }],
    ['garbage:0', { type: 'garbage', afterOctets: 0 }],
    ['flood:10:5000@1', { type: 'flood', afterOctets: 10, octets: 5000, jobs: [1] }],
    ['ignore-after-end-of-job', { type: 'ignore-after-end-of-job' }],
    ['close-at-end-of-job', { type: 'close-at-end-of-job' }],
    ['status-late:100@2,3', { type: 'status-late', forMilliseconds: 100, questions: [2, 3] }],
    ['status-truncated:3', { type: 'status-truncated', octets: 3 }],
    ['status-twice', { type: 'status-twice' }],
    ['snmp-never', { type: 'snmp-never' }],
    ['snmp-late:100', { type: 'snmp-late', forMilliseconds: 100 }],
  ])('reads the fault %s', (text, fault) => {
    expect(readCommand(['--fault', text])).toMatchObject({ run: { simulator: { faults: [fault] } } })
  })

  it.each([
    [['--port', '70000'], '--port must be a whole number from 0 to 65535, not "70000"'],
    [['--status-port', 'x'], '--status-port must be'],
    [['--print-time', '-1'], '--print-time'],
    [['--colour'], '--colour'],
    [['extra'], 'extra'],
    [['--speaks', 'klingon'], '--speaks must be pjl or postscript, not "klingon"'],
    [['--raise', 'thirst'], 'condition "thirst" is not one of: hardware-error, media-jam'],
    [['--raise', 'media-empty:drawer=2'], '"drawer=2" is not one of: tray=NUMBER'],
    [['--fault', 'snmp-never@1'], 'fault "snmp-never@1"'],
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
