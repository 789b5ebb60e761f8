/**
 * Accepted means kept, also by a disk that drops what was not flushed. A library loaded before the C library (LD_PRELOAD) writes
 * down what the server writes, flushes and answers, in order; the log is replayed to many instants, and there the power is cut:
 * nothing unflushed survives, or any part of it, torn at sectors. The spool of each is opened, and held to all that was answered by then.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attribute, boolean, decode, GroupTag, keyword, name, Operation } from '@platen/ipp-core'
import { createPrinterSimulator } from '@platen/printer-simulator'
import { readDiskLog, type Deed } from './harness/disk/disk-log.js'
import { PowerCutDisk, type Unflushed } from './harness/disk/power-cut.js'
import { compilePreload, missingPreload } from './harness/disk/preload.js'
import { IppClient, jobIdOf } from './harness/ipp-requests.js'
import { PlatenServer } from './harness/platen-server.js'
import { Randomness } from './harness/randomness.js'
import { runWell } from './harness/command.js'
import { describeWhere } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const clients = 6
const jobsOfEach = 15
const cuts = 30

/** What was asked with a request-id. */
interface Asked {
  readonly operation: 'print' | 'hold' | 'cancel' | 'create' | 'send'
  readonly job: string
}

/** What the server had said to anybody by some instant. */
interface Said {
  /** Names of jobs by id, and the operations confirmed of each, by name. */
  readonly ids: Map<string, number>
  readonly confirmed: Map<string, Set<Asked['operation']>>
  /** How often a send of a job had begun, by name. */
  readonly begun: Map<string, number>
}

