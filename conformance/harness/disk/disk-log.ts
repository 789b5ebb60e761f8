/** Reads what recorder.c wrote down. */
import { readFileSync } from 'node:fs'

/** One thing that a process did to its disk, or said. `at` is where the log was when it was noted. */
export type Deed = { readonly at: number } & (
  | { readonly type: 'write'; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly type: 'truncate'; readonly path: string; readonly size: number }
  | { readonly type: 'flush'; readonly path: string; readonly begun: number }
  | { readonly type: 'create'; readonly path: string; readonly emptied: boolean }
  | { readonly type: 'rename' | 'link'; readonly from: string; readonly to: string }
  | { readonly type: 'unlink' | 'mkdir'; readonly path: string }
  | { readonly type: 'said'; readonly data: Buffer }
)

/** The deeds of a log, in their order. A last one that was cut off is left out. */
export function readDiskLog(file: string): Deed[] {
  const log = readFileSync(file)
  const deeds: Deed[] = []
  for (let at = 0; at + 21 <= log.length; ) {
    const type = String.fromCharCode(log[at] ?? 0)
    const [paths, others, datas] = [log.readUInt32LE(at + 1), log.readUInt32LE(at + 5), log.readUInt32LE(at + 9)]
    const number = Number(log.readBigUInt64LE(at + 13))
    const next = at + 21 + paths + others + datas
    if (next > log.length) break
    const path = log.toString('utf8', at + 21, at + 21 + paths)
    const other = log.toString('utf8', at + 21 + paths, at + 21 + paths + others)
    const data = log.subarray(next - datas, next)
    deeds.push(deed(type, { at, path, other, number, data }))
    at = next
  }
  return deeds
}

function deed(type: string, { at, path, other, number, data }: { at: number; path: string; other: string; number: number; data: Buffer }): Deed {
  switch (type) {
    case 'W':
      return { type: 'write', at, path, offset: number, data }
    case 'T':
      return { type: 'truncate', at, path, size: number }
    case 'F':
      return { type: 'flush', at, path, begun: number }
    case 'O':
      return { type: 'create', at, path, emptied: number === 2 }
    case 'R':
      return { type: 'rename', at, from: path, to: other }
    case 'L':
      return { type: 'link', at, from: path, to: other }
    case 'U':
      return { type: 'unlink', at, path }
    case 'M':
      return { type: 'mkdir', at, path }
    case 'A':
      return { type: 'said', at, data }
    default:
      throw new Error(`the log has a record of type "${type}" at ${at}`)
  }
}
