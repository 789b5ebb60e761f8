/** The state of a printer as the report that papi's devices give. */
import type { DeviceReport, DeviceSupply, DeviceTray } from '@platen/papi'
import type { DeviceState } from './device-state.js'
import { markersOf, type InputTray, type Level, type Supply } from './supplies.js'

/** What a state says; parts that are not known are left out. */
export function reportOf({ activity, reasons, message, alerts, supplies, trays, pages, jobReasons }: DeviceState): DeviceReport {
  return {
    reasons,
    message,
    ...(activity === undefined ? {} : { activity }),
    ...(alerts.length === 0 ? {} : { alerts }),
    ...(supplies.length === 0 ? {} : { supplies: reportedSupplies(supplies) }),
    ...(trays.length === 0 ? {} : { trays: trays.map(reportedTray) }),
    ...(pages === undefined ? {} : { pages }),
    ...(jobReasons.length === 0 ? {} : { jobReasons }),
  }
}

function reportedSupplies(supplies: readonly Supply[]): DeviceSupply[] {
  const markers = markersOf(supplies)
  return supplies.map(({ supply, type }, at) => ({
    supply,
    type,
    name: markers.names[at] ?? type,
    color: markers.colors[at] ?? 'none',
    level: markers.levels[at] ?? -2,
    lowLevel: markers.lowLevels[at] ?? 0,
    highLevel: markers.highLevels[at] ?? 100,
  }))
}

/** `printer-input-tray` (PWG 5100.13): sizes in hundredths of millimeters, amounts with the numbers of RFC 3805. */
function reportedTray({ index, name, manual, size, capacity, level }: InputTray): DeviceTray {
  const pairs: readonly (readonly [string, string | number])[] = [
    ['type', manual ? 'sheetFeedManual' : 'sheetFeedAutoRemovableTray'],
    ['mediafeed', size?.y ?? -2],
    ['mediaxfeed', size?.x ?? -2],
    ['maxcapacity', capacity ?? -2],
    ['level', levelNumber(level)],
    ['status', 0],
    ['name', plain(name) || `tray ${index}`],
  ]
  return { name, tray: pairs.map(([key, value]) => `${key}=${value};`).join('') }
}

const levelNumber = (level: Level): number => (typeof level === 'number' ? level : level === 'unlimited' ? -1 : level === 'some' ? -3 : -2)

/** Fit to stand in `name=value;`. */
const plain = (text: string): string => text.replace(/[;=]/g, ' ').trim()
