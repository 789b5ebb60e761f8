/** Reads option values that stand in files of their own and in the environment. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ValueSource } from './elsewhere.js'

/** More than any password: who names a wrong file is told so. */
const longest = 4096

/** Files from a folder, and the variables of an environment. A line end behind a file's value does not belong to it. */
export function valueSource(folder: string, environment: Readonly<Record<string, string | undefined>>): ValueSource {
  return {
    file: (path) => {
      const file = resolve(folder, path)
      const value = content(file).replace(/\r?\n$/, '')
      if (value === '') throw new Error(`the file ${file} is empty`)
      if (value.length > longest || /[\r\n]/.test(value)) throw new Error(`the file ${file} is to have one line of at most ${longest} characters: the value`)
      return value
    },
    env: (name) => {
      const value = environment[name]
      if (value === undefined || value === '') throw new Error(`there is no environment variable ${name}`)
      return value
    },
  }
}

function content(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Error(`the file ${file} cannot be read: ${code}`, { cause: error })
  }
}
