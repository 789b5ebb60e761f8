import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { durableJobIds, serverUuid } from './data-directory.js'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'platen-data-'))
})
// What is written ahead may still be under way.
afterEach(() => rmSync(data, { recursive: true, maxRetries: 5 }))

describe('the server UUID', () => {
  it('is made once, then stays', () => {
    const uuid = serverUuid(data)
    expect(uuid).toMatch(/^[0-9a-f-]{36}$/)
    expect(serverUuid(data)).toBe(uuid)
  })
})

describe('job ids', () => {
  it('go on after a clean stop without a gap', () => {
    const ids = durableJobIds(data)
    expect([ids.next(), ids.next()]).toEqual([1, 2])
    ids.close()
    expect(durableJobIds(data).next()).toBe(3)
  })

  it('are never given twice after a crash', () => {
    const before = durableJobIds(data)
    const given = Array.from({ length: 250 }, () => before.next())
    expect(durableJobIds(data).next()).toBeGreaterThan(Math.max(...given))
  })

  it('are not given out while they cannot be written down, and go on when they can', () => {
    const ids = durableJobIds(data)
    // A folder in its place keeps the file from being written, whoever asks.
    mkdirSync(join(data, 'next-job-id.new'))
    for (let times = 0; times < 2; times++) expect(() => ids.next()).toThrow(expect.objectContaining({ code: 'temporary-error' }))
    rmdirSync(join(data, 'next-job-id.new'))
    expect(ids.next()).toBe(1)
    expect(durableJobIds(data).next()).toBeGreaterThan(1)
  })

  it('are written down before they are needed: nobody waits for the disk', async () => {
    const ids = durableJobIds(data)
    for (let id = 1; id <= 51; id++) ids.next()
    await vi.waitFor(() => expect(readFileSync(join(data, 'next-job-id'), 'utf8')).toBe('201\n'))
    // Who had to wait would fail now.
    mkdirSync(join(data, 'next-job-id.new'))
    await vi.waitFor(() => expect(ids.next()).toBe(102), { interval: 1 })
    rmdirSync(join(data, 'next-job-id.new'))
  })

  it('are above those that modules remember', () => {
    const ids = durableJobIds(data)
    ids.seen(70)
    ids.seen(5)
    expect(ids.next()).toBe(71)
    ids.close()
    expect(durableJobIds(data).next()).toBe(72)
  })

  it('survive a file that is not a number', () => {
    writeFileSync(join(data, 'next-job-id'), 'x')
    expect(durableJobIds(data).next()).toBe(1)
    expect(readFileSync(join(data, 'next-job-id'), 'utf8')).toBe('101\n')
  })
})
