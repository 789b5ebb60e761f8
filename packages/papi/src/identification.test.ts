import { describe, expect, it } from 'vitest'
import type { Attributes } from '@platen/ipp-core'
import { createDeviceDirectory } from './device-directory.js'
import { createDirectPrintService } from './direct-print-service.js'
import { describeCapabilities } from './capabilities.js'
import { identifiable, identifyReason, type Identification } from './identification.js'
import { countingJobIds } from './job-ids.js'
import type { PrintEvent } from './events.js'
import { recordingDevice } from './contract/recording-device.js'

const call = { caller: { host: '192.0.2.1', isOperator: false } }

function world() {
  const device = recordingDevice()
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const capabilities: Attributes = describeCapabilities({}, ['application/pdf'])
  const queue = { name: 'office', info: '', location: '', makeAndModel: '', uuid: 'urn:uuid:0', device: device.deviceUri, formats: ['application/pdf'], capabilities, options: {}, deviceOptions: {} }
  const service = createDirectPrintService({ queues: [queue], options: {}, dataDirectory: '', jobIds: countingJobIds(), devices: createDeviceDirectory(device.drivers), log: quiet })
  let now = 5000
  const timers: { run: () => void; milliseconds: number }[] = []
  const told: Identification[] = []
  const marked = identifiable(service, { now: () => now, later: (run, milliseconds) => timers.push({ run, milliseconds }), onIdentify: (one) => told.push(one) })
  return { service, marked, timers, told, tick: (milliseconds: number) => (now += milliseconds) }
}

describe('Identify-Printer', () => {
  it('marks the printer for a minute, with the message, wherever it is looked at', async () => {
    const { marked, timers, told } = world()
    await marked.printerIdentify?.(call, 'office', ['display'], 'Here I am.')
    expect(told).toEqual([{ printer: 'office', actions: ['display'], message: 'Here I am.' }])
    for (const printer of [await marked.printerQuery(call, 'office'), (await marked.printersList(call))[0]]) {
      expect(printer?.stateReasons).toEqual([identifyReason])
      expect(printer?.stateMessage).toBe('Here I am.')
    }
    expect(timers.map((one) => one.milliseconds)).toEqual([60_000])
    timers[0]?.run()
    expect(await marked.printerQuery(call, 'office')).toMatchObject({ stateReasons: [], stateMessage: '' })
  })

  it('marks it a minute from the last time it was asked for', async () => {
    const { marked, timers } = world()
    await marked.printerIdentify?.(call, 'office', ['display'], 'one')
    await marked.printerIdentify?.(call, 'office', ['flash'], 'two')
    timers[0]?.run()
    expect((await marked.printerQuery(call, 'office')).stateMessage).toBe('two')
    timers[1]?.run()
    expect((await marked.printerQuery(call, 'office')).stateReasons).toEqual([])
  })

  it('tells events when the mark comes and goes, among those of the service', async () => {
    const { marked, timers, tick } = world()
    const stop = new AbortController()
    const events = (marked.events?.(stop.signal) ?? (async function* (): AsyncGenerator<PrintEvent> {})())[Symbol.asyncIterator]()
    const next = async (): Promise<readonly string[]> => {
      const event = (await events.next()).value as PrintEvent
      return 'printer' in event ? event.printer.stateReasons : [event.type]
    }
    const first = next()
    await marked.printerIdentify?.(call, 'office', ['display'], '')
    expect(await first).toEqual([identifyReason])
    await marked.printerPause?.({ caller: { ...call.caller, isOperator: true } }, 'office', 'lunch')
    expect(await next()).toEqual(['paused', identifyReason])
    tick(1000)
    timers[0]?.run()
    expect(await next()).toEqual(['paused'])
    stop.abort()
    expect(await events.next()).toMatchObject({ done: true })
  })

  it('refuses a printer that is not there, and leaves all else to the service', async () => {
    const { service, marked, told } = world()
    await expect(marked.printerIdentify?.(call, 'attic', ['display'], '')).rejects.toThrow('there is no printer "attic" here')
    expect(told).toEqual([])
    expect('jobHold' in marked).toBe('jobHold' in service)
    await expect(marked.jobQuery(call, 9)).rejects.toThrow()
  })
})
