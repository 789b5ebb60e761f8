/** Asks a printer by PJL over the connection for jobs. Nothing of it prints on a printer that knows PJL. */
import type { Socket } from 'node:net'
import { PjlReader, universalExit, type PjlStatus } from '@platen/psm-socket'

/** What a printer answered. */
export interface PjlAnswer {
  /** What it calls itself; empty if it did not say. */
  readonly id: string
  readonly status: PjlStatus | undefined
  /** Pages in its life. */
  readonly pages: number | undefined
}

/** INFO asks, ECHO shows that all answers are here (HP PJL Technical Reference, chapter 7). */
const echo = 'platen device probe'
const question = `${universalExit}@PJL\r\n@PJL INFO ID\r\n@PJL INFO STATUS\r\n@PJL INFO PAGECOUNT\r\n@PJL ECHO ${echo}\r\n${universalExit}`

/** Asks, and waits until all is answered, the printer closes, or the signal is aborted. @returns `undefined` if it answered nothing */
export async function askPjl(socket: Socket, signal: AbortSignal): Promise<PjlAnswer | undefined> {
  const reader = new PjlReader()
  const over = Promise.withResolvers<undefined>()
  const end = (): void => over.resolve(undefined)
  let answer: PjlAnswer | undefined
  const take = (messages: ReturnType<PjlReader['take']>): void => {
    for (const message of messages) {
      const before = answer ?? { id: '', status: undefined, pages: undefined }
      if (message.type === 'id') answer = { ...before, id: message.id }
      else if (message.type === 'status') answer = { ...before, status: message.status }
      else if (message.type === 'page-count') answer = { ...before, pages: message.pages }
      else if (message.type === 'echo' && message.words === echo) {
        answer = before
        end()
      }
    }
  }
  socket.on('data', (octets: Buffer) => take(reader.take(octets)))
  socket.once('end', end)
  socket.once('close', end)
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  socket.write(question)
  await over.promise
  signal.removeEventListener('abort', end)
  take(reader.end())
  return answer
}
