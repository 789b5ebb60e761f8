/** Compiles a small library that is loaded before the C library, to stand between a program and its disk. */
import { fileURLToPath } from 'node:url'
import { runWell } from '../command.js'
import { findTool, tool } from '../tools.js'
import type { WorkFolder } from '../work-folder.js'

/** Sentences if such a library cannot be made here. */
export function missingPreload(): string[] {
  if (process.platform !== 'linux') return ['libraries are preloaded on Linux only']
  return findTool('cc') === undefined ? ['there is no "cc"'] : []
}

/** Compiles one of our libraries. @returns its path */
export async function compilePreload(work: WorkFolder, name: 'recorder' | 'faulty-disk'): Promise<string> {
  const library = work.file(`${name}.so`)
  await runWell(tool('cc'), ['-shared', '-fPIC', '-O1', '-o', library, fileURLToPath(new URL(`${name}.c`, import.meta.url)), '-ldl', '-lpthread'])
  return library
}
