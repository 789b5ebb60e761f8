import { describe, expect, it } from 'vitest'
import { Saving } from './saving.js'

describe('saving', () => {
  it('writes one at a time, and what comes during a write together in the next one', async () => {
    const written: number[] = []
    const writes: PromiseWithResolvers<undefined>[] = []
    let state = 0
    const begun: (() => void)[] = []
    const saving = new Saving(async () => {
      const now = state
      const write = Promise.withResolvers<undefined>()
      writes.push(write)
      begun.shift()?.()
      await write.promise
      written.push(now)
    })
    const nextBegins = () => new Promise<void>((resolve) => void begun.push(resolve))
    const first = nextBegins()
    state = 1
    const one = saving.save()
    await first
    const second = nextBegins()
    state = 2
    const two = saving.save()
    state = 3
    expect(saving.save()).toBe(two)
    writes[0]?.resolve(undefined)
    await one
    await second
    writes[1]?.resolve(undefined)
    await two
    expect(written).toEqual([1, 3])
  })

  it('tells who asked of a write that failed, and tries again for the next', async () => {
    let isFull = true
    const saving = new Saving(() => {
      if (isFull) throw new Error('the disk is full')
    })
    await expect(saving.save()).rejects.toThrow('the disk is full')
    isFull = false
    await saving.save()
  })
})
