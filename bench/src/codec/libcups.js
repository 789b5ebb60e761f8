/** C's libcups as a contestant: libcups.c compiled, one process for each message, asked over its standard input. */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const source = fileURLToPath(new URL('libcups.c', import.meta.url))

/** Compiles it. @returns where it is and how to remove it, or why it cannot be had */
export async function compileLibcups() {
  const folder = await mkdtemp(join(tmpdir(), 'platen-bench-'))
  const remove = () => rm(folder, { recursive: true })
  try {
    await run('cc', ['-O2', '-w', '-o', join(folder, 'libcups'), source, '-lcups'])
    const version = await run('cups-config', ['--version']).then(({ stdout }) => stdout.trim(), () => '')
    return { program: join(folder, 'libcups'), folder, version, remove }
  } catch (error) {
    await remove()
    return { error: `not compiled (${String(error.stderr ?? error.message).split('\n')[0]}): needs cc and libcups2-dev` }
  }
}

/** Starts it with the variants of a message. */
export async function startLibcups({ program, folder }, octets) {
  const files = octets.map((_, variant) => join(folder, `${variant}.bin`))
  await Promise.all(files.map((file, variant) => writeFile(file, octets[variant])))
  const child = spawn(program, files, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('libcups ended')
    return value
  }
  const [same, length] = (await line()).split(' ')
  return {
    remark: same === 'same' ? '' : `writes other octets than it read, ${length} of ${octets[0].length}`,
    ask: async (task, count) => {
      child.stdin.write(`${task} ${count}\n`)
      return Number(await line())
    },
    stop: () => child.stdin.end(),
  }
}
