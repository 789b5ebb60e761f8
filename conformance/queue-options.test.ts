/** Options of a queue that an operator sets over IPP: limits, fallback, hold periods. They hold at once and over a restart. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attribute, Attributes, boolean, GroupTag, integer, keyword, name, noValue, Operation, OutOfBandTag, range, StatusCode, text, type Attribute, type Message } from '@platen/ipp-core'
import { IppClient, jobIdOf } from './harness/ipp-requests.js'
import { PlatenServer } from './harness/platen-server.js'
import { WorkFolder } from './harness/work-folder.js'

const groupOf = ({ groups }: Message, tag: number): Attributes => groups.find((one) => one.tag === tag)?.attributes ?? new Attributes()

describe('Options of a queue', () => {
  const open = new AsyncDisposableStack()
  let server: PlatenServer
  let client: IppClient

  beforeAll(async () => {
    const work = open.use(new WorkFolder('options'))
    const queues = ['office', 'backup', 'other'].map((one) => ({ name: one, device: 'file:///dev/null', ...(one === 'office' ? { options: { 'max-jobs': 7 } } : {}) }))
    server = open.use(await PlatenServer.start(work, { queues }))
    client = open.use(new IppClient(server.port))
  })

  afterAll(() => open.disposeAsync())

  const printer = async (queue = 'office'): Promise<Attributes> => groupOf(await client.ask({ operation: Operation.GetPrinterAttributes, printer: queue }), GroupTag.printer)
  const set = (...attributes: readonly Attribute[]): Promise<Message> => client.ask({ operation: Operation.SetPrinterAttributes, printer: 'office', user: 'root', printerAttributes: attributes })
  const held = (until: Attribute): Promise<Message> => client.ask({ operation: Operation.PrintJob, printer: 'office', operationAttributes: [attribute('ipp-attribute-fidelity', boolean(true))], jobAttributes: [until], document: Buffer.from('x') })
  const hold = attribute('job-hold-until', keyword('indefinite'))

  it('are shown as they are, listed as settable, and their values told', async () => {
    const shown = await printer()
    expect([shown.integer('platen-max-jobs'), shown.value('platen-fallback'), shown.integer('platen-fallback-after'), shown.boolean('platen-fallback-after-send'), shown.string('platen-error-policy')]).toEqual([7, noValue, 60, false, 'retry'])
    const names = [...shown].map((one) => one.name).filter((one) => one.startsWith('platen-'))
    expect(names.sort()).toEqual([
      'platen-after-broken-send', 'platen-after-crash', 'platen-error-policy', 'platen-fallback', 'platen-fallback-after', 'platen-fallback-after-send', 'platen-fallback-limit', 'platen-hold-periods',
      'platen-max-job-size', 'platen-max-jobs', 'platen-max-jobs-per-user', 'platen-max-queue-size', 'platen-reprint-limit',
    ])
    expect(shown.strings('printer-settable-attributes-supported')).toEqual(expect.arrayContaining(names))
    const values = groupOf(await client.ask({ operation: Operation.GetPrinterSupportedValues, printer: 'office', user: 'root' }), GroupTag.printer)
    expect(values.value('platen-fallback-after')).toEqual(range(0, 604_800))
    expect(values.strings('platen-after-crash')).toEqual(['reprint', 'hold'])
    expect(values.value('platen-hold-periods')).toMatchObject({ kind: 'out-of-band', tag: OutOfBandTag.adminDefine })
  })

  it('hold at once, and after the server was killed', async () => {
    // Never now, wherever that is.
    const hour = (later: number): string => String((new Date().getHours() + later) % 24)
    const lunch = `${hour(3)}-${hour(5)}`
    expect((await set(attribute('platen-max-jobs', integer(1)), attribute('platen-fallback', name('backup'), name('other')), attribute('platen-hold-periods', text(`lunch=${lunch}`)))).code).toBe(StatusCode.SuccessfulOk)
    const as = async (): Promise<unknown[]> => {
      const shown = await printer()
      return [shown.integer('platen-max-jobs'), shown.strings('platen-fallback'), shown.strings('job-hold-until-supported').includes('lunch')]
    }
    expect(await as()).toEqual([1, ['backup', 'other'], true])
    expect((await printer('backup')).strings('job-hold-until-supported')).not.toContain('lunch')
    const first = jobIdOf(await held(attribute('job-hold-until', name('lunch'))))
    expect((await held(hold)).code).toBe(StatusCode.ServerErrorTooManyJobs)
    await server.kill()
    await server.start()
    expect(await as()).toEqual([1, ['backup', 'other'], true])
    expect((await held(hold)).code).toBe(StatusCode.ServerErrorTooManyJobs)
    // What is deleted is again as the configuration says.
    const withdrawn: Attribute = { name: 'platen-max-jobs', values: [{ kind: 'out-of-band', tag: OutOfBandTag.deleteAttribute }] }
    expect((await set(withdrawn)).code).toBe(StatusCode.SuccessfulOk)
    expect((await printer()).integer('platen-max-jobs')).toBe(7)
    const second = jobIdOf(await held(hold))
    for (const job of [first, second]) expect((await client.ask({ operation: Operation.CancelJob, printer: 'office', job })).code).toBe(StatusCode.SuccessfulOk)
  })

  it('that are wrong are refused, and nothing is changed', async () => {
    const before = [...(await printer())].filter((one) => one.name.startsWith('platen-'))
    expect((await set(attribute('platen-fallback-limit', integer(21)))).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await set(attribute('platen-error-policy', keyword('shout')))).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    expect((await set(attribute('platen-max-jobs', text('many')))).code).toBe(StatusCode.ClientErrorAttributesOrValuesNotSupported)
    const periods = await set(attribute('platen-hold-periods', text('lunch at noon')))
    expect([periods.code, groupOf(periods, GroupTag.operation).string('status-message')]).toEqual([StatusCode.ClientErrorBadRequest, expect.stringContaining('write it like lunch=12:00-13:30')])
    expect([...(await printer())].filter((one) => one.name.startsWith('platen-'))).toEqual(before)
  })
})
