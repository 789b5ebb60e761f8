/** cups-browsed, which makes queues on a CUPS server for the printers that it finds elsewhere: by asking other servers, where nothing is announced. */
import { writeFileSync } from 'node:fs'
import { cupsEnvironment } from './cups-environment.js'
import { startProcess, type RunningProcess } from './running-process.js'
import { tool } from './tools.js'
import type { WorkFolder } from './work-folder.js'

/** Where cups-browsed works. */
export interface CupsBrowsedPlace {
  /** The authority of the CUPS server that gets the queues. */
  readonly cupsd: string
  /** The authority of the server whose printers they are for. */
  readonly polled: string
  /** The bus, as environment. */
  readonly bus: Readonly<Record<string, string>>
}

/** Starts it, with its files in a work folder. It says what it does on its standard error. */
export async function startCupsBrowsed(work: WorkFolder, { cupsd, polled, bus }: CupsBrowsedPlace): Promise<RunningProcess> {
  const folder = work.folder('cups-browsed')
  const configuration = work.file('cups-browsed.conf')
  const lines = [
    `CacheDir ${folder}`,
    `LogDir ${folder}`,
    'DomainSocket Off',
    'BrowseRemoteProtocols none',
    'BrowseLocalProtocols none',
    `BrowsePoll ${polled}`,
    // Seconds: how often it asks, and after how long a printer that is no longer there goes.
    'BrowseInterval 1',
    'BrowseTimeout 4',
    'LocalQueueNamingRemoteCUPS RemoteName',
    'CreateRemoteCUPSPrinterQueues Yes',
    'UpdateCUPSQueuesMaxPerCall 20',
    'PauseBetweenCUPSQueueUpdates 0',
  ]
  writeFileSync(configuration, `${lines.join('\n')}\n`)
  const env = { ...cupsEnvironment(folder), ...bus, CUPS_SERVER: cupsd }
  return startProcess((started) => started.said(/will browse poll/), tool('cups-browsed'), ['-c', configuration, '--autoshutdown=off', '-v'], { env, cwd: folder })
}
