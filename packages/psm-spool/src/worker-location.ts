/**
 * Where the programs of the spooler's threads are: beside the built package. This file stays at the top of `src`, so that the built
 * chunk which holds it is at the top of `dist`, as the paths below say.
 */
export const writerWorker: URL = new URL('./store/writer-worker.js', import.meta.url)
export const digestWorker: URL = new URL('./digests/digest-worker.js', import.meta.url)
