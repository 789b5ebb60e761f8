/** UUIDs of jobs and documents: the same for the same one, without being stored (RFC 9562 section 5.5). */
import { hash } from 'node:crypto'
import type { Job } from '@platen/papi'

/**
 * A name-based UUID.
 *
 * @param kind - what it names
 * @param parts - what tells it from others of the same job
 */
export function nameBasedUuid(kind: 'job' | 'document', job: Job, ...parts: readonly number[]): string {
  const digest = hash('sha1', [`platen-${kind}`, job.printer, job.id, job.createdAt, ...parts].join('\0'), 'buffer')
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return `urn:uuid:${digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}
