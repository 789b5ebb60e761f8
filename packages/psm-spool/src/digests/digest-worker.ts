/**
 * The thread that digests large documents once they are accepted: no client waits for it, and it takes what processor time
 * the others leave.
 */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { fileDigest } from './file-digest.js'
import { storageTrouble } from '../store/failure.js'

/** What comes back for a path. */
export type Digested = { readonly digest: Uint8Array } | { readonly failure: string }

const port = parentPort
if (port === null) throw new Error('digest-worker runs as a worker thread of the spooler only')

try {
  // On Linux a thread has a priority of its own; elsewhere this would be the whole server's.
  if (process.platform === 'linux') setPriority(19)
} catch {
  // Not allowed: then it runs like the others.
}

port.on('message', (path: string) => {
  fileDigest(path).then(
    (digest) => port.postMessage({ digest } satisfies Digested),
    (error: unknown) => port.postMessage({ failure: storageTrouble(error) ?? (error instanceof Error ? error.message : String(error)) } satisfies Digested),
  )
})
