/** What a printer marks with, and how much is left: `printer-supply-info-uri` points here. */
import type { Attributes } from '@platen/papi'
import { html, type Html } from './html.js'

/** A list of supplies; levels that nobody knows are said to be unknown. */
export function supplyList(capabilities: Attributes): Html {
  const levels = (capabilities.get('printer-supply')?.values ?? []).map((value) => {
    const fields = value.kind === 'octets' ? new TextDecoder().decode(value.value) : ''
    return Number(/(?:^|;)level=(?<level>-?\d+)/.exec(fields)?.groups?.['level'] ?? -2)
  })
  const supplies = capabilities.strings('printer-supply-description')
  if (supplies.length === 0) return html`<p class="soft">Nothing is known of its supplies.</p>`
  return html`<ul>${supplies.map((supply, index) => html`<li>${supply}: ${level(levels[index] ?? -2)}</li>`)}</ul>`
}

const level = (value: number): string => (value >= 0 ? `${value} %` : 'level unknown')
