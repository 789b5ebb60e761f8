/** C's libcups as a contestant: libcups.c compiled, one process for each message. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startLines } from './contestant.js'

const run = promisify(execFile)
const source = fileURLToPath(new URL('libcups.c', import.meta.url))

/** Compiles and starts it. @param {import('./messages.js').BenchMessage[]} messages @returns the contestant, or why it cannot be had */
export async function startLibcups(messages) {
  const folder = await mkdtemp(join(tmpdir(), 'platen-bench-'))
  const remove = () => rm(folder, { recursive: true })
  const program = join(folder, 'libcups')
  let version
  try {
    await run('cc', ['-O2', '-w', '-o', program, source, '-lcups'])
    version = (await run('cups-config', ['--version'])).stdout.trim()
  } catch (error) {
    await remove()
    return { error: `libcups is left out: ${String(error.stderr || error.message).trim().split('\n')[0]} (it needs cc and libcups2-dev)` }
  }
  const processes = await Promise.all(
    messages.map(async ({ octets }, message) => {
      const files = octets.map((_, variant) => join(folder, `${message}-${variant}.bin`))
      await Promise.all(files.map((file, variant) => writeFile(file, octets[variant])))
      const lines = startLines(program, files)
      const [same, written] = (await lines.ask()).split(' ')
      return { lines, report: { tasks: ['decode', 'part', 'all', 'encode'], remarks: [], written: Number(written), same: same === 'same' } }
    }),
  )
  return {
    label: `libcups ${version} (C)`,
    messages: processes.map(({ report }) => report),
    ask: async (message, task, count) => Number(await processes[message].lines.ask(task.startsWith('memory:') ? 'heap 1' : `${task} ${count}`)),
    stop: async () => {
      await Promise.all(processes.map(({ lines }) => lines.stop()))
      await remove()
    },
  }
}
