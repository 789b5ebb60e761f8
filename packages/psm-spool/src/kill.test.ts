/** kill -9, again and again: what was accepted is there, whole, and prints (promise: accepted means kept). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/papi'
import { octets, operator } from '@platen/papi/contract'
import { openTestSpool } from './test-spool.js'

const program = fileURLToPath(new URL('../test/spool-process.js', import.meta.url))
const rounds = 10

/** Runs the server until it has accepted that many jobs, then kills it. @returns the jobs it had acknowledged */
async function runAndKill(dataDirectory: string, folder: string, acceptances: number): Promise<number[]> {
  const child = spawn(process.execPath, [program, dataDirectory, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const acknowledged: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') acknowledged.push(Number(line))
    if (acknowledged.length >= acceptances) child.kill('SIGKILL')
  }
  const [, signal] = (await gone) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

describe('kill -9 at any moment', () => {
  it('loses no accepted job and no octet of one', { timeout: 60_000 }, async () => {
    const root = await mkdtemp(join(tmpdir(), 'platen-kill-'))
    const data = join(root, 'data')
    const folder = join(root, 'prints')
    await mkdir(folder)
    try {
      const accepted: number[] = []
      for (let round = 0; round < rounds; round++) accepted.push(...(await runAndKill(data, folder, 1 + ((round * 7) % 23))))
      expect(new Set(accepted).size).toBe(accepted.length)
      expect(accepted.length).toBeGreaterThan(rounds * 5)

      await using spool = await openTestSpool({ folder: data, queues: { alpha: `${pathToFileURL(folder).href}/` }, options: { 'history-jobs': 100_000 }, queueOptions: { 'reprint-limit': 1000 } })
      for (const job of await spool.service.printerListJobs(operator, {})) await spool.jobEnded(job.id)
      const jobs = await spool.service.printerListJobs(operator, { which: 'all' })
      expect(jobs.filter((job) => job.state !== JobState.completed)).toEqual([])
      const known = new Set(jobs.map((job) => job.id))
      expect(accepted.filter((id) => !known.has(id))).toEqual([])

      const printed = new Set<number>()
      for (const file of await readdir(folder)) {
        const [, id, seed, size] = /^(\d+)-(\d+)x(\d+)(?:-\d+)?\.bin$/.exec(file) ?? []
        // What a killed server had begun to write has no name of a document.
        if (id === undefined) expect(file).toMatch(/^\.platen-.*\.part$/)
        else {
          printed.add(Number(id))
          expect(Buffer.compare(await readFile(join(folder, file)), octets(Number(size), Number(seed))), file).toBe(0)
        }
      }
      expect(accepted.filter((id) => !printed.has(id))).toEqual([])
      // Documents of jobs that were never accepted do not stay on the disk.
      expect((await readdir(join(data, 'documents'))).filter((file) => file.endsWith('.part'))).toEqual([])
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  })
})
