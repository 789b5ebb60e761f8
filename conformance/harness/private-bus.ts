/** A D-Bus of the test's own, in place of the system's: cupsd tells cups-browsed of jobs over it. */
import { writeFileSync } from 'node:fs'
import { startProcess, type RunningProcess } from './running-process.js'
import { tool } from './tools.js'
import type { WorkFolder } from './work-folder.js'

/** A running dbus-daemon. Disposing of it kills it. */
export class PrivateBus implements AsyncDisposable {
  /** What makes programs take this bus for the system's. */
  readonly environment: Readonly<Record<string, string>>
  readonly #process: RunningProcess

  private constructor(process: RunningProcess, address: string) {
    this.#process = process
    this.environment = { DBUS_SYSTEM_BUS_ADDRESS: address }
  }

  /** Starts it, with its socket in a work folder. Everyone may do everything on it. */
  static async start(work: WorkFolder): Promise<PrivateBus> {
    const address = `unix:path=${work.file('bus')}`
    writeFileSync(
      work.file('bus.conf'),
      `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
  </policy>
</busconfig>
`,
    )
    const daemon = await startProcess((started) => started.said(/guid=/), tool('dbus-daemon'), [`--config-file=${work.file('bus.conf')}`, '--nofork', '--print-address'])
    return new PrivateBus(daemon, address)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.end('SIGTERM')
  }
}
