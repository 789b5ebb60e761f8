/** What the disk can do in this minute: appends that are each flushed, in a row. */
import { closeSync, fdatasyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} folder @param {number} milliseconds @param {number} octets of each append @returns {number} appends and flushes per second */
export function flushesPerSecond(folder, milliseconds, octets = 10_240) {
  const path = join(folder, 'flushes')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(octets, 7)
  const begun = performance.now()
  let count = 0
  try {
    while (performance.now() < begun + milliseconds) {
      writeSync(file, block)
      fdatasyncSync(file)
      count++
    }
    return count / ((performance.now() - begun) / 1000)
  } finally {
    closeSync(file)
    unlinkSync(path)
  }
}
