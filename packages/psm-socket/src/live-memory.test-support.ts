/** For tests: how much memory is alive, garbage not counted. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Octets of buffers that are still in use. */
export function liveBufferOctets(): number {
  collect()
  return process.memoryUsage().arrayBuffers
}
