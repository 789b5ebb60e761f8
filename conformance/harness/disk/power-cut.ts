/**
 * A disk that loses what was not flushed: deeds are done to it one after another, and at any moment it can be cut off. What a file
 * held when it was last flushed is there; of what was written since, nothing, or any part of it, sector by sector. A name is there
 * when its folder was flushed after it was given; of later ones none, or the first few.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Randomness } from '../randomness.js'
import type { Deed } from './disk-log.js'

const sector = 512

/** What of the unflushed is on the disk after a cut. */
export type Unflushed = 'nothing' | 'any part' | 'everything'

type Change = { readonly at: number } & ({ readonly type: 'write'; readonly offset: number; readonly data: Buffer } | { readonly type: 'truncate'; readonly size: number })

interface File {
  durable: Buffer
  pending: Change[]
}

type Naming = { readonly at: number; readonly folder: string } & ({ readonly type: 'name'; readonly path: string; readonly file: File | 'folder' } | { readonly type: 'forget'; readonly path: string })

/** The disk. */
export class PowerCutDisk {
  /** Names as the process sees them, and as they are on the disk. */
  readonly #live = new Map<string, File>()
  readonly #durable = new Map<string, File | 'folder'>()
  #namings: Naming[] = []
  readonly #flushes: boolean

  /** @param flushes - `false` for a disk that forgets to flush: what the checks are checked with */
  constructor(flushes = true) {
    this.#flushes = flushes
  }

  do(deed: Deed): void {
    switch (deed.type) {
      case 'create':
        if (deed.emptied) this.#live.get(deed.path)?.pending.push({ type: 'truncate', at: deed.at, size: 0 })
        else this.#name(deed.path, deed.at, { durable: Buffer.alloc(0), pending: [] })
        return
      case 'write':
        this.#file(deed.path, deed.at).pending.push({ type: 'write', at: deed.at, offset: deed.offset, data: deed.data })
        return
      case 'truncate':
        this.#file(deed.path, deed.at).pending.push({ type: 'truncate', at: deed.at, size: deed.size })
        return
      case 'mkdir':
        this.#namings.push({ type: 'name', at: deed.at, folder: dirname(deed.path), path: deed.path, file: 'folder' })
        return
      case 'link':
      case 'rename': {
        const file = this.#file(deed.from, deed.at)
        this.#name(deed.to, deed.at, file)
        if (deed.type === 'rename') this.#forget(deed.from, deed.at)
        return
      }
      case 'unlink':
        this.#forget(deed.path, deed.at)
        return
      case 'flush':
        if (this.#flushes) this.#flush(deed.path, deed.begun)
        return
      case 'said':
    }
  }

  #file(path: string, at: number): File {
    const known = this.#live.get(path)
    if (known !== undefined) return known
    const file: File = { durable: Buffer.alloc(0), pending: [] }
    this.#name(path, at, file)
    return file
  }

  #name(path: string, at: number, file: File): void {
    this.#live.set(path, file)
    this.#namings.push({ type: 'name', at, folder: dirname(path), path, file })
  }

  #forget(path: string, at: number): void {
    this.#live.delete(path)
    this.#namings.push({ type: 'forget', at, folder: dirname(path), path })
  }

  #flush(path: string, begun: number): void {
    const file = this.#live.get(path)
    if (file === undefined) {
      // A folder: the names in it.
      for (const naming of this.#namings.filter((one) => one.folder === path && one.at < begun)) apply(this.#durable, naming)
      this.#namings = this.#namings.filter((one) => one.folder !== path || one.at >= begun)
      return
    }
    for (const change of file.pending.filter((one) => one.at < begun)) file.durable = changed(file.durable, change, true)
    file.pending = file.pending.filter((one) => one.at >= begun)
  }

  /**
   * Writes what a cut at this moment leaves.
   *
   * @param root - the folder whose content is wanted; that it is there itself is taken for granted
   * @param to - a folder that takes it
   */
  cut(root: string, to: string, unflushed: Unflushed, random: Randomness): void {
    const names = new Map(this.#durable)
    const kept = unflushed === 'nothing' ? 0 : unflushed === 'everything' ? this.#namings.length : random.below(this.#namings.length + 1)
    for (const naming of this.#namings.slice(0, kept)) apply(names, naming)
    const reachable = (folder: string): boolean => folder === root || (names.get(folder) === 'folder' && reachable(dirname(folder)))
    const place = (path: string): string => join(to, path.slice(root.length))
    for (const [path, file] of names) if (path.startsWith(`${root}/`) && file === 'folder' && reachable(path)) mkdirSync(place(path), { recursive: true })
    for (const [path, file] of names) {
      if (file === 'folder' || !path.startsWith(`${root}/`) || !reachable(dirname(path))) continue
      let content = file.durable
      if (unflushed !== 'nothing' && file.pending.length > 0) {
        content = Buffer.from(content)
        for (const change of file.pending) content = unflushed === 'everything' ? changed(content, change, true) : partly(content, change, random)
      }
      writeFileSync(place(path), content)
    }
  }
}

function apply(names: Map<string, File | 'folder'>, naming: Naming): void {
  if (naming.type === 'name') names.set(naming.path, naming.file)
  else names.delete(naming.path)
}

/** @param inPlace - whether the octets are nobody else's: then a change within them copies nothing */
function changed(content: Buffer, change: Change, inPlace = false): Buffer {
  if (change.type === 'truncate') return change.size <= content.length ? Buffer.from(content.subarray(0, change.size)) : Buffer.concat([content, Buffer.alloc(change.size - content.length)])
  const end = change.offset + change.data.length
  const grown = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : inPlace ? content : Buffer.from(content)
  change.data.copy(grown, change.offset)
  return grown
}

/** All of a change, nothing, some of its sectors, or only the size that it gave the file. */
function partly(content: Buffer, change: Change, random: Randomness): Buffer {
  const fate = random.below(4)
  if (fate === 0) return content
  if (fate === 1 || change.type === 'truncate') return changed(content, change, true)
  const end = change.offset + change.data.length
  const sized = end <= content.length ? content : changed(content, { type: 'truncate', at: change.at, size: end })
  if (fate === 2) return sized
  for (let at = 0; at < change.data.length; ) {
    // Sectors of the disk, wherever the write begins.
    const next = Math.min(change.data.length, at + sector - ((change.offset + at) % sector))
    if (random.below(2) === 0) change.data.copy(sized, change.offset + at, at, next)
    at = next
  }
  return sized
}
