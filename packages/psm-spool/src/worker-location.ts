/**
 * Where the writer's program is: beside the built package. This file stays at the top of `src`, so that the built
 * chunk which holds it is at the top of `dist`, as the path below says.
 */
export const writerWorker: URL = new URL('./store/writer-worker.js', import.meta.url)
