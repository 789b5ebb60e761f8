/** A web server for one test file: hands out documents that are named by their URI. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Document } from './documents.js'

/** A web server that serves some documents, by name. */
export interface WebFolder extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly authority: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** Where a document is. */
  uri(name: string): string
}

/** Serves documents on a free port, until it is disposed of. */
export async function serveDocuments(documents: Readonly<Record<string, Document>>): Promise<WebFolder> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const found = documents[(request.url ?? '').slice(1)]
    if (found === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': found.format, 'content-length': found.octets.length }).end(found.octets)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const authority = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    authority,
    asked,
    uri: (name) => `http://${authority}/${name}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