describeWhere(missingPreload(), 'a power cut', () => {
  const made = new AsyncDisposableStack()
  const asked = new Map<number, Asked>()
  /** Digests of documents by job. */
  const digests = new Map<string, string>()
  const random = new Randomness(20_261_121)
  let work: WorkFolder
  let deeds: Deed[]
  let data: string

  beforeAll(async () => {
    work = made.use(new WorkFolder('power-cut'))
    data = work.file('data')
    const library = await compilePreload(work, 'recorder')
    // The folder is there before the log begins: that it stays is not the server's business.
    mkdirSync(data)
    const printer = made.use(await createPrinterSimulator({ keep: 'digest', printMilliseconds: 5 }))
    const server = made.use(
      await PlatenServer.start(work, { queues: [{ name: 'one', device: printer.uri }] }, { under: ['env', `LD_PRELOAD=${library}`, `PLATEN_RECORD_LOG=${work.file('log')}`, `PLATEN_RECORD_FOLDER=${data}`] }),
    )
    let number = 0
    await Promise.all(Array.from({ length: clients }, async () => {
      using client = new IppClient(server.port)
      const ask = (operation: Asked['operation'], job: string, request: Omit<Parameters<IppClient['ask']>[0], 'requestId' | 'printer'>) => {
        const requestId = ++number
        asked.set(requestId, { operation, job })
        return client.ask({ ...request, printer: 'one', requestId })
      }
      for (let count = 0; count < jobsOfEach; count++) {
        const job = `job-${++number}`
        const size = random.below(5) === 0 ? 70_000 + random.below(60_000) : 10 + random.below(8000)
        const document = Buffer.concat([Buffer.from(`\x1b%-12345X@PJL JOB NAME = "${job}"\r\n@PJL ENTER LANGUAGE = PCL\r\n`), random.letters(size), Buffer.from('\x1b%-12345X')])
        digests.set(job, createHash('sha256').update(document).digest('hex'))
        const named = [attribute('job-name', name(job))]
        if (count % 5 === 4) {
          const id = jobIdOf(await ask('create', job, { operation: Operation.CreateJob, operationAttributes: named }))
          await ask('send', job, { operation: Operation.SendDocument, job: id, operationAttributes: [attribute('last-document', boolean(true))], document })
          continue
        }
        const held = count % 3 === 1
        const id = jobIdOf(await ask('print', job, { operation: Operation.PrintJob, operationAttributes: named, jobAttributes: held ? [attribute('job-hold-until', keyword('indefinite'))] : [], document }))
        if (count % 3 === 2) await ask('hold', job, { operation: Operation.HoldJob, job: id })
        if (held && count % 2 === 0) await ask('cancel', job, { operation: Operation.CancelJob, job: id })
      }
    }))
    await server.kill()
    deeds = readDiskLog(work.file('log'))
  })

  afterAll(() => made.disposeAsync())

  /** Cuts the power at many instants. @returns what the server's promises say against what is then on the disk, and how many promises were looked at */
  function replay(unflushed: Unflushed, flushes = true): { broken: string[]; promises: number; instants: number } {
    const disk = new PowerCutDisk(flushes)
    const said: Said = { ids: new Map(), confirmed: new Map(), begun: new Map() }
    const answers = deeds.flatMap(({ type }, at) => (type === 'said' ? [at] : []))
    // Half of the instants are right after an answer, when it has just been promised; the others are anywhere.
    const instants = new Set(Array.from({ length: cuts }, (_, at) => (at % 2 === 0 ? (answers[random.below(answers.length)] ?? 0) : random.below(deeds.length))))
    const broken: string[] = []
    let promises = 0
    for (const [at, deed] of deeds.entries()) {
      disk.do(deed)
      if (deed.type === 'said') hear(deed.data, said)
      if (!instants.has(at)) continue
      const image = work.folder('image')
      disk.cut(data, image, unflushed, random)
      broken.push(...promisesBroken(image, said).map((one) => `after ${at} of ${deeds.length} deeds, with ${unflushed}: ${one}`))
      promises += [...said.confirmed.values()].reduce((sum, some) => sum + some.size, 0)
      rmSync(image, { recursive: true })
    }
    return { broken, promises, instants: instants.size }
  }

  function hear(data: Buffer, { ids, confirmed, begun }: Said): void {
    const head = data.toString('latin1', 0, 300)
    const [, sent] = /@PJL JOB NAME = "([^"]*)"/.exec(head) ?? []
    if (sent !== undefined) begun.set(sent, (begun.get(sent) ?? 0) + 1)
    if (!head.startsWith('HTTP/1.1 200')) return
    const body = data.subarray(data.indexOf('\r\n\r\n') + 4)
    const { requestId, code, groups } = decode(body).message
    const request = asked.get(requestId)
    if (request === undefined || code > 0xff) return
    const id = groups.find(({ tag }) => tag === GroupTag.job)?.attributes.integer('job-id')
    if (id !== undefined) ids.set(request.job, id)
    confirmed.set(request.job, (confirmed.get(request.job) ?? new Set()).add(request.operation))
  }

  it('whose disk keeps nothing that was not flushed breaks no promise', () => {
    const { broken, promises, instants } = replay('nothing')
    console.log(`power cut at ${instants} instants of ${deeds.length} deeds, nothing unflushed kept: ${promises} promises looked at, ${broken.length} broken`)
    expect(broken).toEqual([])
    expect(promises).toBeGreaterThan(cuts)
  })

  it.each([1, 2])('whose disk keeps any part of what was not flushed, torn at sectors, breaks no promise (%i)', () => {
    const { broken, promises, instants } = replay('any part')
    console.log(`power cut at ${instants} instants, any part of the unflushed kept: ${promises} promises looked at, ${broken.length} broken`)
    expect(broken).toEqual([])
  })

  it('is seen by this test: a disk that never flushes loses what was promised', () => {
    expect(replay('nothing', false).broken).not.toEqual([])
  })

  it('leaves a spool that a server starts on, and "platen spool verify" finds in order', async () => {
    const disk = new PowerCutDisk()
    for (const deed of deeds.slice(0, Math.floor(deeds.length * 0.8))) disk.do(deed)
    using restarted = new WorkFolder('power-cut-restart')
    disk.cut(data, restarted.folder('data'), 'any part', random)
    await using server = await PlatenServer.start(restarted, { queues: [{ name: 'one', device: 'file:///dev/null' }] }, { mayLog: /being sent when the server/ })
    const verify = await runWell(process.execPath, [...PlatenServer.command, 'spool', 'verify', restarted.file('data'), '--json'], { env: { ...process.env, NODE_OPTIONS: '' } })
    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, problems: [] })
    expect(server.log).toMatch(/^(?:.*being sent when the server.*\n)*$/)
  })

  /** What is not as it was promised, in what a cut left. */
  function promisesBroken(image: string, { ids, confirmed, begun }: Said): string[] {
    const broken: string[] = []
    const folder = join(image, 'modules', 'spool')
    let database: DatabaseSync
    try {
      database = new DatabaseSync(join(folder, 'spool.db'))
      if (database.prepare('PRAGMA integrity_check').get()?.['integrity_check'] !== 'ok') return ['the database is damaged']
    } catch (error) {
      return confirmed.size === 0 ? [] : [`the database cannot be opened: ${String(error)}`]
    }
    try {
      if (confirmed.size === 0 && begun.size === 0) return []
      const find = database.prepare('SELECT id, name, state, cancelBy, documents FROM jobs WHERE name = ?')
      for (const [job, operations] of confirmed) {
        const row = find.get(job)
        if (row === undefined || (ids.has(job) && row['id'] !== ids.get(job))) {
          broken.push(`${job} is lost`)
          continue
        }
        if (operations.has('cancel') && row['state'] !== 7 && row['cancelBy'] === null) broken.push(`${job} is no longer canceled`)
        else if (operations.has('hold') && row['state'] !== 4) broken.push(`${job} is no longer held, but in state ${String(row['state'])}`)
        const digest = digests.get(job)
        if (!operations.has('print') && !operations.has('send')) continue
        const document = database.prepare('SELECT content, file FROM documents WHERE job = ?').get(Number(row['id']))
        if (document === undefined || digestOf(document, folder) !== digest) broken.push(`the document of ${job} is not what was sent`)
      }
      const attempts = database.prepare('SELECT count(*) AS attempts FROM attempts JOIN jobs ON jobs.id = job WHERE name = ?')
      for (const [job, times] of begun) {
        const journaled = Number(attempts.get(job)?.['attempts'] ?? 0)
        if (journaled < times) broken.push(`${job} was sent ${times} times, and the journal says ${journaled}`)
      }
      return broken
    } finally {
      database.close()
    }
  }
})

function digestOf({ content, file }: Record<string, unknown>, folder: string): string {
  const hash = createHash('sha256')
  if (content instanceof Uint8Array) return hash.update(content).digest('hex')
  try {
    return hash.update(readFileSync(join(folder, 'documents', String(file)))).digest('hex')
  } catch (error) {
    return String(error)
  }
}
