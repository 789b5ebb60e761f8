import { describe, expect, it } from 'vitest'
import { firstOf, type Turn } from './turns.js'

const turn = (id: number, more: Partial<Turn['job']> = {}, had = 0): Turn => ({ job: { id, promoted: 0, queuePriority: 50, place: id, ...more }, turn: had })
const first = (...turns: Turn[]) => firstOf(turns)?.job.id

describe('the turn of a queue', () => {
  it('is that of the most urgent job, whoever had the last turn', () => {
    expect(first(turn(1), turn(2, { queuePriority: 51 }, 9))).toBe(2)
    expect(first(turn(1, { queuePriority: 90 }), turn(2, { promoted: 1, queuePriority: 10 }, 9))).toBe(2)
  })

  it('comes round among jobs as urgent as each other, however many wait in a queue', () => {
    expect(first(turn(1, {}, 2), turn(7, {}, 1))).toBe(7)
    expect(first(turn(2, {}, 2), turn(8, {}, 3))).toBe(2)
  })

  it('is that of the oldest job where no queue had one', () => {
    expect(first(turn(2), turn(1), turn(3))).toBe(1)
    expect(first()).toBeUndefined()
  })
})
