/** What is asserted of every suite's report: nothing fails, and what is skipped is known, with its reason. */
import { expect } from 'vitest'
import { summary, type Report } from './ipptool.js'

/** Names of tests that are skipped, by why. A name stands as often as it is skipped. */
export type Reasons = Readonly<Record<string, readonly string[]>>

/** What every run of ipp-1.1.test skips, and of the suites that include it. */
export const printQualityLeftOut: Reasons = {
  'print-quality: no server can have these run, for the suite looks for a printer attribute "print-quality", which does not exist': [
    'Print-Job with JPEG on 4x6, Draft Quality',
    'Print-Job with JPEG on 4x6, Normal Quality',
    'Print-Job with JPEG on 4x6, High Quality',
    'Print-Job with A4 PDF, Draft Quality',
    'Print-Job with US Letter PDF, Draft Quality',
  ],
}

/**
 * Prints the counts and the reasons, and asserts that nothing failed, but for what no server can pass, and just that was
 * skipped.
 */
export function expectReport(title: string, report: Report, reasons: Reasons = {}, impossible: readonly string[] = []): void {
  console.log([summary(title, report), ...Object.entries(reasons).flatMap(([reason, names]) => [`  skipped, ${reason}:`, ...names.map((name) => `    ${name}`)])].join('\n'))
  expect(report.failed.filter(({ name }) => !impossible.includes(name))).toEqual([])
  expect(report.failed.map(({ name }) => name)).toEqual(impossible)
  expect([...report.skipped].sort()).toEqual(Object.values(reasons).flat().sort())
  expect(report.passed.length).toBeGreaterThan(0)
}
