/** The configuration where there is no file: one queue that writes its jobs to a folder, so that printing works at once. */
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

/** The default configuration, as its file would be written. @param data - the data directory */
export function defaultConfiguration(data: string): string {
  return `queues:
  - name: folder
    info: Prints into a folder
    make-and-model: Platen Folder
    capabilities: { supplies: none }
    device: ${JSON.stringify(pathToFileURL(join(data, 'printed/')).href)}
`
}
