/** For tests: how much memory is alive, garbage not counted. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Octets of buffers that are still in use. */
export function liveBufferOctets(): number {
  collect()
  // Buffers are given back beside the program's own thread; a second collection waits for that of the first.
  collect()
  return process.memoryUsage().arrayBuffers
}
