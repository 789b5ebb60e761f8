/** Group commit: many commands, one transaction, one flush; a command that fails harms only itself. */
import type { DatabaseSync } from 'node:sqlite'
import { carryOut, type Answers, type Command } from './commands/command.js'
import type { Effect } from './effects.js'
import { failureOf, type Failure } from './failure.js'
import { Tables } from './tables.js'

/** A command on its way, with a number for its answer. */
export interface Envelope {
  readonly number: number
  readonly command: Command
}

/** The answer to a command. */
export type Reply =
  | { readonly number: number; readonly answer: Answers[Command['type']]; readonly effects: readonly Effect[] }
  | { readonly number: number; readonly failure: Failure }

/** Writes commands to a database. */
export class Writer {
  readonly #database: DatabaseSync
  readonly #tables: Tables

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#tables = new Tables(database)
  }

  /** Carries out commands in their order and commits them together. When it returns they are on the disk. */
  commit(batch: readonly Envelope[]): Reply[] {
    try {
      return this.#transaction(batch)
    } catch (error) {
      const [only] = batch
      if (only === undefined) return []
      if (batch.length === 1) return [{ number: only.number, failure: failureOf(error) }]
      // The whole transaction was given up (disk full, say): each on its own, so that one which fits is not refused.
      return batch.flatMap((one) => this.commit([one]))
    }
  }

  #transaction(batch: readonly Envelope[]): Reply[] {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const replies = batch.map((one) => this.#one(one))
      this.#database.exec('COMMIT')
      return replies
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #one({ number, command }: Envelope): Reply {
    this.#database.exec('SAVEPOINT command')
    const effects: Effect[] = []
    try {
      const answer = carryOut({ tables: this.#tables, effects }, command)
      this.#database.exec('RELEASE command')
      return { number, answer, effects }
    } catch (error) {
      // SQLite may have given up the whole transaction; then there is no savepoint to go back to.
      if (!this.#database.isTransaction) throw error
      this.#database.exec('ROLLBACK TO command; RELEASE command')
      return { number, failure: failureOf(error) }
    }
  }
}
