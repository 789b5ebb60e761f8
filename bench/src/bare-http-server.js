/** The least that a node:http server can do: read a request to its end and answer octets from a file. A process of its own. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const body = readFileSync(process.argv[2])
const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/ipp', 'Content-Length': body.length, 'Cache-Control': 'no-store' }).end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
