/** What the command says when the server is ready. */
import { isIP } from 'node:net'
import { shownDevice } from '@platen/papi'
import type { Configuration } from './configuration/configuration.js'
import type { PlatenServer } from './server.js'
import { version } from './version.js'

/** Where to print, where to look, and how to go on. */
export function greeting(server: PlatenServer, { queues }: Configuration, { file, data }: { readonly file: string | undefined; readonly data: string }): string {
  const authority = `${nameOf(server.host)}:${server.port}`
  const devices = new Map(queues.map(({ name, device }) => [name, `to ${shownDevice(device)}`]))
  const width = Math.max(0, ...server.printers.map((name) => name.length))
  const first = server.defaultPrinter ?? server.printers[0] ?? ''
  return `
Platen ${version} is ready.

Print to
${server.printers.map((name) => `  ${name.padEnd(width)}  ipp://${authority}/ipp/print/${name}   (${devices.get(name) ?? 'added at run time'})`).join('\n')}

Look at
  http://${authority}/

Try it
  lp -h ${authority} -d ${first} file.pdf
  ipptool -tv -f file.pdf ipp://${authority}/ipp/print/${first} print-job.test

Add a printer
  lpadmin -h ${authority} -p office -E -v socket://printer.example:9100
  ${file === undefined ? 'Or write platen.yaml in this folder and start again, for example:' : `Or add it to ${file} and start again, for example:`}

    queues:
      - name: office
        device: socket://printer.example:9100

Jobs are kept in ${data}. Stop with Ctrl-C.

`
}

/** A name for an address that a client on this machine can use. */
function nameOf(host: string): string {
  if (['127.0.0.1', '::1', '::', '0.0.0.0'].includes(host)) return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
