/** The messages between the main thread and the writer's. */
import type { Failure } from './failure.js'
import type { Envelope, Reply } from './writer.js'

/** What the worker is started with. */
export interface WriterData {
  /** The database file. */
  readonly path: string
}

/** To the worker. */
export type ToWorker = { readonly type: 'commands'; readonly batch: readonly Envelope[] } | { readonly type: 'close' }

/** To the main thread. One `replies` message is one commit. */
export type ToMain =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'replies'; readonly replies: readonly Reply[] }
  | { readonly type: 'closed' }
