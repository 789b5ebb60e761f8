import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDurableFile, writeDurableFile, writeDurableFileLater } from './durable-file.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'platen-durable-'))
  file = join(folder, 'deep', 'file')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a durable file', () => {
  it('is not there until it is written, its folder neither', () => {
    expect(readDurableFile(file)).toBeUndefined()
    writeDurableFile(file, 'one')
    expect(readDurableFile(file)).toBe('one')
  })

  it('written later takes the name when it is whole', async () => {
    writeDurableFile(file, 'one')
    expect(await writeDurableFileLater(file, 'two', () => readFileSync(file, 'utf8') === 'one')).toBe(true)
    expect(readDurableFile(file)).toBe('two')
  })

  it('written later does not set back what was written in the meantime', async () => {
    writeDurableFile(file, 'one')
    const later = writeDurableFileLater(file, 'two', () => readFileSync(file, 'utf8') === 'one')
    writeDurableFile(file, 'three')
    expect(await later).toBe(false)
    expect(readDurableFile(file)).toBe('three')
  })
})
