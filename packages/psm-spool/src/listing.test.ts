/** What a listing says of jobs that wait: how many come before each, whichever of them it lists. */
import type { JobFilter } from '@platen/papi'
import { alice, bob, documentOf, jobOf, octets, operator } from '@platen/papi/contract'
import { describe, expect, it } from 'vitest'
import { openTestSpool } from './test-spool.js'

describe('number-of-intervening-jobs (RFC 8011 section 5.3.15)', () => {
  it('counts all jobs that print before, also those that are not listed', async () => {
    await using spool = await openTestSpool()
    const { service } = spool
    spool.device.stop()
    const submit = async (call: typeof alice) => (await service.jobSubmit(call, 'alpha', jobOf('one'), documentOf(octets(200_000)))).id
    const printing = await submit(alice)
    await spool.device.started(1)
    const ofBob = await submit(bob)
    const last = await submit(alice)
    const listed = async (filter: JobFilter) => (await service.printerListJobs(operator, filter)).map((job) => [job.id, job.interveningJobs])
    const whole = [[printing, 0], [ofBob, 1], [last, 2]]
    expect(await listed({ printer: 'alpha' })).toEqual(whole)
    expect(await listed({ which: 'all', offset: 1 })).toEqual(whole.slice(1))
    expect(await listed({ which: 'pending' })).toEqual(whole.slice(1))
    expect(await listed({ user: 'alice' })).toEqual([whole[0], whole[2]])
    expect(await listed({ ids: [last] })).toEqual([whole[2]])
    spool.device.go()
    await spool.jobEnded(last)
  })
})
