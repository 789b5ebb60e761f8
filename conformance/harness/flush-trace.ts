/** What strace saw of a process's writing: which files it flushed before it answered. */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { run } from './command.js'
import { findTool } from './tools.js'

/** strace and its arguments: threads too, file descriptors with their paths. @param output - where it writes */
export const straceUnder = (output: string): readonly string[] => ['strace', '-f', '-qq', '-y', '-s', '256', '-e', 'trace=write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat', '-o', output]

/** A sentence if processes cannot be traced here, as in some containers. */
export async function missingTracing(): Promise<string[]> {
  const strace = findTool('strace')
  if (strace === undefined) return ['there is no "strace"']
  const { code, stderr } = await run(strace, ['-qq', '-f', '-o', '/dev/null', 'true'])
  return code === 0 ? [] : [`strace cannot trace here (${stderr.trim()})`]
}

/** What went before an answer. */
export interface BeforeAnswer {
  /** Files that were written to, under their names at the end. */
  readonly written: readonly string[]
  /** Files written to, and folders in which a file got its name, that were not flushed after that. */
  readonly unflushed: readonly string[]
}

const writing = /^(?:write|writev|pwrite64|pwritev)\(/
const flushing = /^(?:fsync|fdatasync)\(/
const naming = /^(?:rename|renameat|renameat2|link|linkat)\(/
const removing = /^(?:unlink|unlinkat)\(/
const answering = /^writev?\(\d+<socket[^>]*>.*"HTTP\/1\.1 200 OK/

/**
 * Reads a trace: for each HTTP answer 200, what was written under a folder between the answer before and it, and not flushed.
 *
 * Octets count as written when their call begins, as flushed when the call ends: strace splits calls that others come between.
 */
export function readFlushTrace(file: string, folder: string): BeforeAnswer[] {
  const answers: BeforeAnswer[] = []
  let written = new Map<string, number>()
  let flushed = new Map<string, number>()
  const begun = new Map<string, string>()
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const { thread = '', said = '' } = /^(?<thread>\d+) +(?<said>.*)$/.exec(line)?.groups ?? {}
    const begins = !said.startsWith('<...')
    const ends = !said.endsWith('<unfinished ...>')
    const call = begins ? said : (begun.get(thread) ?? '')
    if (!ends) begun.set(thread, said)
    const path = /^\w+\(\d+<(?<path>[^>]*)>/.exec(call)?.groups?.['path'] ?? ''
    if (begins && answering.test(call)) {
      answers.push({ written: [...written.keys()], unflushed: [...written].filter(([one, at]) => (flushed.get(one) ?? -1) < at).map(([one]) => one) })
      written = new Map()
      flushed = new Map()
    } else if (begins && writing.test(call) && path.startsWith(folder)) written.set(path, index)
    else if (ends && flushing.test(call) && path.startsWith(folder)) flushed.set(path, index)
    else if (ends && naming.test(call)) name(call, index)
    else if (ends && removing.test(call)) written.delete(namesIn(call)[0] ?? '')
  }
  return answers

  function name(call: string, index: number): void {
    const [from = '', to = ''] = namesIn(call)
    if (!to.startsWith(folder)) return
    written.set(to, written.get(from) ?? index)
    flushed.set(to, flushed.get(from) ?? -1)
    written.delete(from)
    written.set(dirname(to), index)
  }
}

const namesIn = (call: string): string[] => [...call.matchAll(/"(?<name>[^"]*)"/g)].map((match) => match[1] ?? '')
