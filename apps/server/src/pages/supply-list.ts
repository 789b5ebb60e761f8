/** What a printer marks with, and how much is left: `printer-supply-info-uri` points here. */
import type { DeviceFacts, DeviceSupply, Printer } from '@platen/papi'
import { html, type Html } from './html.js'

/** A list of supplies, as its device tells them, else as they are configured; levels that nobody knows are said to be unknown. */
export function supplyList({ capabilities, deviceFacts = {} }: Pick<Printer, 'capabilities' | 'deviceFacts'>): Html {
  const pages = deviceFacts.pages === undefined ? '' : html`<p>Pages printed in its life: ${deviceFacts.pages}</p>`
  return html`${told(deviceFacts) ?? configured(capabilities)}${pages}`
}

function told({ supplies = [] }: DeviceFacts): Html | undefined {
  return supplies.length === 0 ? undefined : html`<ul>${supplies.map((supply) => html`<li>${supply.name}: ${amount(supply)}</li>`)}</ul>`
}

/** Of a receptacle, which has a high mark, the level is how full it is. */
const amount = ({ level: value, highLevel }: DeviceSupply): string => (value >= 0 && highLevel < 100 ? `${value} % full` : value === -3 ? 'some left' : level(value))

function configured(capabilities: Printer['capabilities']): Html {
  const levels = (capabilities.get('printer-supply')?.values ?? []).map((value) => {
    const fields = value.kind === 'octets' ? new TextDecoder().decode(value.value) : ''
    return Number(/(?:^|;)level=(?<level>-?\d+)/.exec(fields)?.groups?.['level'] ?? -2)
  })
  const supplies = capabilities.strings('printer-supply-description')
  if (supplies.length === 0) return html`<p class="soft">Nothing is known of its supplies.</p>`
  return html`<ul>${supplies.map((supply, index) => html`<li>${supply}: ${level(levels[index] ?? -2)}</li>`)}</ul>`
}

const level = (value: number): string => (value >= 0 ? `${value} %` : 'level unknown')
