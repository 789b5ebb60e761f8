import { describe, expect, it } from 'vitest'
import { BackChannel, printable } from './back-channel.js'

describe('BackChannel', () => {
  it('keeps 64 KiB, counts the rest, and says when it stops listening', () => {
    const channel = new BackChannel()
    const kib = new Uint8Array(1024).fill(0x61)
    const kept = Array.from({ length: 70 }, () => channel.take(kib))
    expect(kept.filter(Boolean)).toHaveLength(64)
    expect(channel.octets).toBe(70 * 1024)
    expect(channel.text).toHaveLength(64 * 1024)
    expect(channel.lastLine).toHaveLength(200)
  })

  it('shows the last line that says something', () => {
    const channel = new BackChannel()
    channel.take(Buffer.from('@PJL USTATUS DEVICE\r\nCODE=10001\r\nDISPLAY="Ready"\r\n\f'))
    expect(channel.lastLine).toBe('DISPLAY="Ready"')
    expect(new BackChannel().lastLine).toBe('')
    // The Ctrl-D of a PostScript printer says nothing to people.
    channel.take(Uint8Array.of(4))
    expect(channel.lastLine).toBe('DISPLAY="Ready"')
  })

  it('shows control characters as words', () => {
    expect(printable('a\u001b[2J\u0007\u0085b')).toBe('a\\x1b[2J\\x07\\x85b')
  })
})
