/**
 * `printer-alert` and `printer-alert-description` (PWG 5100.9): the alerts the device tells, and of the state reasons those
 * that it has no alert for, in the words of RFC 3805.
 */
import { Attributes, attributeOf, octetString, text } from '@platen/ipp-core'
import type { Printer } from '@platen/papi'

/** PrtAlertCodeTC (IANA-PRINTER-MIB) by state reason; what has none is `other`. */
const codes: Readonly<Record<string, string>> = {
  'cover-open': 'coverOpen',
  'door-open': 'doorOpen',
  'interlock-open': 'interlockOpen',
  'input-tray-missing': 'inputMediaTrayMissing',
  'media-empty': 'inputMediaSupplyEmpty',
  'media-jam': 'jam',
  'media-low': 'inputMediaSupplyLow',
  'media-needed': 'inputMediaSupplyEmpty',
  'marker-supply-empty': 'markerInkEmpty',
  'marker-supply-low': 'markerInkAlmostEmpty',
  'marker-waste-almost-full': 'markerWasteTonerReceptacleAlmostFull',
  'marker-waste-full': 'markerWasteTonerReceptacleFull',
  'output-area-almost-full': 'outputMediaTrayAlmostFull',
  'output-area-full': 'outputMediaTrayFull',
  'output-tray-missing': 'outputMediaTrayMissing',
  'power-down': 'powerDown',
  'spool-area-full': 'other',
  'toner-empty': 'markerTonerEmpty',
  'toner-low': 'markerTonerAlmostEmpty',
  'opc-near-eol': 'markerOpcNearEol',
  'opc-life-over': 'markerOpcLifeOver',
}

const severities: Readonly<Record<string, string>> = { error: 'critical', warning: 'warning', report: 'other' }

/** The alerts of a printer. None is one empty value: both attributes are 1setOf, and PWG 5100.9 names no value for none. */
export function alertAttributes({ stateReasons, stateChangedAt, deviceFacts }: Printer): Attributes {
  const time = Math.floor(stateChangedAt / 1000)
  const told = deviceFacts?.alerts ?? []
  const codesTold = new Set(told.map(({ alert }) => /^code=([^;]*)/.exec(alert)?.[1]))
  const reasoned = stateReasons
    .filter((reason) => reason !== 'none')
    .flatMap((reason) => {
      const { name = reason, severity = 'other' } = /^(?<name>.+)-(?<severity>error|warning|report)$/.exec(reason)?.groups ?? {}
      const code = codes[name] ?? 'other'
      return code !== 'other' && codesTold.has(code) ? [] : [{ alert: `code=${code};severity=${severities[severity] ?? 'other'};time=${time}`, description: name.replaceAll('-', ' ') }]
    })
  const all = [...told, ...reasoned]
  const alerts = all.length === 0 ? [{ alert: '', description: '' }] : all
  return Attributes.of(
    attributeOf('printer-alert', alerts.map(({ alert }) => octetString(new TextEncoder().encode(alert)))),
    attributeOf('printer-alert-description', alerts.map(({ description }) => text(description))),
  )
}
