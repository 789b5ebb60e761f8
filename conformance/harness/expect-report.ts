/** What is asserted of every suite's report: nothing fails, and what is skipped is known, with its reason. */
import { expect } from 'vitest'
import { summary, type Report } from './ipptool.js'

/** Names of tests that are skipped, by why. A name stands as often as it is skipped. */
export type Reasons = Readonly<Record<string, readonly string[]>>

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
