#!/usr/bin/env node
/** The command `platen`: begins only where it can run. */
import { tooOld } from './node-version.js'

async function main(): Promise<void> {
  const refusal = tooOld(process.versions.node)
  if (refusal !== undefined) throw new Error(refusal)
  // Only now: an older Node.js stops with a stack trace at what it does not have.
  const { runCommand } = await import('./command.js')
  await runCommand()
}

main().catch((error: unknown) => {
  process.stderr.write(`platen: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
