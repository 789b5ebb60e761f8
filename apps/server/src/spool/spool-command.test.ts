import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration/read.js'
import { openLog } from '../log.js'
import { startServer } from '../server.js'
import { spoolCommand } from './spool-command.js'

let root: string
let data: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'platen-spool-command-'))
  data = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true }))

async function run(...args: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await spoolCommand(args, { stdout: { write: (text) => (said.stdout += text) }, stderr: { write: (text) => (said.stderr += text) } })
  return { code, ...said }
}

const server = () => startServer(readConfiguration(`{ "listen": { "port": 0 }, "queues": [{ "name": "folder", "device": "file:///dev/null" }] }`, 'test'), { data, base: root, log: openLog('silent') })

describe('platen spool', () => {
  it('backs up a data directory while a server runs: jobs, job ids, UUID, certificate, queues; a server starts on it', async () => {
    const backup = join(root, 'backup')
    let kept: readonly string[]
    {
      await using running = await server()
      expect(running.printers).toEqual(['folder'])
      kept = readdirSync(data).sort()
      mkdirSync(join(data, 'printed'))
      writeFileSync(join(data, 'printed', 'page'), '')
      expect(await run('backup', backup, '--data', data)).toEqual({ code: 0, stdout: `0 jobs, 0 documents in files (0 octets) are in ${backup}. To restore them: platen --data ${backup}\n`, stderr: '' })
      expect(await run('verify', '--data', data)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^All is well: 0 jobs/) as unknown })
    }
    expect(readdirSync(root).sort()).toEqual(['backup', 'data'])
    expect(readdirSync(backup).sort()).toEqual(kept)
    expect(readFileSync(join(backup, 'server-uuid'), 'utf8')).toBe(readFileSync(join(data, 'server-uuid'), 'utf8'))
    expect(readdirSync(join(backup, 'modules', 'spool')).sort()).toEqual(['documents', 'spool.db'])
    data = backup
    await using restored = await server()
    expect(restored.printers).toEqual(['folder'])
  })

  it('verify: exit status 1 and a sentence for what is wrong; --json for programs', async () => {
    await (await server())[Symbol.asyncDispose]()
    {
      using database = new DatabaseSync(join(data, 'modules', 'spool', 'spool.db'))
      database.exec('UPDATE printers SET queued = 3')
    }
    const found = await run('verify', data)
    expect(found).toEqual({
      code: 1,
      stdout: `WRONG: printer "folder" counts 3 jobs that wait, and there are 0.\n1 thing is wrong: 0 jobs, 0 unfinished, 0 documents of 0 octets in ${join(data, 'modules', 'spool')}.\n`,
      stderr: '',
    })
    const { code, stdout } = await run('verify', join(data, 'modules', 'spool'), '--json')
    expect([code, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ ok: false, problems: [expect.stringContaining('counts 3 jobs')], jobs: 0 })])
  })

  it.each([
    [[], 2, /^$/, /^Usage: platen spool/],
    [['--help'], 0, /^Usage: platen spool/, /^$/],
    [['mend'], 2, /^$/, /"mend" is no command of the spool/],
    [['backup'], 2, /^$/, /name the folder that the backup goes to/],
    [['verify', 'one', 'two'], 2, /^$/, /"two" is too much/],
    [['verify', '--loud'], 2, /^$/, /--loud/],
  ])('%j: exit status %i', async (args, code, stdout, stderr) => {
    expect(await run(...args)).toEqual({ code, stdout: expect.stringMatching(stdout) as unknown, stderr: expect.stringMatching(stderr) as unknown })
  })

  it('refuses a folder without a spool, and a target that is in use; nothing is left', async () => {
    expect(await run('verify', root)).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no spool in/) as unknown })
    expect(await run('backup', join(root, 'backup'), '--data', root)).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no spool in/) as unknown })
    await (await server())[Symbol.asyncDispose]()
    expect(await run('backup', data, '--data', data)).toMatchObject({ code: 2, stderr: expect.stringMatching(/is not empty/) as unknown })
    expect(readdirSync(root)).toEqual(['data'])
  })
})
