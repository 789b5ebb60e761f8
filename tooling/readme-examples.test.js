/**
 * The examples of every README.md run: each TypeScript block that begins with `// example: NAME` is put into its package's
 * folder, so that imports resolve as a user's would, and run by this Node, which strips the types. Exit code 0 is right.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const secondsAllowed = 15

/** Folders that may have a README.md with examples, `.` for the root. */
const folders = [
  '.',
  ...['packages', 'apps', 'examples'].flatMap((kind) =>
    readdirSync(join(root, kind), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, kind, entry.name, 'package.json')))
      .map(({ name }) => `${kind}/${name}`),
  ),
]

/** The examples of a text: blocks of TypeScript whose first line names them. @param {string} markdown */
function examplesOf(markdown) {
  return [...markdown.matchAll(/^```ts\n\/\/ example: (?<name>.+)\n(?<code>[\s\S]*?)^```$/gm)].map(({ groups }) => ({ name: groups?.name ?? '', code: groups?.code ?? '' }))
}

/**
 * Runs a program in a folder of the workspace. The code stands on the lines it would have with its heading, and what it
 * prints is told if it fails.
 *
 * @param {string} folder
 * @param {string} code
 */
async function run(folder, code) {
  // The root has no packages of its own to import: its examples run where the server's do.
  const home = join(root, folder === '.' ? 'apps/server' : folder)
  const file = join(home, `.readme-example-${process.pid}-${next++}.mts`)
  await writeFile(file, `// from ${folder}/README.md\n${code}`)
  try {
    const child = spawn(process.execPath, ['--no-warnings', file], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] })
    /** @type {string[]} */
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => printed.push(text))
    const timer = setTimeout(() => {
      printed.push(`\nstill running after ${secondsAllowed} s`)
      child.kill('SIGKILL')
    }, secondsAllowed * 1000)
    /** @type {number | null} */
    const exitCode = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
    clearTimeout(timer)
    return { exitCode, printed: printed.join('') }
  } finally {
    await rm(file, { force: true })
  }
}
let next = 1

const readmes = folders.flatMap((folder) => {
  const path = join(root, folder, 'README.md')
  return existsSync(path) ? [{ folder, examples: examplesOf(readFileSync(path, 'utf8')) }] : []
})

describe('README.md', () => {
  it.each(folders.filter((folder) => folder.startsWith('packages/')))('of %s is there and has an example', (folder) => {
    expect(readmes.find((one) => one.folder === folder)?.examples.length ?? 0).toBeGreaterThan(0)
  })

  it('names its examples apart', () => {
    for (const { folder, examples } of readmes) expect(new Set(examples.map(({ name }) => name)).size, folder).toBe(examples.length)
  })

  describe.each(readmes.filter(({ examples }) => examples.length > 0))('$folder', ({ folder, examples }) => {
    it.each(examples)('$name', { timeout: (secondsAllowed + 5) * 1000 }, async ({ code }) => {
      const { exitCode, printed } = await run(folder, code)
      expect(exitCode, printed).toBe(0)
    })
  })
})

describe('the runner of examples', () => {
  it('finds blocks by their first line, and no others', () => {
    const markdown = 'Text\n```ts\n// example: one\nlet a\n```\n```ts\nlet b\n```\n```js\n// example: two\n```\n```ts\n// example: three\n```\n'
    expect(examplesOf(markdown)).toEqual([
      { name: 'one', code: 'let a\n' },
      { name: 'three', code: '' },
    ])
  })

  it('tells what a failing example printed', async () => {
    const { exitCode, printed } = await run('tooling', "const wrong: number = 7\nthrow new Error(`wrong: ${wrong}`)\n")
    expect(exitCode).toBe(1)
    expect(printed).toContain('wrong: 7')
  })

  it('leaves no file behind', () => {
    expect(folders.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.startsWith(`.readme-example-${process.pid}`)))).toEqual([])
  })
})
