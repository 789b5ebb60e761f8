/** The SHA-256 of a file's octets, in one buffer whatever the file's size. */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs/promises'

/** Octets read at once. */
const readSize = 1_048_576

/** @throws what the file system threw, or the signal's reason */
export async function fileDigest(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const hash = createHash('sha256')
  const buffer = new Uint8Array(readSize)
  const file = await fs.open(path, 'r')
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) return hash.digest()
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
