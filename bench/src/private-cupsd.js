/** A CUPS server of the benchmark's own, with one raw queue, if there is a cupsd here and this user may run it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const program = ['/usr/sbin/cupsd', '/usr/local/sbin/cupsd'].find((path) => existsSync(path))

/** Starts it, or tells why not. @returns {Promise<{ port: number, stop(): Promise<void> } | string>} */
export async function startPrivateCupsd(folder) {
  if (program === undefined) return 'there is no cupsd here'
  if (process.getuid?.() !== 0) return 'only root can run a cupsd of its own'
  if (!/^lp:/m.test(readFileSync('/etc/passwd', 'utf8'))) return 'there is no user "lp"'
  const port = await freePort()
  const own = (name) => {
    const path = join(folder, 'cups', name)
    mkdirSync(path, { recursive: true })
    execFileSync('chown', ['lp:lp', path])
    return path
  }
  execFileSync('chmod', ['a+rx', folder])
  const root = own('root')
  const files = { ServerRoot: root, RequestRoot: own('spool'), CacheDir: own('cache'), StateDir: own('state'), TempDir: own('tmp'), AccessLog: '/dev/null', ErrorLog: join(own('log'), 'error_log'), PageLog: '/dev/null', User: 'lp', Group: 'lp', SystemGroup: 'root', Sandboxing: 'relaxed' }
  writeFileSync(join(root, 'cups-files.conf'), Object.entries(files).map(([name, value]) => `${name} ${value}\n`).join(''))
  const everyone = 'Order allow,deny\nAllow all\n'
  // MaxClients, MaxJobs and the access log would otherwise bound the rate.
  writeFileSync(join(root, 'cupsd.conf'), `LogLevel warn\nAccessLogLevel config\nMaxClients 200\nMaxClientsPerHost 200\nMaxJobs 0\nListen 127.0.0.1:${port}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\n<Location />\n${everyone}</Location>\n<Policy default>\n<Limit All>\n${everyone}</Limit>\n</Policy>\n`)
  const child = spawn(program, ['-f', '-c', join(root, 'cupsd.conf'), '-s', join(root, 'cups-files.conf')], { stdio: 'ignore' })
  const environment = { ...process.env, HOME: root, CUPS_SERVER: `127.0.0.1:${port}` }
  for (let tries = 0; ; tries++) {
    try {
      execFileSync('lpadmin', ['-h', `127.0.0.1:${port}`, '-p', 'bench', '-E', '-v', 'file:///dev/null', '-m', 'drv:///sample.drv/generic.ppd'], { env: environment, stdio: 'ignore' })
      break
    } catch (error) {
      if (tries === 20) {
        child.kill()
        return `cupsd has no queue: ${error.message}`
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
