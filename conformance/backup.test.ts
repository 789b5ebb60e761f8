/** A backup made while clients print: a server on it has every job that was accepted before, octet by octet. */
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { attribute, keyword, Operation } from '@platen/ipp-core'
import { CrashStorm } from './harness/crash-storm.js'
import { run, runWell } from './harness/command.js'
import { IppClient, jobIdOf } from './harness/ipp-requests.js'
import { sha256 } from './harness/documents.js'
import { PlatenServer } from './harness/platen-server.js'
import { PrintedFolder } from './harness/printed-folder.js'
import { Randomness } from './harness/randomness.js'
import { WorkFolder } from './harness/work-folder.js'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const env = { ...process.env, NODE_OPTIONS: '' }
const platen = (...args: readonly string[]) => runWell(process.execPath, [...PlatenServer.command, ...args], { env })

describe('platen spool verify', () => {
  it('finds one octet that the disk changed, in the database and in a file: which document of which job, and what to do', async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('verify'))
    const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'one', device: 'file:///dev/null' }] }))
    using client = new IppClient(server.port)
    const hold = attribute('job-hold-until', keyword('indefinite'))
    const [small, large] = [10_000, 300_000].map((size) => client.ask({ operation: Operation.PrintJob, printer: 'one', jobAttributes: [hold], document: Buffer.alloc(size, 'All work and no play. ') }))
    const ids = [jobIdOf(await (small ?? Promise.reject(new Error('none')))), jobIdOf(await (large ?? Promise.reject(new Error('none'))))]
    const verify = (): Promise<{ code: number | null; stdout: string }> => run(process.execPath, [...PlatenServer.command, 'spool', 'verify', work.file('data'), '--json'], { env })
    // The large one is digested when it is in.
    let report = JSON.parse((await verify()).stdout) as { ok: boolean; notes: string[] }
    while (report.notes.length > 0) report = JSON.parse((await verify()).stdout) as { ok: boolean; notes: string[] }
    expect(report.ok).toBe(true)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
    const spool = work.file('data', 'modules', 'spool')
    {
      using database = new DatabaseSync(`${spool}/spool.db`)
      database.exec(`UPDATE documents SET content = CAST(substr(content, 1, 5000) || x'ff' || substr(content, 5002) AS BLOB) WHERE job = ${ids[0] ?? 0}`)
    }
    const [file = ''] = readdirSync(`${spool}/documents`)
    const octets = readFileSync(`${spool}/documents/${file}`)
    octets[123_456] = 0xff
    writeFileSync(`${spool}/documents/${file}`, octets)
    const { code, stdout } = await verify()
    const todo = 'cancel the job and have it sent again, or restore the spool from a backup'
    expect([code, (JSON.parse(stdout) as { problems: string[] }).problems]).toEqual([
      1,
      [
        `job ${ids[0] ?? 0}: its document 1 is not what was accepted: its octets were changed in the database (their SHA-256 is another); ${todo}`,
        `job ${ids[1] ?? 0}: its document 1 is not what was accepted: its octets were changed in file ${file} (their SHA-256 is another); ${todo}`,
      ],
    ])
  })
})

describe('platen spool backup', () => {
  it('under load: every job accepted before is in it, whole, and prints; verify finds nothing wrong in either', async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('backup'))
    // Finished jobs lose their documents at once: what is backed up comes and goes all the time.
    const configuration = (printed: PrintedFolder) => ({ modules: { '@platen/psm-spool': { 'retain-documents': 0, 'history-jobs': 100_000 } }, queues: ['one', 'other'].map((name) => ({ name, device: printed.device })) })
    const server = open.use(await PlatenServer.start(work, configuration(new PrintedFolder(work.file('printed')))))
    const storm = new CrashStorm(new Randomness(11), ['one', 'other'])
    const enough = new AbortController()
    const working = storm.run(server.port, 6, enough.signal)
    working.catch(() => undefined)
    const backups = []
    for (let count = 0; count < 3; count++) {
      await pause(400)
      const before = storm.jobs.map(({ id }) => id)
      const { stdout } = await platen('spool', 'backup', work.file(`backup-${count}`), '--data', work.file('data'), '--json')
      backups.push({ before, said: JSON.parse(stdout) as { jobs: number } })
      expect(JSON.parse((await platen('spool', 'verify', work.file('data'), '--json')).stdout)).toMatchObject({ ok: true, problems: [] })
    }
    enough.abort()
    await working
    await server.kill()

    for (const [count, { before, said }] of backups.entries()) {
      expect(before.length).toBeGreaterThan(10)
      expect(said.jobs).toBeGreaterThanOrEqual(before.length)
      using restored = new WorkFolder('restored')
      renameSync(work.file(`backup-${count}`), restored.file('data'))
      expect(JSON.parse((await platen('spool', 'verify', restored.file('data'), '--json')).stdout)).toMatchObject({ ok: true, problems: [], jobs: said.jobs })
      const printed = new PrintedFolder(restored.file('printed'))
      await using second = await PlatenServer.start(restored, configuration(printed), { mayLog: /being sent when the server/ })
      const known = new CrashStorm(new Randomness(1), ['one', 'other'])
      // Whatever became of a job since: as it was then, it is there under its name.
      known.jobs.push(...storm.jobs.filter(({ id }) => before.includes(id)).map((job) => ({ ...job, states: [3, 4, 5, 6, 7, 8, 9], queues: ['one', 'other'] })))
      expect(await known.broken(second.port, known.jobs)).toEqual([])
      await new CrashStorm(new Randomness(1), ['one', 'other']).settle(second.port, 30_000)
      const wanted = new Set(storm.digests.values())
      const got = printed.names().map((name) => sha256(readFileSync(`${printed.path}/${name}`)))
      expect(got.length).toBeGreaterThan(0)
      expect(got.filter((digest) => !wanted.has(digest))).toEqual([])
    }
    console.log(`three backups under load, of ${backups.map(({ said }) => said.jobs).join(', ')} jobs; ${storm.jobs.length} were accepted in the end`)
  })
})
