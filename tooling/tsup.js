import { defineConfig } from 'tsup'

/**
 * The one way a Platen package is built: ES modules with declarations.
 *
 * @param {Record<string, string> | string[]} entry the package's entry points
 * @param {import('tsup').Options} [overrides]
 */
export function platenBuild(entry = ['src/index.ts'], overrides = {}) {
  return defineConfig({
    entry,
    format: ['esm'],
    target: 'node22',
    dts: true,
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: true,
    // tsup would turn `node:sqlite` into `sqlite`, which does not exist.
    removeNodeProtocol: false,
    ...overrides,
  })
}
