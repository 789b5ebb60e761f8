/** The feed: reads the events of print services and of the system into the registry, for as long as the listener is open. */
import type { Log, PrintEvent, SystemEvent } from '@platen/papi'

/** What events go to. */
export interface EventSink {
  publish(event: PrintEvent | SystemEvent): void
}

/** What has events: a print service, or the system. */
export interface EventSource {
  events?(signal?: AbortSignal): AsyncIterable<PrintEvent | SystemEvent>
}

/** How long to wait before events that broke off are read again, milliseconds. */
const pause = 1000

/**
 * Reads the events of each source that has them. They begin to be read before this returns, so that no event of a
 * later request is missed.
 *
 * @param signal - ends the feed
 * @returns resolves when every source has ended its events
 */
export async function feed(sources: Iterable<EventSource>, sink: EventSink, log: Log, signal: AbortSignal): Promise<void> {
  await Promise.all([...sources].map((source) => read(source, sink, log, signal)))
}

async function read(source: EventSource, sink: EventSink, log: Log, signal: AbortSignal): Promise<void> {
  const isAborted = (): boolean => signal.aborted
  while (!isAborted()) {
    try {
      for await (const event of source.events?.(signal) ?? []) sink.publish(event)
      return
    } catch (error) {
      if (isAborted()) return
      log.error('the events of a print service broke off; subscribers miss what happens until they are read again', { error })
    }
    await unlessAborted(pause, signal)
  }
}

function unlessAborted(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const end = (): void => resolve(undefined)
  const timer = setTimeout(end, milliseconds).unref()
  signal.addEventListener('abort', end, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  })
}
