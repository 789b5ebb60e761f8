/** What is still to be cleared away when the test process ends, however it ends. */

const cleanups = new Set<() => void>()

/**
 * Has something cleared away at the end of the process, also of one that is interrupted.
 *
 * @returns what takes it off the list, because it has been cleared away
 */
export function atEnd(cleanup: () => void): () => void {
  cleanups.add(cleanup)
  return () => cleanups.delete(cleanup)
}

function clearAway(): void {
  cleanups.forEach((cleanup) => cleanup())
  cleanups.clear()
}

process.once('exit', clearAway)
// Vitest ends its workers by SIGTERM; Ctrl-C reaches them as SIGINT, and a runner that died as the end of its channel.
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.once(event, () => {
    clearAway()
    process.exit(1)
  })
}
