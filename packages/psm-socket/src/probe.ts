/** Asks a printer how it is, apart from its jobs: by SNMP, by UDP, or by several ways at once. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from './clock.js'
import type { WatchPrinter } from './connect.js'
import type { DeviceStateModel } from './status/device-state.js'
import type { Observation } from './status/observation.js'
import { readSnmp } from './status/snmp.js'
import { querySnmp, type SnmpQuestion } from './status/snmp-query.js'

/** Asks. `undefined`: no answer came, which means that the state is not known. */
export type Probe = (signal: AbortSignal) => Promise<Observation | undefined>

/** How often a printer that could not be connected to is asked, milliseconds. */
const watchInterval = 2000

/** Asks by SNMP. */
export function snmpProbe(question: SnmpQuestion, clock: Pick<Clock, 'now'>): Probe {
  return async (signal) => {
    const values = await querySnmp(question, signal)
    return values && readSnmp(values, clock.now())
  }
}

/**
 * Asks in all ways at once, and tells the model what came.
 *
 * @returns whether any answer came
 * @throws the first error, if a way cannot be used at all; the others count all the same
 */
export async function askAll(probes: readonly Probe[], model: DeviceStateModel, signal: AbortSignal): Promise<boolean> {
  return (await askEach(probes, model, signal)).observations.length > 0
}

/** As {@link askAll}. @returns what came, and why a way could not be used, if others could */
export async function askEach(probes: readonly Probe[], model: DeviceStateModel, signal: AbortSignal): Promise<{ readonly observations: readonly Observation[]; readonly complaint?: string }> {
  const answers = await Promise.allSettled(probes.map((probe) => probe(signal)))
  const observations = answers.flatMap((answer) => (answer.status === 'fulfilled' ? (answer.value ?? []) : []))
  for (const one of observations) model.observe(one)
  const failed = answers.find((answer) => answer.status === 'rejected')
  if (failed !== undefined && observations.length === 0) throw failed.reason
  if (failed === undefined) return { observations }
  return { observations, complaint: failed.reason instanceof Error ? failed.reason.message : String(failed.reason) }
}

/** Watches a printer that could not be connected to, until it says that it is idle. */
export function watchByProbes(probes: readonly Probe[], model: DeviceStateModel, clock: Pick<Clock, 'now'>, interval: number = watchInterval): WatchPrinter {
  return async (explain, signal) => {
    for (;;) {
      const answered = await askAll(probes, model, signal)
      signal.throwIfAborted()
      // What it says is in the model, from which every report takes it.
      if (answered) explain({ reasons: [], message: '' })
      if (answered && model.state(clock.now()).activity === 'idle') return
      await delay(interval, undefined, { signal })
    }
  }
}
