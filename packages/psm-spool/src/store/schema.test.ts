import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrate, migrations, schemaVersion } from './schema.js'

const steps = ['CREATE TABLE one (a)', 'ALTER TABLE one ADD COLUMN b; INSERT INTO one VALUES (1, 2)']

describe('migrate', () => {
  it('brings an empty database to the newest form, and does nothing the next time', () => {
    using database = new DatabaseSync(':memory:')
    migrate(database)
    expect(schemaVersion(database)).toBe(migrations.length)
    migrate(database)
    expect(database.prepare('SELECT count(*) AS jobs FROM jobs').get()).toEqual({ jobs: 0 })
  })

  it('takes only the steps that are missing, and keeps what is there', () => {
    using database = new DatabaseSync(':memory:')
    migrate(database, steps.slice(0, 1))
    database.exec('INSERT INTO one VALUES (7)')
    migrate(database, steps)
    expect(schemaVersion(database)).toBe(2)
    expect(database.prepare('SELECT a, b FROM one').all()).toEqual([{ a: 7, b: null }, { a: 1, b: 2 }])
  })

  it('refuses a database of a newer version, saying what to do', () => {
    using database = new DatabaseSync(':memory:')
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    expect(() => migrate(database)).toThrow(/written by a newer version .* start that version, or give this one another data directory/)
  })

  it('leaves nothing of a step that failed', () => {
    using database = new DatabaseSync(':memory:')
    expect(() => migrate(database, [steps[0] ?? '', 'CREATE TABLE two (a); CREATE TABLE one (a)'])).toThrow(/already exists/)
    expect(schemaVersion(database)).toBe(1)
    expect(database.prepare(`SELECT name FROM sqlite_schema WHERE name = 'two'`).all()).toEqual([])
  })
})
