/**
 * A disk that is full, read-only or failing: a job is refused with a sentence, nothing accepted is harmed, and all goes on when the disk does,
 * without a restart. Full by a small file system of its own; failing by a library loaded before the C library (LD_PRELOAD).
 */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attribute, GroupTag, integer, keyword, Operation, StatusCode, type Message } from '@platen/ipp-core'
import { createPrinterSimulator, type ReceivedJob } from '@platen/printer-simulator'
import { runWell } from './harness/command.js'
import { sha256 } from './harness/documents.js'
import { compilePreload, missingPreload } from './harness/disk/preload.js'
import { IppClient, jobIdOf } from './harness/ipp-requests.js'
import { PlatenServer } from './harness/platen-server.js'
import { Randomness } from './harness/randomness.js'
import { describeWhere, findTool, tool } from './harness/tools.js'
import { WorkFolder } from './harness/work-folder.js'

const small = 5000
const large = 200_000
const random = new Randomness(6)

/** The server warns of what it could not write. */
const mayLog = /temporary-error|cannot be written|cannot store this|could not be forgotten|could not be paused|next job id/

/** A server with jobs that wait, and what they are. */
async function withJobs(open: AsyncDisposableStack, work: WorkFolder, under: readonly string[]) {
  const received: ReceivedJob[] = []
  const printed = new EventTarget()
  const printer = open.use(
    await createPrinterSimulator({
      keep: 'digest',
      onJob: (job) => {
        received.push(job)
        printed.dispatchEvent(new Event('job'))
      },
    }),
  )
  const server = open.use(await PlatenServer.start(work, { queues: [{ name: 'one', device: printer.uri }] }, { mayLog, under }))
  const client = open.use(new IppClient(server.port))
  const accepted = new Map<number, string>()
  const print = async (size: number): Promise<Message> => {
    const document = random.letters(size)
    const answer = await client.ask({ operation: Operation.PrintJob, printer: 'one', jobAttributes: [attribute('job-hold-until', keyword('indefinite'))], document })
    if (answer.code <= 0xff) accepted.set(jobIdOf(answer), sha256(document))
    return answer
  }
  for (const size of [small, large]) expect((await print(size)).code).toBe(StatusCode.SuccessfulOk)
  const pid = server.pid
  return {
    server,
    print,
    accepted,
    client,
    /** Everything accepted is there, and prints, octet by octet, by the process that was started first. */
    allPrints: async (): Promise<void> => {
      const listed = await client.ask({ operation: Operation.GetJobs, printer: 'one', operationAttributes: [attribute('limit', integer(1000))] })
      expect(listed.groups.filter(({ tag }) => tag === GroupTag.job).map(({ attributes }) => attributes.integer('job-id')).sort((a, b) => Number(a) - Number(b))).toEqual([...accepted.keys()])
      for (const job of accepted.keys()) expect((await client.ask({ operation: Operation.ReleaseJob, printer: 'one', job })).code).toBe(StatusCode.SuccessfulOk)
      while (received.length < accepted.size) await new Promise((resolve) => printed.addEventListener('job', resolve, { once: true }))
      expect(received.map(({ digest }) => digest).sort()).toEqual([...accepted.values()].sort())
      expect(server.pid).toBe(pid)
    },
  }
}

/** In place: the library has the file in its memory, and ends with the server where it is empty for a moment (SIGBUS). */
function setFault(control: string, fault: string): void {
  const file = openSync(control, 'r+')
  writeSync(file, fault, 0)
  closeSync(file)
}

const refusal = ({ code, groups }: Message) => ({ code, message: groups[0]?.attributes.string('status-message') })

describe('disk trouble', () => {
  describeWhere(missingPreload(), 'by a library that lets system calls fail', () => {
    it.each([
      ['writes that fail (EIO)', 'w', /input\/output error/],
      ['flushes that fail (EIO)', 'f', /input\/output error/],
      ['a full disk (ENOSPC)', 's', /disk is full/],
      ['a read-only disk (EROFS)', 'r', /read-only|input\/output error/],
    ])('%s: refused with a sentence, nothing accepted is harmed, then all goes on', async (_what, fault, words) => {
      await using open = new AsyncDisposableStack()
      const work = open.use(new WorkFolder('disk-trouble'))
      const library = await compilePreload(work, 'faulty-disk')
      const control = work.file('fault')
      writeFileSync(control, 'n')
      const world = await withJobs(open, work, ['env', `LD_PRELOAD=${library}`, `PLATEN_FAULT_FILE=${control}`, `PLATEN_FAULT_FOLDER=${work.file('data')}`])
      for (let times = 0; times < 2; times++) {
        setFault(control, fault)
        for (const size of [small, large, small]) expect(refusal(await world.print(size))).toEqual({ code: StatusCode.ServerErrorTemporaryError, message: expect.stringMatching(words) as unknown })
        const [job = 0] = world.accepted.keys()
        expect((await world.client.ask({ operation: Operation.ReleaseJob, printer: 'one', job })).code).toBe(StatusCode.ServerErrorTemporaryError)
        // What is asked is answered all the same.
        expect((await world.client.ask({ operation: Operation.GetJobAttributes, printer: 'one', job })).code).toBe(StatusCode.SuccessfulOk)
        setFault(control, 'n')
        for (const size of [small, large]) expect((await world.print(size)).code).toBe(StatusCode.SuccessfulOk)
      }
      await world.allPrints()
    })
  })

  // Most containers may not mount anything: that is no fault of theirs.
  const where = missingMounts()
  const itWhereMounted = where === undefined ? it : it.skip
  itWhereMounted(`by a file system of 24 MiB that is filled up${where === undefined ? '' : ` [skipped: ${where}]`}: refused with a sentence, nothing accepted is harmed, then all goes on`, async () => {
    await using open = new AsyncDisposableStack()
    const work = open.use(new WorkFolder('disk-full'))
    const data = work.folder('data')
    const world = await withJobs(open, work, [tool('unshare'), '-m', 'sh', '-c', `mount -t tmpfs -o size=24m tmpfs "$0" && exec "$@"`, data])
    const inside = (...command: readonly string[]) => runWell(tool('nsenter'), ['-t', String(world.server.pid), '-m', '--', ...command])
    for (let times = 0; times < 2; times++) {
      await inside('sh', '-c', `cat /dev/zero > "${data}/filler" 2>/dev/null; true`)
      for (const size of [large, 10 * large]) expect(refusal(await world.print(size))).toEqual({ code: StatusCode.ServerErrorTemporaryError, message: expect.stringMatching(/disk is full|input\/output error/) as unknown })
      await inside('rm', `${data}/filler`)
      for (const size of [small, large]) expect((await world.print(size)).code).toBe(StatusCode.SuccessfulOk)
    }
    await world.allPrints()
  })
})

/** Why nothing can be mounted here, if nothing can. */
function missingMounts(): string | undefined {
  const unshare = findTool('unshare')
  if (unshare === undefined || findTool('nsenter') === undefined) return 'there is no "unshare" or "nsenter"'
  return spawnSync(unshare, ['-m', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0 ? undefined : 'nothing can be mounted here'
}
