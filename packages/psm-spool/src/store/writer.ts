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

/** The connection is in a transaction that it cannot get out of. */
export class WriterBroken extends Error {
  override readonly name = 'WriterBroken'
}

/**
 * Whether a command need not be flushed: that a job's turn has come and its device is about to be asked, and that the device
 * stops or goes on. After a power cut the job is back in its queue with that forgotten, as it is after any crash; no octet leaves
 * before a flush, for an attempt is journaled by a command that is flushed, with all that was written before it.
 */
export const mayWait = (command: Command): boolean => command.type === 'note-printer' || (command.type === 'transition' && command.by === undefined && (command.event.type === 'start' || command.event.type === 'stop' || command.event.type === 'go-on'))

/** Writes commands to a database. */
export class Writer {
  readonly #database: DatabaseSync
  readonly #tables: Tables
  #flushing = true

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#tables = new Tables(database)
  }

  /**
   * Carries out commands in their order and commits them together. When it returns they are on the disk, unless all of them
   * are such that {@link mayWait}: those are on the disk with the next that are not.
   *
   * @throws WriterBroken if this connection cannot go on: another one can
   */
  commit(batch: readonly Envelope[]): Reply[] {
    try {
      this.#flush(!batch.every(({ command }) => mayWait(command)))
      return this.#transaction(batch)
    } catch (error) {
      if (error instanceof WriterBroken) throw error
      const [only] = batch
      if (only === undefined) return []
      if (batch.length === 1) return [{ number: only.number, failure: failureOf(error) }]
      // The whole transaction was given up (disk full, say): each on its own, so that one which fits is not refused.
      return batch.flatMap((one) => this.commit([one]))
    }
  }

  #transaction(batch: readonly Envelope[]): Reply[] {
    this.#tables.statement('BEGIN IMMEDIATE').run()
    try {
      const replies = batch.map((one) => this.#one(one))
      this.#tables.statement('COMMIT').run()
      return replies
    } catch (error) {
      this.#rollBack()
      throw error
    }
  }

  #rollBack(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    } catch (error) {
      throw new WriterBroken(`the spool's transaction cannot be taken back: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }

  /** Whether commits are flushed. */
  #flush(flushing: boolean): void {
    if (this.#flushing === flushing) return
    this.#database.exec(`PRAGMA synchronous = ${flushing ? 'FULL' : 'NORMAL'}`)
    this.#flushing = flushing
  }

  #one({ number, command }: Envelope): Reply {
    this.#tables.statement('SAVEPOINT command').run()
    const effects: Effect[] = []
    try {
      const answer = carryOut({ tables: this.#tables, effects }, command)
      this.#tables.statement('RELEASE command').run()
      return { number, answer, effects }
    } catch (error) {
      // SQLite may have given up the whole transaction; then there is no savepoint to go back to.
      if (!this.#database.isTransaction) throw error
      this.#database.exec('ROLLBACK TO command; RELEASE command')
      return { number, failure: failureOf(error) }
    }
  }
}
