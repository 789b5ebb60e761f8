import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import js from '@eslint/js'
import tseslint from 'typescript-eslint'
import { layers, testOnly } from './layers.js'

/**
 * The lint rules of a package, the layer arrows included.
 *
 * @param {string} dir the package's folder (`import.meta.dirname` of its eslint.config.js)
 */
export function platenLint(dir) {
  const name = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')).name.replace('@platen/', '')
  const allowed = layers[name]
  const siblings = Object.keys(layers).filter((other) => other !== name)
  const forbidden = allowed ? siblings.filter((other) => !allowed.includes(other)) : []
  const arrows = (/** @type {string[]} */ list) => ({
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(list.length > 0
            ? [{ group: list.flatMap((other) => [`@platen/${other}`, `@platen/${other}/*`]), message: `${name} may import only: ${(allowed ?? []).join(', ') || 'nothing'} (tooling/layers.js).` }]
            : []),
          { group: ['@platen/*/src/*', '@platen/*/dist/*', '../../*/src/*', '../../../packages/*'], message: "A package never imports a sibling's internals." },
        ],
      },
    ],
  })
  return tseslint.config(
    { ignores: ['dist/**', 'coverage/**', '*.config.js'] },
    {
      files: ['**/*.ts'],
      extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: dir } },
      rules: {
        ...arrows(forbidden),
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      },
    },
    {
      files: ['**/*.test.ts', '**/test/**', '**/contract/**'],
      rules: { ...arrows(forbidden.filter((other) => !testOnly.includes(other))), '@typescript-eslint/require-await': 'off' },
    },
  )
}
