/** The command `platen device`. */
import { findingsText } from './findings-text.js'
import { probeDevice, type ProbeFindings } from './probe.js'
import { CommandLineError, probeUsage, readProbeCommandLine } from './probe-command-line.js'

/** Where a command writes to. */
export interface CommandOutput {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
}

const exitStatus: Readonly<Record<ProbeFindings['verdict'], number>> = { ready: 0, silent: 1, 'not-ready': 3 }

/** The exit status of a command line that is not right. */
const misused = 2

/** Runs it. @param args - what comes after `device`. @returns the exit status */
export async function runDeviceCommand(args: readonly string[], { out, error: complain }: CommandOutput): Promise<number> {
  let request: ReturnType<typeof readProbeCommandLine>
  try {
    request = readProbeCommandLine(args)
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error
    complain(`platen: ${error.message}\n`)
    return misused
  }
  if (request === undefined) {
    out(probeUsage)
    return 0
  }
  const findings = await probeDevice(request)
  out(request.json ? `${JSON.stringify(findings, undefined, 2)}\n` : findingsText(findings))
  return exitStatus[findings.verdict]
}
