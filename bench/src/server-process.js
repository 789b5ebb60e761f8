/** The built server as a process of its own, so that its memory can be measured from outside. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url))

/** Starts the server. @param {string[]} args its command line */
export async function startServerProcess(args) {
  const child = spawn(process.execPath, [main, '--port', '0', '--log-level', 'warn', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let port
  for await (const line of createInterface({ input: child.stdout })) {
    port = /ipp:\/\/localhost:(\d+)\//.exec(line)?.[1]
    if (port !== undefined) break
  }
  if (port === undefined) throw new Error('the server did not start')
  child.stdout.resume()
  return {
    port: Number(port),
    /** Resident memory in MiB: now, and the most so far. */
    memory: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
      return { rss: field('VmRSS'), highest: field('VmHWM') }
    },
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}
