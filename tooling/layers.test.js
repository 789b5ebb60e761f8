/** The arrows of the architecture hold: in the table, in the manifests, and in the lint rule that holds the code to them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'
import { platenLint } from './eslint.js'
import { layers, testOnly } from './layers.js'

const root = join(import.meta.dirname, '..')

/** @typedef {{ name: string, dependencies?: Record<string, string>, peerDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Manifest */

/** The manifests of packages, applications and examples, by name without scope. */
const manifests = new Map(
  ['packages', 'apps', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => {
        /** @type {Manifest} */
        const manifest = JSON.parse(readFileSync(join(root, folder, name, 'package.json'), 'utf8'))
        return /** @type {const} */ ([manifest.name.replace('@platen/', ''), { manifest, folder: join(folder, name) }])
      }),
  ),
)
/** @param {Record<string, string> | undefined} dependencies */
const ours = (dependencies) => Object.keys(dependencies ?? {}).flatMap((name) => (name.startsWith('@platen/') && name !== '@platen/tooling' ? [name.replace('@platen/', '')] : []))

describe('the table of layers', () => {
  it('has a row for every package, application and example, and no other', () => {
    expect(Object.keys(layers).sort()).toEqual([...manifests.keys()].sort())
  })

  it('names packages that are there', () => {
    for (const name of [...Object.values(layers).flat(), ...testOnly]) expect(Object.keys(layers)).toContain(name)
  })

  it('has no cycle: every arrow points down', () => {
    /** @type {(name: string, path: readonly string[]) => void} */
    const visit = (name, path) => {
      expect(path, `a cycle: ${[...path, name].join(' -> ')}`).not.toContain(name)
      for (const below of layers[name] ?? []) visit(below, [...path, name])
    }
    for (const name of Object.keys(layers)) visit(name, [])
  })

  it('lets nothing depend on an application, an example or, outside of tests, on what only tests may use', () => {
    const applications = [...manifests].filter(([, { folder }]) => !folder.startsWith('packages')).map(([name]) => name)
    for (const name of [...applications, ...testOnly]) expect(Object.values(layers).flat()).not.toContain(name)
  })
})

describe.each([...manifests])('%s', (name, { manifest, folder }) => {
  it('depends only on packages below it', () => {
    const allowed = layers[name] ?? []
    const used = ours({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies })
    expect(used.filter((one) => !allowed.includes(one))).toEqual([])
    expect(ours(manifest.devDependencies).filter((one) => !allowed.includes(one) && !testOnly.includes(one))).toEqual([])
  })

  it('takes siblings from the workspace', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    for (const one of ours(all)) expect(all[`@platen/${one}`]).toMatch(/^workspace:/)
  })

  it('lints with the rules of its place', () => {
    expect(readFileSync(join(root, folder, 'eslint.config.js'), 'utf8')).toContain('platenLint(import.meta.dirname)')
  })
})

describe('the lint rule', () => {
  /** @type {(folder: string, path: string, code: string) => Promise<string[]>} */
  const lint = async (folder, path, code) => {
    const cwd = join(root, folder)
    // The arrows need no types: without them a text can be linted that is in no project.
    const rules = platenLint(cwd).flatMap(({ files, rules: some }) => {
      const arrows = some?.['no-restricted-imports']
      return arrows === undefined ? [] : [{ files: files ?? [], rules: { 'no-restricted-imports': arrows } }]
    })
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: rules })
    const [result] = await eslint.lintText(code, { filePath: join(cwd, path) })
    return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`)
  }

  beforeAll(() => lint('packages/papi', 'src/warm-up.ts', ''))

  it('refuses an import from a package above', async () => {
    expect(await lint('packages/papi', 'src/x.ts', "import '@platen/ipp-listener'")).toEqual([expect.stringMatching(/no-restricted-imports: .*papi may import only: ipp-core \(tooling\/layers\.js\)/)])
    expect(await lint('packages/papi', 'src/x.ts', "import '@platen/ipp-listener/deep'")).toHaveLength(1)
    expect(await lint('packages/ipp-core', 'src/x.ts', "import '@platen/papi'")).toEqual([expect.stringContaining('ipp-core may import only: nothing')])
    expect(await lint('packages/psm-socket', 'src/x.ts', "export * from '@platen/psm-appsocket'")).toHaveLength(1)
    expect(await lint('examples/psm-example', 'src/x.ts', "import '@platen/ipp-core'")).toEqual([expect.stringContaining('may import only: papi')])
  })

  it('lets an import from a package below pass', async () => {
    expect(await lint('packages/papi', 'src/x.ts', "import '@platen/ipp-core'")).toEqual([])
    expect(await lint('packages/psm-appsocket', 'src/x.ts', "import '@platen/psm-socket'")).toEqual([])
  })

  it("refuses a sibling's internals", async () => {
    for (const path of ['@platen/ipp-core/dist/index.js', '@platen/ipp-core/src/tags.js', '../../ipp-core/src/tags.js', '../../../packages/ipp-core/src/tags.js']) {
      expect(await lint('packages/papi', 'src/x.ts', `import '${path}'`), path).toHaveLength(1)
    }
  })

  it('lets only tests and contracts use what is for tests', async () => {
    const code = "import '@platen/printer-simulator'"
    expect(await lint('packages/psm-socket', 'src/x.ts', code)).toHaveLength(1)
    expect(await lint('packages/psm-socket', 'src/x.test.ts', code)).toEqual([])
    expect(await lint('packages/psm-socket', 'src/x.test.ts', "import '@platen/ipp-listener'")).toHaveLength(1)
  })
})
