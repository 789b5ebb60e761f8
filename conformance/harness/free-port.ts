/** TCP ports on 127.0.0.1: free ones, and when somebody listens there. */
import { connect, createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

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

/**
 * Waits until somebody listens on a port: for programs that do not say when they are ready.
 *
 * @throws Error if nobody does in time
 */
export async function listening(port: number, timeout = 20_000): Promise<void> {
  const end = Date.now() + timeout
  while (!(await answers(port))) {
    if (Date.now() > end) throw new Error(`nobody listens on 127.0.0.1:${port}`)
    await pause(20)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
