/** CUPS's ipptool: runs its suites and our own requests, and reads its report. */
import { existsSync } from 'node:fs'
import { run } from './command.js'
import { cupsEnvironment } from './cups-environment.js'
import { tool } from './tools.js'

/** A test of a suite that failed, with what ipptool says of it. */
export interface Failure {
  readonly name: string
  readonly why: string
}

/** A report. Names are as ipptool prints them: cut at 68 characters. */
export interface Report {
  readonly passed: readonly string[]
  readonly failed: readonly Failure[]
  readonly skipped: readonly string[]
  /** Attributes of the last answer, by name, as ipptool writes their values; only with `-v` among the arguments. */
  readonly attributes: ReadonlyMap<string, string>
  /** All it said. */
  readonly text: string
}

/** How to run ipptool. */
export interface IpptoolOptions {
  /** The document (`-f`). */
  readonly file?: string
  /** Variables (`-d`). */
  readonly variables?: Readonly<Record<string, string>>
  /** Arguments before the URI: `-C`, `-L`, `-I`, `-v`. */
  readonly args?: readonly string[]
  /** Where it runs: documents that a suite names are looked for beside the suite, or here if the suite is named without a folder and is here. */
  readonly cwd?: string
  /** Milliseconds. */
  readonly timeout?: number
}

/** Where Debian's and other packages put CUPS's own suites. */
export const suiteFolder: string = ['/usr/share/cups/ipptool', '/usr/local/share/cups/ipptool'].find((folder) => existsSync(folder)) ?? '/usr/share/cups/ipptool'

/**
 * Runs a suite. Its exit status is not looked at: with `-I` it covers only the outer file. The report's lines are counted.
 *
 * @param suite - a file: one of CUPS's by its name alone
 */
export async function ipptool(uri: string, suite: string, { file, variables = {}, args = [], cwd, timeout }: IpptoolOptions = {}): Promise<Report> {
  const named = Object.entries(variables).flatMap(([name, value]) => ['-d', `${name}=${value}`])
  const { stdout, stderr } = await run(tool('ipptool'), ['-t', ...args, ...(file === undefined ? [] : ['-f', file]), ...named, uri, suite], {
    env: cupsEnvironment(cwd),
    ...(cwd === undefined ? {} : { cwd }),
    ...(timeout === undefined ? {} : { timeout }),
  })
  return readReport(stdout + stderr)
}

/** Reads what `ipptool -t` says. @throws Error if it is no report */
export function readReport(text: string): Report {
  const passed: string[] = []
  const skipped: string[] = []
  const failed: { name: string; why: string }[] = []
  const attributes = new Map<string, string>()
  let failure: { name: string; why: string } | undefined
  for (const line of text.split('\n')) {
    const { name, verdict } = /^ {4}(?<name>.*?)\s*\[(?<verdict>PASS|FAIL|SKIP)\]$/.exec(line)?.groups ?? {}
    if (name !== undefined) {
      failure = undefined
      attributes.clear()
      if (verdict === 'PASS') passed.push(name)
      else if (verdict === 'SKIP') skipped.push(name)
      else failed.push((failure = { name, why: '' }))
      continue
    }
    if (failure !== undefined) failure.why += `${line.trim()}\n`
    // The answer's attributes stand behind the verdict; the request's stand before it.
    const { attribute, value } = /^ {8}(?<attribute>[a-z0-9-]+) \([^)]*\) = (?<value>.*)$/.exec(line)?.groups ?? {}
    if (attribute !== undefined && value !== undefined) attributes.set(attribute, value)
  }
  if (passed.length + failed.length + skipped.length === 0) throw new Error(`ipptool reported no test:\n${text}`)
  return { passed, failed, skipped, attributes, text }
}

/** A text as it is: ipptool writes quotes, brackets and backslashes with a backslash. */
export const plainText = (value: string): string => value.replace(/\\([\\"'[\]])/g, '$1')

/** One line with a report's counts, for the log of a test run. */
export function summary(title: string, { passed, failed, skipped }: Report): string {
  return `${title}: ${passed.length} PASS ${failed.length} FAIL ${skipped.length} SKIP`
}
