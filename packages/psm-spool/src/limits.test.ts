import { describe, expect, it } from 'vitest'
import { overLimit, type QueueLimits } from './limits.js'

const none: QueueLimits = { jobs: undefined, jobsPerUser: undefined, jobOctets: undefined, queueOctets: undefined }
const load = { jobs: 3, octets: 2048, ofUser: (user: string) => (user === 'alice' ? 2 : 1) }
const job = { user: 'alice', octets: 100, jobOctets: 100, isJob: true }
const document = { user: 'alice', octets: 100, jobOctets: 1100, isJob: false }

describe('the limits of a queue', () => {
  it.each<[string, Partial<QueueLimits>, typeof job, string | undefined]>([
    ['none', {}, job, undefined],
    ['jobs: one more', { jobs: 4 }, job, undefined],
    ['jobs: full', { jobs: 3 }, job, 'too-many-jobs'],
    ['jobs: a document for a job that is there', { jobs: 3 }, document, undefined],
    ['jobs per user: full', { jobsPerUser: 2 }, job, 'too-many-jobs'],
    ['jobs per user: another user', { jobsPerUser: 2 }, { ...job, user: 'bob' }, undefined],
    ['size of a job: fits', { jobOctets: 100 }, job, undefined],
    ['size of a job: too large', { jobOctets: 99 }, job, 'request-entity-too-large'],
    ['size of a job: with its earlier documents', { jobOctets: 1024 }, document, 'request-entity-too-large'],
    ['size of the queue: fits', { queueOctets: 2148 }, job, undefined],
    ['size of the queue: full', { queueOctets: 2147 }, job, 'not-accepting-jobs'],
    ['size of the queue: a document', { queueOctets: 2147 }, document, 'not-accepting-jobs'],
  ])('%s', (_name, limits, addition, code) => {
    expect(overLimit('alpha', { ...none, ...limits }, load, addition)?.code).toBe(code)
  })

  it('an empty queue takes any job', () => {
    expect(overLimit('alpha', { ...none, queueOctets: 10 }, { ...load, octets: 0 }, job)).toBeUndefined()
  })
})
