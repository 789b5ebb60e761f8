import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { follows, SnmpSilence, walk, type SnmpVariable } from './snmp-walk.js'

const variable = (oid: string, value: unknown = 1): SnmpVariable => ({ oid, value, missing: false })

/** An agent that has these variables, and gives so many at once. */
function agent(oids: readonly string[], many = 2): (from: string) => Promise<SnmpVariable[]> {
  const sorted = [...oids].sort((a, b) => (follows(a, b) ? 1 : -1))
  return async (from) => sorted.filter((oid) => follows(oid, from)).slice(0, many).map((oid) => variable(oid))
}

describe('a walk', () => {
  it('reads all below its roots, and nothing else', async () => {
    const values = await walk(['1.2', '1.4'], agent(['1.1.1', '1.2.1', '1.2.2', '1.2.10', '1.20.1', '1.3.1', '1.4.1', '1.5.1']))
    expect([...values.keys()]).toEqual(['1.2.1', '1.2.2', '1.2.10', '1.4.1'])
  })

  it('ends at the end of the MIB, and where there is nothing', async () => {
    const end: SnmpVariable = { oid: '1.2.1', value: null, missing: true }
    expect([...(await walk(['1.2'], async (from) => (from === '1.2' ? [variable('1.2.1')] : [end]))).keys()]).toEqual(['1.2.1'])
    expect((await walk(['1.2'], async () => [])).size).toBe(0)
  })

  it('does not follow an agent that stands still or goes backwards', async () => {
    let asked = 0
    const still = async (): Promise<SnmpVariable[]> => {
      asked++
      return [variable('1.2.5'), variable('1.2.5'), variable('1.2.4')]
    }
    expect((await walk(['1.2'], still)).size).toBe(1)
    expect(asked).toBe(1)
  })

  it('is bounded in variables and in octets', async () => {
    let next = 0
    const endless = async (): Promise<SnmpVariable[]> => Array.from({ length: 50 }, () => variable(`1.2.${++next}`, Buffer.alloc(100)))
    expect((await walk(['1.2'], endless, { variables: 333, octets: 1e6 })).size).toBe(333)
    next = 0
    expect((await walk(['1.2'], endless, { variables: 1e6, octets: 10_700 })).size).toBe(101)
  })

  it('takes silence as not known, though it had begun', async () => {
    const first = async (from: string): Promise<SnmpVariable[]> => {
      if (from === '1.2') return [variable('1.2.1')]
      throw new SnmpSilence('no answer')
    }
    await expect(walk(['1.2'], first)).rejects.toThrow(SnmpSilence)
  })

  it('leaves out a table the agent refuses, unless it is the first thing asked', async () => {
    const refuses = (root: string) => async (from: string): Promise<SnmpVariable[]> => {
      if (from === root) throw new Error('genErr')
      return agent(['1.2.1', '1.4.1'])(from)
    }
    expect([...(await walk(['1.2', '1.3', '1.4'], refuses('1.3'))).keys()]).toEqual(['1.2.1', '1.4.1'])
    await expect(walk(['1.2'], refuses('1.2'))).rejects.toThrow('genErr')
  })

  it('keeps numbers, text and octets; what is none of these is left out', async () => {
    const answers = [variable('1.2.1', 5n), variable('1.2.2', true), variable('1.2.3', null), variable('1.2.4', { a: 1 }), variable('1.2.5', 'x')]
    expect([...(await walk(['1.2'], async (from) => (from === '1.2' ? answers : [])))]).toEqual([['1.2.1', 5], ['1.2.2', 1], ['1.2.5', 'x']])
  })

  it('ends, whatever the agent answers', async () => {
    const oid = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }).map((numbers) => ['1', ...numbers].join('.'))
    const answer = fc.array(fc.record({ oid, value: fc.anything(), missing: fc.boolean() }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 10 }), async (answers) => {
        let turn = 0
        await walk(['1.1', '1.2', '1.3'], async () => answers[turn++ % Math.max(answers.length, 1)] ?? [])
      }),
      { numRuns: 100 },
    )
  })
})
