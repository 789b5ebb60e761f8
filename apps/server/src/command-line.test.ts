import { describe, expect, it } from 'vitest'
import { readCommandLine } from './command-line.js'

describe('platen', () => {
  it('takes options, short and long', () => {
    expect(readCommandLine(['-c', 'a.yaml', '--port', '0', '--data', 'd', '--log-level', 'warn'])).toMatchObject({ config: 'a.yaml', port: 0, data: 'd', logLevel: 'warn' })
  })

  it.each([
    [['--port', 'http'], '--port is "http"'],
    [['--log-level', 'loud'], '--log-level is "loud"'],
    [['--prot', '1'], '--prot'],
  ])('refuses %j', (args, message) => {
    expect(() => readCommandLine(args)).toThrow(message)
  })
})
