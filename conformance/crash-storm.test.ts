/**
 * Many clients submit, hold, cancel, move and print while the server is killed (SIGKILL) at random instants, again and again.
 * `PLATEN_CRASH_ROUNDS=300` in the environment runs it long, `PLATEN_CRASH_SEED` brings the same random numbers back.
 */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createPrinterSimulator, type ReceivedJob } from '@platen/printer-simulator'
import { CrashStorm } from './harness/crash-storm.js'
import { PlatenServer } from './harness/platen-server.js'
import { Randomness } from './harness/randomness.js'
import { WorkFolder } from './harness/work-folder.js'

const rounds = Number(process.env['PLATEN_CRASH_ROUNDS'] ?? 8)
const seed = Number(process.env['PLATEN_CRASH_SEED'] ?? Date.now() % 1_000_000)
const clients = 8
const queues = ['one', 'other']

interface Journaled {
  readonly name: string
  readonly attempts: number
  readonly delivered: number | null
  readonly crashed: number | null
}

describe('a storm of clients on a server that is killed again and again', () => {
  it(`${rounds} kills, seed ${seed}: nothing that a client was told is lost, nothing is printed more often than is journaled`, { timeout: 60_000 + rounds * 8000 }, async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('storm'))
    const random = new Randomness(seed)
    const received: ReceivedJob[] = []
    const printers = await Promise.all(queues.map(() => createPrinterSimulator({ keep: 'digest', printMilliseconds: 10, onJob: (job) => void received.push(job) })))
    for (const printer of printers) open.use(printer)
    const server = open.use(
      await PlatenServer.start(
        work,
        {
          modules: { '@platen/psm-spool': { 'history-jobs': 100_000 } },
          queues: queues.map((name, at) => ({ name, device: printers[at]?.uri ?? '', options: { 'reprint-limit': 1000 } })),
        },
        // A printer that breaks off is no fault of the storm: the job prints again, and its journal says so.
        { mayLog: /being sent when the server|broke after \d+ octets/ },
      ),
    )
    const storm = new CrashStorm(random, queues)
    for (let round = 0; round < rounds; round++) {
      const gone = new AbortController()
      const before = storm.jobs.length
      const working = storm.run(server.port, clients, gone.signal)
      working.catch(() => undefined)
      await pause(30 + random.below(400))
      gone.abort()
      await server.kill()
      await working
      await server.start()
      // Those of this round, and some that were told of long ago.
      const old = storm.jobs.slice(Math.max(0, before - 60), before)
      expect(await storm.broken(server.port, [...old, ...storm.jobs.slice(before)]), `after kill ${round + 1}`).toEqual([])
    }
    expect(await storm.broken(server.port, storm.jobs)).toEqual([])
    await storm.settle(server.port, 30_000 + storm.jobs.length * 100)
    expect(await storm.broken(server.port, storm.jobs)).toEqual([])
    expect(await server.stop()).toEqual({ code: 0, signal: null })

    using database = new DatabaseSync(work.file('data', 'modules', 'spool', 'spool.db'), { readOnly: true })
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    expect(database.prepare('SELECT count(*) AS open FROM attempts WHERE endedAt IS NULL').get()).toEqual({ open: 0 })
    const journal = new Map((database.prepare("SELECT jobs.name, count(attempts.id) AS attempts, sum(outcome = 'delivered') AS delivered, sum(outcome = 'crashed') AS crashed FROM jobs LEFT JOIN attempts ON job = jobs.id GROUP BY jobs.id").all() as unknown as Journaled[]).map((one) => [one.name, one]))

    const began = Map.groupBy(received.filter(({ size }) => size > 0), (one) => one.name ?? '')
    const wholes = (name: string): number => (began.get(name) ?? []).filter(({ digest, end }) => end === 'half-closed' && digest === storm.digests.get(name)).length
    // No job reached its printer more often than its journal says, and each send that the journal calls delivered was whole.
    const tooOften = [...began].filter(([name, times]) => name !== '' && times.length > (journal.get(name)?.attempts ?? 0)).map(([name]) => name)
    expect(tooOften).toEqual([])
    expect([...journal.values()].filter(({ name, delivered }) => wholes(name) < (delivered ?? 0)).map(({ name }) => name)).toEqual([])
    const total = (count: (one: Journaled) => number | null): number => [...journal.values()].reduce((sum, one) => sum + (count(one) ?? 0), 0)
    // What broke off before it could name itself was journaled as well.
    expect([...began.values()].reduce((sum, times) => sum + times.length, 0)).toBeLessThanOrEqual(total(({ attempts }) => attempts))
    // Every job that is completed was printed whole, octet by octet.
    const printed = database.prepare('SELECT name FROM jobs WHERE state = 9').all().map((row) => String(row['name']))
    expect(printed.filter((name) => wholes(name) === 0)).toEqual([])
    const known = new Set(storm.digests.keys())
    expect([...journal.keys()].filter((name) => !known.has(name))).toEqual([])
    const what = [...storm.counts].map(([act, count]) => `${count} ${act}`).join(', ')
    const twice = [...began].filter(([name, times]) => name !== '' && times.length > 1).length
    console.log(`${rounds} kills, seed ${seed}: told of ${what}; ${total(({ attempts }) => attempts)} sends journaled, ${total(({ crashed }) => crashed)} of them cut off by a kill, ${printed.length} jobs printed, ${twice} of them begun more than once`)
    expect(storm.jobs.length).toBeGreaterThan(rounds)
  })
})
