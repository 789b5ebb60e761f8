/** A contestant's process, asked line by line. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('contestant-process.js', import.meta.url))

/**
 * The same for all. How large the young generation is, V8 finds out by itself, sooner or later: from the beginning, it is
 * as large as it may become, so that one run is like the other.
 */
const flags = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16']

/** Starts a contestant in JavaScript. */
export async function startContestant(name) {
  const { ask, stop } = startLines(process.execPath, [...flags, program, name])
  const { label, messages } = JSON.parse(await ask())
  return { label, messages, ask: async (message, task, count) => JSON.parse(await ask(`${message} ${task} ${count}`)), stop }
}

/** Starts a program that answers each line with a line. */
export function startLines(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = new Promise((resolve) => child.once('close', resolve))
  return {
    /** The next line, after a question or unasked. */
    async ask(question) {
      if (question !== undefined) child.stdin.write(`${question}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`${command} ${args.join(' ')} ended`)
      return value
    },
    stop() {
      child.stdin.end()
      return ended
    },
  }
}
