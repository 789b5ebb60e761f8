/** The IPP clients of npm: `ipp`, of 2017 and still installed the most, its next version, and its descendant `@sealsystems/ipp`. They share their interface. */
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'

/** Attributes of a group as these clients have them: JavaScript's values, an array where there are several. */
export type NpmAttributes = Readonly<Record<string, unknown>>

/** A request; what is left out they fill in. */
export interface NpmRequest {
  readonly 'operation-attributes-tag': NpmAttributes
  readonly 'job-attributes-tag'?: NpmAttributes
  /** The document. A stream only for `@sealsystems/ipp`. */
  readonly data?: Buffer | Readable
}

/** An answer. A group that comes more than once is an array. */
export interface NpmAnswer {
  readonly version: string
  readonly statusCode: string
  readonly id: number
  readonly 'operation-attributes-tag': NpmAttributes
  readonly 'job-attributes-tag'?: NpmAttributes | readonly NpmAttributes[]
  readonly 'printer-attributes-tag'?: NpmAttributes
  readonly 'unsupported-attributes-tag'?: NpmAttributes
}

interface NpmPrinter {
  execute(operation: string, request: NpmRequest | null, done: (error: Error | null, answer: NpmAnswer) => void): void
}

/** One of the packages: its name among our dependencies, and its version. */
export interface NpmPackage {
  readonly name: 'ipp' | 'ipp-1' | '@sealsystems/ipp'
  readonly version: string
}

const require = createRequire(import.meta.url)

const versionOf = (name: NpmPackage['name']): string => (require(`${name}/package.json`) as { readonly version: string }).version

/** The packages, as installed. */
export const npmPackages: readonly NpmPackage[] = (['ipp-1', 'ipp', '@sealsystems/ipp'] as const).map((name) => ({ name, version: versionOf(name) }))

/** One of the packages as the client of one printer. */
export class NpmClient {
  readonly #printer: NpmPrinter

  /** @param options - the package's own */
  constructor({ name }: NpmPackage, url: string, options: Readonly<Record<string, string>> = {}) {
    const { Printer } = require(name) as { readonly Printer: new (url: string, options: Readonly<Record<string, string>>) => NpmPrinter }
    this.#printer = new Printer(url, options)
  }

  /** Sends a request. @throws what the package makes of an answer that is no IPP, and of a connection that breaks */
  async execute(operation: string, request: NpmRequest | null = null): Promise<NpmAnswer> {
    return new Promise((resolve, reject) => this.#printer.execute(operation, request, (error, answer) => (error === null ? resolve(answer) : reject(error))))
  }
}

/** The job-attributes groups of an answer. */
export function jobsOf({ 'job-attributes-tag': jobs }: NpmAnswer): readonly NpmAttributes[] {
  return jobs === undefined ? [] : Array.isArray(jobs) ? (jobs as readonly NpmAttributes[]) : [jobs as NpmAttributes]
}
