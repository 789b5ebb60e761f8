/** A TCP port on 127.0.0.1 that nothing listens on. */
import { createServer, type AddressInfo } from 'node:net'

/** Finds a free port. Whoever wants it takes it at once: it is not kept. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The first of some ports that is free, or `undefined` if none is. */
export async function firstFree(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) {
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)))
    if (!free) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
  return undefined
}
