/** The presets that a printer carries out (PWG 5100.13): what it cannot do for documents of a format is no preset for them. */
import { Attributes } from '@platen/ipp-core'
import { describePresets, presetsOf } from '@platen/papi'
import { resolveConflicts } from '../checks/constraints.js'
import { checkTicket } from '../checks/ticket.js'

/** Capabilities with those of their presets that hold. */
export function withHoldingPresets(capabilities: Attributes): Attributes {
  const presets = presetsOf(capabilities)
  const holding = presets.filter(({ attributes }) => presetFaults(attributes, capabilities).length === 0)
  return holding.length === presets.length ? capabilities : new Attributes([...capabilities.filter((one) => one.name !== 'job-presets-supported'), ...describePresets(holding)])
}

/** The names of a preset's attributes that a printer with those capabilities does not do, or not together. */
export function presetFaults(preset: Attributes, capabilities: Attributes): string[] {
  const { ticket, unsupported } = checkTicket(preset, capabilities, false)
  return [...unsupported, ...resolveConflicts(ticket, capabilities).conflicting].map((one) => one.name)
}
