/** Flushes a file to the disk; of a folder, the names in it. */
import * as fs from 'node:fs/promises'

/** Resolves when what was written there is on the disk. @throws what the file system threw */
export async function flush(path: string, { open }: Pick<typeof fs, 'open'> = fs): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
