/** Jobs with a password: held until they are released with it (PWG 5100.11). */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { JobState } from '@platen/ipp-core'
import type { JobPassword } from '../../job.js'
import { alice, bob, documentOf, jobOf, octets, operator } from '../documents.js'
import { jobInState, openWorld, type ContractSubject } from '../world.js'

const plain = (password: string): JobPassword => ({ encryption: 'none', octets: Buffer.from(password) })
const sha256 = (password: string): JobPassword => ({ encryption: 'sha2-256', octets: createHash('sha256').update(password).digest() })
const hexadecimal = ({ encryption, octets }: JobPassword): JobPassword => ({ encryption, octets: Buffer.from(Buffer.from(octets).toString('hex')) })

export function passwords(setup: () => Promise<ContractSubject>): void {
  describe('a job with a password', () => {
    it.for<[string, JobPassword, JobPassword, JobPassword]>([
      ['plain', plain('1234'), plain('1234'), plain('1235')],
      ['a hash', sha256('1234'), sha256('1234'), sha256('12345')],
      ['a hash in digits, released in octets', hexadecimal(sha256('1234')), sha256('1234'), plain('')],
      ['a hash, released by the password itself', sha256('1234'), plain('1234'), plain('12345')],
    ])('prints when it is released with it: %s', async ([, password, right, wrong], { skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobRelease || !(await service.printerQuery(alice, 'alpha')).capabilities.has('job-password-supported')) return skip('no passwords')
      const data = octets(10)
      const job = await service.jobSubmit(alice, 'alpha', { ...jobOf('secret'), password }, documentOf(data))
      expect(job).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-password-wait'] })
      for (const caller of [alice, operator]) await expect(service.jobRelease(caller, job.id)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobRelease(alice, job.id, wrong)).rejects.toMatchObject({ code: 'not-possible' })
      await expect(service.jobRelease(bob, job.id, right)).rejects.toMatchObject({ code: 'not-authorized' })
      expect((await service.jobQuery(alice, job.id)).state).toBe(JobState.pendingHeld)
      await service.jobRelease(alice, job.id, right)
      await jobInState(world, job.id, JobState.completed)
      expect(Buffer.compare((await world.sink.delivered(1))[0] ?? new Uint8Array(), data)).toBe(0)
    })

    it('is not released by taking its hold away', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!service.jobHold || !(await service.printerQuery(alice, 'alpha')).capabilities.has('job-password-supported')) return skip('no passwords')
      const job = await service.jobSubmit(alice, 'alpha', { ...jobOf('secret', { holdUntil: 'indefinite' }), password: plain('1234') }, documentOf(octets(10)))
      expect(job.stateReasons).toEqual(['job-hold-until-specified', 'job-password-wait'])
      await service.jobHold(alice, job.id, 'no-hold')
      expect(await service.jobQuery(alice, job.id)).toMatchObject({ state: JobState.pendingHeld, stateReasons: ['job-password-wait'] })
    })

    it('refuses a password that could not be checked: attributes-or-values-not-supported', async ({ skip }) => {
      await using world = await openWorld(setup)
      const { service } = world
      if (!(await service.printerQuery(alice, 'alpha')).capabilities.has('job-password-supported')) return skip('no passwords')
      for (const password of [{ encryption: 'rot13', octets: octets(4) }, { encryption: 'sha2-256', octets: octets(4) }, { encryption: 'none', octets: octets(256) }]) {
        await expect(service.jobSubmit(alice, 'alpha', { ...jobOf('secret'), password }, documentOf(octets(10)))).rejects.toMatchObject({ code: 'attributes-or-values-not-supported' })
        await expect(service.jobValidate(alice, 'alpha', { ...jobOf('secret'), password }, 'text/plain')).rejects.toMatchObject({ code: 'attributes-or-values-not-supported' })
      }
      expect(await service.printerListJobs(alice, { which: 'all' })).toEqual([])
    })
  })
}
